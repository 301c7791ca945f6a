package tv.exstream.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import tv.exstream.engine.ChannelNumber;

/** {@code export}: collections, schedules and channels as one document. */
@Command(
        name = "export",
        description = {
            "Writes collections, schedules and channels as one YAML document, to keep or to carry elsewhere.",
            "Asks the server that runs on the data directory, or starts one for itself for a moment.",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  exstreamtv export -o channels.yaml",
            "  exstreamtv export --channel 5 --channel 7.1 --no-secrets -o two.yaml",
            "",
            "docs/portable.md says what a document holds.",
        })
final class ExportCommand implements Callable<Integer> {
    private final CliContext context;

    @Mixin
    private ServerOptions options = new ServerOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "F",
            defaultValue = "-",
            description = "The file to write, '-' is standard output. Default: ${DEFAULT-VALUE}.")
    private String output = "-";

    @Option(names = "--channel", paramLabel = "N", description = "Only this channel and what it needs. Repeatable.")
    private List<String> channels = new ArrayList<>();

    @Option(names = "--no-secrets", description = "Leave out names, passwords and tokens in addresses of streams.")
    private boolean noSecrets;

    @Option(names = "--server", paramLabel = "URL", description = "Ask this running server.")
    private Optional<URI> server = Optional.empty();

    ExportCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        String path = "/api/export?secrets=" + !noSecrets + narrowed();
        OutputDocument file = OutputDocument.of(output);
        try (ServerAccess access = ServerAccess.open(context, options.launch(), server);
                InputStream document = access.get(path)) {
            file.write(document, context.terminal());
        }
        return Exit.DONE.code();
    }

    private String narrowed() {
        try {
            return channels.isEmpty()
                    ? ""
                    : "&channel="
                            + channels.stream()
                                    .map(ChannelNumber::parse)
                                    .map(ChannelNumber::toString)
                                    .collect(Collectors.joining(","));
        } catch (IllegalArgumentException e) {
            throw new CliException(Exit.USAGE, "--channel: " + e.getMessage(), e);
        }
    }
}
