package tv.exstream.server.app;

import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.server.config.LaunchOptions;

import static org.assertj.core.api.Assertions.assertThat;

/** The whole server on the real engine, without any media. */
@Timeout(60)
class DemoServerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TS_PACKET = 188;

    @TempDir
    static Path dir;

    private static ExstreamServer server;
    private static HttpClient client;

    @BeforeAll
    static void start() throws Exception {
        Path media = Files.createDirectories(dir.resolve("media"));
        Files.writeString(media.resolve("broken.mp4"), "this is no video");
        LaunchOptions options = new LaunchOptions(
                Optional.empty(),
                OptionalInt.of(0),
                Optional.of("127.0.0.1"),
                Optional.of(dir.resolve("data")),
                List.of(media),
                true);
        server = ExstreamServer.start(
                options,
                Map.of(
                        "EXSTREAMTV_HDHR_UDP_PORT", "0",
                        "EXSTREAMTV_HDHR_SSDP", "false",
                        "EXSTREAMTV_GUIDE_TIME_ZONE", "+02:00"));
        client = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    @Test
    void listsItsChannelsAtOnce() throws Exception {
        assertThat(get("/iptv/channels.m3u").body())
                .startsWith("#EXTM3U")
                .contains("/iptv/channel/1.ts")
                .contains("tvg-chno=\"6\"");
        assertThat(json("/api/channels")).hasSize(6);
        assertThat(json("/lineup.json")).hasSize(6);
        assertThat(json("/discover.json").path("TunerCount").asInt()).isEqualTo(4);
    }

    @Test
    void knowsWhatIsOnNowAndNext() throws Exception {
        JsonNode schedule = json("/api/channels/1/schedule");
        Instant now = Instant.now();

        JsonNode first = schedule.path(0);
        assertThat(first.path("start").asText()).endsWith("+02:00");
        assertThat(OffsetDateTime.parse(first.path("start").asText()).toInstant())
                .isBeforeOrEqualTo(now);
        assertThat(OffsetDateTime.parse(first.path("stop").asText()).toInstant())
                .isAfter(now.minusSeconds(60));
        for (int i = 1; i < schedule.size(); i++) {
            assertThat(schedule.path(i).path("start").asText())
                    .isEqualTo(schedule.path(i - 1).path("stop").asText());
        }
        assertThat(get("/iptv/xmltv.xml").body()).contains("<programme").contains("+0200");
    }

    @Test
    void streamsAChannelAndMeasuresIt() throws Exception {
        HttpResponse<InputStream> stream = client.send(
                HttpRequest.newBuilder(server.address().resolve("/iptv/channel/1.ts"))
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        assertThat(stream.statusCode()).isEqualTo(200);
        assertThat(stream.headers().firstValue("Content-Type")).hasValue("video/mp2t");
        try (InputStream in = stream.body()) {
            byte[] packets = in.readNBytes(TS_PACKET * 200);
            for (int at = 0; at < packets.length; at += TS_PACKET) {
                assertThat(packets[at]).as("sync byte at %d", at).isEqualTo((byte) 0x47);
            }
            assertThat(json("/api/sessions")).hasSize(1);
            assertThat(json("/api/channels/1/now").toString()).contains("\"viewers\"");
            assertThat(get("/metrics").body()).contains("exstreamtv_channel_viewers{channel=\"1\"} 1.0");
        }
        for (int i = 0; i < 100 && !json("/api/sessions").isEmpty(); i++) {
            Thread.sleep(50);
        }
        assertThat(json("/api/sessions")).isEmpty();
    }

    @Test
    void becomesReadyAfterTheFirstScan() throws Exception {
        String body = "";
        for (int i = 0; i < 200 && !body.contains("6 channels"); i++) {
            body = get("/health/ready").body();
            Thread.sleep(50);
        }
        assertThat(JSON.readTree(body).path("status").asText()).as(body).isEqualTo("up");
        assertThat(json("/api/libraries").toString()).contains("\"refused\":1");
    }

    @Test
    void describesEveryFeature() throws Exception {
        JsonNode paths = json("/openapi.json").path("paths");
        assertThat(paths.properties().stream().map(Map.Entry::getKey))
                .contains(
                        "/api/channels",
                        "/api/channels/{number}/schedule",
                        "/api/channels/{number}/now",
                        "/api/sessions",
                        "/api/collections",
                        "/api/collections/{id}/items",
                        "/api/schedules",
                        "/api/schedules/preview",
                        "/api/schedules/{id}/tools/last",
                        "/api/lineups/preview",
                        "/api/libraries",
                        "/iptv/channel/{number}.ts",
                        "/iptv/xmltv.xml",
                        "/lineup.json");
    }

    @Test
    void endsLiveStreamsWhenItStops() throws Exception {
        LaunchOptions options = new LaunchOptions(
                Optional.empty(),
                OptionalInt.of(0),
                Optional.of("127.0.0.1"),
                Optional.of(dir.resolve("second")),
                List.of(),
                true);
        ExstreamServer other = ExstreamServer.start(options, Map.of("EXSTREAMTV_HDHR_ENABLED", "false"));
        HttpResponse<InputStream> stream = client.send(
                HttpRequest.newBuilder(other.address().resolve("/iptv/channel/2.ts"))
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream in = stream.body()) {
            assertThat(in.readNBytes(TS_PACKET * 20)).hasSize(TS_PACKET * 20);
            long began = System.nanoTime();
            other.close();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(server.address().resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode json(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
