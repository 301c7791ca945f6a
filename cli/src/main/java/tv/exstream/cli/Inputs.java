package tv.exstream.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

import tv.exstream.engine.MediaSource;

/** What a command line argument names: a file, or an address on the network. */
final class Inputs {
    // two letters at least, so that C:\clip.mkv stays a file
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://.*");

    private Inputs() {}

    /** @throws CliException {@code BAD_INPUT} when there is no such file, it is a folder, or the address is malformed */
    static MediaSource parse(String argument) {
        if (ADDRESS.matcher(argument).matches()) {
            return address(argument);
        }
        Path file;
        try {
            file = Path.of(argument);
        } catch (InvalidPathException e) {
            throw new CliException(Exit.BAD_INPUT, "'" + argument + "' is not a file name: " + e.getReason(), e);
        }
        if (!Files.exists(file)) {
            throw new CliException(Exit.BAD_INPUT, file + ": no such file");
        }
        if (Files.isDirectory(file)) {
            throw new CliException(
                    Exit.BAD_INPUT,
                    file + " is a folder: name a media file in it, or use 'exstreamtv scan " + file + "'");
        }
        if (!Files.isReadable(file)) {
            throw new CliException(Exit.BAD_INPUT, file + " cannot be read: check its permissions");
        }
        return new MediaSource.File(file.toAbsolutePath().normalize());
    }

    private static MediaSource address(String argument) {
        try {
            URI uri = new URI(argument);
            if (uri.getScheme().equalsIgnoreCase("file")) {
                return parse(Path.of(uri).toString());
            }
            if (uri.getHost() == null) {
                throw new CliException(Exit.BAD_INPUT, "'" + argument + "' names no host: write e.g. http://HOST/PATH");
            }
            return new MediaSource.Url(uri);
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new CliException(Exit.BAD_INPUT, "'" + argument + "' is not a valid address: write spaces as %20", e);
        }
    }
}
