package tv.exstream.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import tv.exstream.engine.ChannelNumber;

/** {@code guide export}: the guide as an XMLTV file, or a channel's programmes as an iCalendar. */
@Command(
        name = "export",
        description = {
            "Writes the guide as an XMLTV file, or the programmes of a channel as an iCalendar (.ics).",
            "Asks the server that runs on the data directory, or starts one for itself for a moment.",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  exstreamtv guide export -o guide.xml",
            "  exstreamtv guide export --days 7 --server http://nas:8411 -o -",
            "  exstreamtv guide export --format ics --channel 5 -o channel5.ics",
        })
final class GuideExportCommand implements Callable<Integer> {
    private static final int MOST_DAYS = 14;

    private final CliContext context;

    @Mixin
    private ServerOptions options = new ServerOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "F",
            required = true,
            description = "The file to write, '-' is standard output.")
    private String output = "";

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "3",
            description = "How far ahead, 1 to 14. Default: ${DEFAULT-VALUE}.")
    private int days;

    @Option(names = "--format", defaultValue = "xmltv", description = "xmltv or ics. Default: ${DEFAULT-VALUE}.")
    private String format = "xmltv";

    @Option(names = "--channel", paramLabel = "N", description = "The channel of an iCalendar.")
    private Optional<String> channel = Optional.empty();

    @Option(names = "--server", paramLabel = "URL", description = "Ask this running server.")
    private Optional<URI> server = Optional.empty();

    GuideExportCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        if (days < 1 || days > MOST_DAYS) {
            throw new CliException(Exit.USAGE, "--days " + days + " is outside 1 to " + MOST_DAYS);
        }
        String path = path();
        OutputDocument file = OutputDocument.of(output);
        try (ServerAccess access = ServerAccess.open(context, options.launch(), server);
                InputStream guide = access.get(path)) {
            file.write(guide, context.terminal());
        }
        return Exit.DONE.code();
    }

    private String path() {
        return switch (format) {
            case "xmltv" -> {
                if (channel.isPresent()) {
                    throw new CliException(Exit.USAGE, "--channel goes with --format ics: XMLTV holds all channels");
                }
                yield "/iptv/xmltv.xml?days=" + days;
            }
            case "ics" -> {
                String number = channel.orElseThrow(
                        () -> new CliException(Exit.USAGE, "name the channel of the iCalendar with --channel N"));
                try {
                    Instant from = Instant.now().truncatedTo(ChronoUnit.HOURS);
                    yield "/api/channels/" + ChannelNumber.parse(number) + "/schedule.ics?from=" + from + "&to="
                            + from.plus(days, ChronoUnit.DAYS);
                } catch (IllegalArgumentException e) {
                    throw new CliException(Exit.USAGE, "--channel: " + e.getMessage(), e);
                }
            }
            default -> throw new CliException(Exit.USAGE, "--format " + format + " is unknown: use xmltv or ics");
        };
    }
}
