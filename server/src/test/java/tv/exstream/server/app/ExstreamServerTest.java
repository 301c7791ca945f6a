package tv.exstream.server.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.ChannelSpec;
import tv.exstream.engine.Engine;
import tv.exstream.engine.EngineException;
import tv.exstream.engine.EngineOptions;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.Programme;
import tv.exstream.server.config.ConfigException;
import tv.exstream.server.config.LaunchOptions;
import tv.exstream.server.http.ListenException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
class ExstreamServerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** No UDP port is fixed, nothing is announced: other servers may run on this machine. */
    private static final Map<String, String> ENV =
            Map.of("EXSTREAMTV_HDHR_ENABLED", "false", "EXSTREAMTV_GUIDE_TIME_ZONE", "+02:00");

    @TempDir
    Path dir;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<StillEngine> engines = new ArrayList<>();
    private final List<ExstreamServer> servers = new ArrayList<>();

    @AfterEach
    void stopAll() {
        servers.forEach(ExstreamServer::close);
        client.close();
    }

    @Test
    void answersItsProbes() throws Exception {
        ExstreamServer server = start(0);

        assertThat(json(server, "/health/live", 200).path("status").asText()).isEqualTo("up");
        JsonNode ready = json(server, "/health/ready", 200);
        assertThat(ready.path("checks").findValuesAsText("name")).contains("database", "engine", "lineup");
        assertThat(ready.path("checks").findValuesAsText("status")).containsOnly("up");
    }

    @Test
    void exposesEngineJvmAndRequestsToPrometheus() throws Exception {
        ExstreamServer server = start(0);
        ChannelSpec spec = new ChannelSpec(
                ChannelNumber.parse("7.2"),
                "Seven",
                OutputProfile.DEFAULT,
                at -> Programme.offline(at, at.plusSeconds(60)),
                Duration.ZERO);
        assertThat(engines.getFirst().register(spec).number()).isEqualTo(spec.number());
        json(server, "/health/live", 200);

        String text = "";
        for (int i = 0; i < 50 && !text.contains("exstreamtv_http_requests_seconds_count"); i++) {
            text = get(server, "/metrics").body(); // the request is counted just after its last byte
        }

        assertThat(text)
                .contains("exstreamtv_channels{state=\"on_air\"} 1.0")
                .contains("exstreamtv_channel_viewers{channel=\"7.2\"} 1.0")
                .contains("exstreamtv_channel_bytes_total{channel=\"7.2\"} 3.0")
                .contains("exstreamtv_channel_slate_seconds_total{channel=\"7.2\"} 5.0")
                .contains("exstreamtv_natives_alive{kind=\"AVPacket\"} 3.0")
                .contains("exstreamtv_http_requests_seconds_count{method=\"GET\",status=\"2xx\"}")
                .contains("jvm_memory_used_bytes")
                .contains("jvm_threads_live_threads");
    }

    @Test
    void describesItself() throws Exception {
        ExstreamServer server = start(0);
        JsonNode api = json(server, "/openapi.json", 200);

        assertThat(api.path("openapi").asText()).startsWith("3.");
        assertThat(api.path("info").path("version").asText()).isNotEmpty().doesNotContain("$");
        assertThat(api.path("paths").has("/api/settings")).isTrue();
        assertThat(api.path("paths").has("/health/ready")).isTrue();
        assertThat(api.path("paths")
                        .path("/api/settings")
                        .path("get")
                        .path("responses")
                        .has("4XX"))
                .isTrue();
        assertThat(api.path("components").path("schemas").has("Problem")).isTrue();
        HttpResponse<String> docs = get(server, "/docs");
        assertThat(docs.statusCode()).isEqualTo(200);
        assertThat(docs.body()).contains("openapi.json").doesNotContainPattern("(src|href)=\"https?:");
    }

    @Test
    void showsEffectiveSettings() throws Exception {
        ExstreamServer server = start(0);
        JsonNode settings = json(server, "/api/settings", 200).path("settings");

        assertThat(settings.findValuesAsText("key")).contains("server.port", "profiles.default.video-bitrate");
        assertThat(settings.toString()).contains("\"value\":\"false\",\"origin\":\"EXSTREAMTV_HDHR_ENABLED\"");
    }

    @Test
    void keepsItsEpochOverStarts() {
        start(0).close();
        start(0);

        assertThat(engines.get(0).closed).isTrue();
        assertThat(engines.get(1).options.epoch())
                .isEqualTo(engines.get(0).options.epoch());
        assertThat(engines.get(1).options.cacheDir()).isEqualTo(dir.resolve("cache"));
    }

    @Test
    void refusesADataDirectoryInUse() {
        start(0);

        assertThatThrownBy(() -> start(0))
                .isInstanceOf(DataFolderException.class)
                .hasMessageContaining(dir.toString())
                .hasMessageContaining("process " + ProcessHandle.current().pid())
                .hasMessageContaining("--data");
    }

    @Test
    void undoesEverythingWhenTheEngineDoesNotStart() throws IOException {
        LaunchOptions options = new LaunchOptions(
                Optional.empty(), OptionalInt.of(0), Optional.of("127.0.0.1"), Optional.of(dir), List.of(), false);
        assertThatThrownBy(() -> ExstreamServer.start(options, ENV, engine -> {
                    throw new EngineException(EngineException.Kind.UNAVAILABLE, "no engine here");
                }))
                .hasMessage("no engine here");
        Files.writeString(dir.resolve("cache").resolve("sqlite-0-libsqlitejdbc.so"), "left over by a killed process");
        start(0); // data directory and port are free again
        assertThat(dir.resolve("cache").resolve("sqlite-0-libsqlitejdbc.so")).doesNotExist();
    }

    @Test
    void refusesADataDirectoryThatIsAFile() throws IOException {
        Path file = Files.writeString(dir.resolve("file"), "");
        assertThatThrownBy(() -> start(0, file))
                .isInstanceOf(DataFolderException.class)
                .hasMessageContaining("--data");
    }

    @Test
    void startsNothingWhenThePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> start(taken.getLocalPort()))
                    .isInstanceOf(ListenException.class)
                    .hasMessageContaining("is in use");
        }
        assertThat(engines).isEmpty();
        start(0); // the data directory is free again
    }

    @Test
    void refusesABadConfigurationBeforeTouchingAnything() throws IOException {
        Files.writeString(dir.resolve("config.yaml"), "server:\n  prt: 1\n");
        assertThatThrownBy(() -> start(0)).isInstanceOf(ConfigException.class).hasMessageContaining("server.port");
        try (var files = Files.list(dir)) {
            assertThat(files).containsExactly(dir.resolve("config.yaml"));
        }
    }

    @Test
    void writesALogFileWithStackTraces() throws IOException {
        ExstreamServer server = start(0);
        LoggerFactory.getLogger("tv.exstream.test").error("something broke", new IllegalStateException("because"));
        server.close();

        String log = Files.readString(dir.resolve("logs").resolve("exstreamtv.log"), StandardCharsets.UTF_8);
        assertThat(log)
                .contains("listens on " + "http://127.0.0.1:")
                .contains("something broke")
                .contains("IllegalStateException: because\n\tat tv.exstream");
    }

    @Test
    void stopsQuicklyAndMoreThanOnce() throws Exception {
        ExstreamServer server = start(0);
        URI address = server.address();
        json(server, "/health/live", 200);

        long began = System.nanoTime();
        server.close();
        server.close();

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        assertThatThrownBy(() -> client.send(
                        HttpRequest.newBuilder(address.resolve("/health/live")).build(),
                        HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
    }

    private ExstreamServer start(int port) {
        return start(port, dir);
    }

    private ExstreamServer start(int port, Path data) {
        LaunchOptions options = new LaunchOptions(
                Optional.empty(), OptionalInt.of(port), Optional.of("127.0.0.1"), Optional.of(data), List.of(), false);
        ExstreamServer server = ExstreamServer.start(options, ENV, this::engine);
        servers.add(server);
        return server;
    }

    private Engine engine(EngineOptions options) {
        StillEngine engine = new StillEngine(options);
        engines.add(engine);
        return engine;
    }

    private HttpResponse<String> get(ExstreamServer server, String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(server.address().resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode json(ExstreamServer server, String path, int status) throws Exception {
        HttpResponse<String> answer = get(server, path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }
}
