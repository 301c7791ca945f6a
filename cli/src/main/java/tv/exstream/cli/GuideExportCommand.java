package tv.exstream.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code guide export}: the guide as an XMLTV file. */
@Command(
        name = "export",
        description = {
            "Writes the guide as an XMLTV file.",
            "Asks the server that runs on the data directory, or starts one for itself for a moment.",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  exstreamtv guide export -o guide.xml",
            "  exstreamtv guide export --days 7 --server http://nas:8411 -o -",
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
        Optional<Path> file = output.equals("-") ? Optional.empty() : Optional.of(target());
        try (ServerAccess access = ServerAccess.open(context, options.launch(), server);
                InputStream guide = access.get("/iptv/xmltv.xml?days=" + days)) {
            if (file.isPresent()) {
                write(guide, file.get());
            } else {
                context.terminal().copy(guide);
            }
        }
        return Exit.DONE.code();
    }

    private Path target() {
        Path file = Path.of(output).toAbsolutePath().normalize();
        Path folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new CliException(Exit.FAILED, "cannot write '" + output + "': there is no folder " + folder);
        }
        if (Files.isDirectory(file)) {
            throw new CliException(Exit.USAGE, "'" + output + "' is a folder: name a file");
        }
        return file;
    }

    /** Whole or not at all: players may read the old file meanwhile. */
    private static void write(InputStream guide, Path file) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.copy(guide, part, StandardCopyOption.REPLACE_EXISTING);
            try {
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
