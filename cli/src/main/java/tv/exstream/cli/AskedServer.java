package tv.exstream.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of commands that ask a server, and the asking. */
final class AskedServer {
    @Mixin
    private ServerOptions options = new ServerOptions();

    @Option(names = "--server", paramLabel = "URL", description = "Ask this running server.")
    private Optional<URI> server = Optional.empty();

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    boolean json() {
        return json;
    }

    /** The one named, the one that runs on the data directory, or one of this command's own; to be closed. */
    ServerAccess open(CliContext context) {
        return ServerAccess.open(context, options.launch(), server);
    }

    static JsonNode get(ServerAccess access, String path) throws IOException {
        try (InputStream body = access.get(path)) {
            return new ObjectMapper().readTree(body);
        }
    }

    /** Asks for something to be done that needs no words. */
    JsonNode post(CliContext context, String path) throws IOException {
        try (ServerAccess access = open(context);
                InputStream body = access.post(path, "application/json", "")) {
            return new ObjectMapper().readTree(body);
        } catch (CliException e) {
            // There is no file that could be bad: it was an option.
            throw e.exit() == Exit.BAD_INPUT ? new CliException(Exit.USAGE, String.valueOf(e.getMessage()), e) : e;
        }
    }
}
