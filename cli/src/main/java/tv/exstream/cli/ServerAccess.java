package tv.exstream.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

import tv.exstream.server.app.DataFolderException;
import tv.exstream.server.config.LaunchOptions;
import tv.exstream.server.config.Settings;
import tv.exstream.server.config.SettingsLoader;

/**
 * What a server knows, asked the way players ask: the one that runs on the data directory, or else one started for this
 * command alone, on the loopback address and without discovery. So an answer here is an answer there.
 */
final class ServerAccess implements AutoCloseable {
    private static final Duration LINEUP_PATIENCE = Duration.ofSeconds(60);
    private static final int CONNECT_MILLIS = 3_000;
    private static final int READ_MILLIS = 30_000;
    private static final int POLL_MILLIS = 100;
    private static final int UNPROCESSABLE = 422;

    private final URI address;
    private final String publicHost;
    private final @Nullable RunningServer own;

    private ServerAccess(URI address, String publicHost, @Nullable RunningServer own) {
        this.address = address;
        this.publicHost = publicHost;
        this.own = own;
    }

    /** @param remote a server named by the user: then nothing is started here */
    static ServerAccess open(CliContext context, LaunchOptions options, Optional<URI> remote) {
        if (remote.isPresent()) {
            return new ServerAccess(remote.get(), remote.get().getAuthority(), null);
        }
        Settings settings = SettingsLoader.load(options, context.environment());
        int port = settings.server().port();
        String host = Addresses.reachable(URI.create("http://0.0.0.0:" + port)).getAuthority();
        try {
            RunningServer server = context.server().start(quiet(options), silent(context.environment()));
            ServerAccess access = new ServerAccess(server.address(), host, server);
            access.awaitLineup();
            return access;
        } catch (DataFolderException e) {
            URI running =
                    URI.create("http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + port);
            ServerAccess access = new ServerAccess(running, host, null);
            if (access.status("/health/live").isEmpty()) {
                throw new CliException(
                        Exit.FAILED,
                        "the data directory " + settings.server().data()
                                + " cannot be opened, and no server answers at " + running
                                + ": if one runs elsewhere, name it with --server URL (" + e.getMessage() + ")",
                        e);
            }
            return access;
        }
    }

    /** The body of a document, to be closed. */
    InputStream get(String path) {
        try {
            HttpURLConnection connection = connect(path);
            int status = connection.getResponseCode();
            if (status == HttpURLConnection.HTTP_NOT_FOUND) {
                throw new CliException(Exit.FAILED, detail(connection));
            }
            if (status != HttpURLConnection.HTTP_OK) {
                throw new CliException(Exit.FAILED, address + path + " answers " + status);
            }
            return connection.getInputStream();
        } catch (IOException | IllegalArgumentException e) {
            throw new CliException(Exit.FAILED, "no server answers at " + address + ": " + e.getMessage(), e);
        }
    }

    /**
     * Sends a document; the body of the answer, to be closed.
     *
     * @throws CliException with the server's words: {@code BAD_INPUT} when it refuses the document, {@code FAILED} when
     *                      that goes against what the server has
     */
    InputStream post(String path, String type, String document) {
        try {
            HttpURLConnection connection = connect(path);
            connection.setRequestMethod("POST");
            connection.setRequestProperty("Content-Type", type);
            connection.setDoOutput(true);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(document.getBytes(StandardCharsets.UTF_8));
            }
            int status = connection.getResponseCode();
            if (status == HttpURLConnection.HTTP_BAD_REQUEST || status == UNPROCESSABLE) {
                throw new CliException(Exit.BAD_INPUT, detail(connection));
            }
            if (status == HttpURLConnection.HTTP_CONFLICT) {
                throw new CliException(Exit.FAILED, detail(connection));
            }
            if (status != HttpURLConnection.HTTP_OK) {
                throw new CliException(Exit.FAILED, address + path + " answers " + status);
            }
            return connection.getInputStream();
        } catch (IOException | IllegalArgumentException e) {
            throw new CliException(Exit.FAILED, "no server answers at " + address + ": " + e.getMessage(), e);
        }
    }

    private static String detail(HttpURLConnection connection) throws IOException {
        try (InputStream problem = connection.getErrorStream()) {
            return new ObjectMapper().readTree(problem).path("detail").asText();
        }
    }

    @Override
    public void close() {
        if (own != null) {
            own.close();
        }
    }

    private HttpURLConnection connect(String path) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(address + path).toURL().openConnection();
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        // the document's links are for the server's clients, not for this one
        connection.setRequestProperty("X-Forwarded-Host", publicHost);
        return connection;
    }

    private OptionalInt status(String path) {
        try {
            return OptionalInt.of(connect(path).getResponseCode());
        } catch (IOException e) {
            return OptionalInt.empty();
        }
    }

    /** A new data directory has no channels before its media were looked at once. */
    private void awaitLineup() {
        long deadline = System.nanoTime() + LINEUP_PATIENCE.toNanos();
        while (status("/health/ready").orElse(0) != HttpURLConnection.HTTP_OK && System.nanoTime() < deadline) {
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                close();
                Thread.currentThread().interrupt();
                throw new CliException(Exit.FAILED, "cancelled", e);
            }
        }
    }

    private static LaunchOptions quiet(LaunchOptions options) {
        return new LaunchOptions(
                options.config(),
                OptionalInt.of(0),
                Optional.of("127.0.0.1"),
                options.data(),
                List.copyOf(options.media()),
                options.demo());
    }

    private static Map<String, String> silent(Map<String, String> environment) {
        Map<String, String> silent = new HashMap<>(environment);
        silent.put("EXSTREAMTV_HDHR_ENABLED", "false");
        return silent;
    }
}
