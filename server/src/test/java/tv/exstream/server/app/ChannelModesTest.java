package tv.exstream.server.app;

import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.server.config.LaunchOptions;

import static org.assertj.core.api.Assertions.assertThat;

/** Modes, visibility, groups and categories over HTTP, on the real engine. */
@Timeout(120)
class ChannelModesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path dir;

    private final HttpClient client = HttpClient.newHttpClient();
    private ExstreamServer server;

    @BeforeEach
    void start() {
        LaunchOptions options = new LaunchOptions(
                Optional.empty(),
                OptionalInt.of(0),
                Optional.of("127.0.0.1"),
                Optional.of(dir.resolve("data")),
                List.of(),
                true);
        server = ExstreamServer.start(
                options,
                Map.of(
                        "EXSTREAMTV_HDHR_UDP_PORT", "0",
                        "EXSTREAMTV_HDHR_SSDP", "false",
                        "EXSTREAMTV_CHANNELS_LINGER", "500ms"));
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    private HttpResponse<String> call(String method, String path, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(server.address().resolve(path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .header("Content-Type", "application/json")
                        .timeout(Duration.ofSeconds(30))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String get(String path) throws Exception {
        HttpResponse<String> answer = call("GET", path, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private JsonNode json(String path) throws Exception {
        return JSON.readTree(get(path));
    }

    private JsonNode patch(int number, String body) throws Exception {
        HttpResponse<String> answer = call("PATCH", "/api/channels/" + number, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private String problem(String method, String path, String body, int status) throws Exception {
        HttpResponse<String> answer = call(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body()).path("detail").asText();
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        for (int i = 0; i < 400 && !condition.call(); i++) {
            Thread.sleep(50);
        }
        assertThat(condition.call()).isTrue();
    }

    private static Instant instant(JsonNode node, String field) {
        return OffsetDateTime.parse(node.path(field).asText()).toInstant();
    }

    private JsonNode now() throws Exception {
        return json("/api/channels/1/now");
    }

    private boolean stands() throws Exception {
        return json("/api/channels/1").has("standsStillSince");
    }

    /** What the guide says of the present is what the channel says. */
    private void guideAgrees(JsonNode now) throws Exception {
        JsonNode item = json("/api/channels/1/schedule").path(0);
        assertThat(item.path("title").asText())
                .isEqualTo(now.path("programme").path("title").asText());
        JsonNode grid = json("/api/guide?channels=1").path("channels").path(0).path("programmes");
        assertThat(grid.path(0).path("stop").asText())
                .isEqualTo(now.path("programme").path("stop").asText());
        assertThat(instant(now, "time")).isBetween(instant(item, "start"), instant(item, "stop"));
    }

    private double watch(double from, long millis) throws Exception {
        HttpResponse<InputStream> stream = client.send(
                HttpRequest.newBuilder(server.address().resolve("/iptv/channel/1.ts"))
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        assertThat(stream.statusCode()).isEqualTo(200);
        double left;
        try (InputStream in = stream.body()) {
            assertThat(in.readNBytes(188)).hasSize(188);
            JsonNode first = now();
            assertThat(first.has("standsStillSince")).isFalse();
            // Over HTTP, on a machine that may be busy.
            assertThat(first.path("positionSeconds").asDouble()).isBetween(from, from + 8);
            guideAgrees(first);
            Thread.sleep(millis);
            JsonNode last = now();
            guideAgrees(last);
            left = last.path("positionSeconds").asDouble();
        }
        await(this::stands);
        return left;
    }

    @Test
    void whoComesBackFindsTheProgrammeWhereItWasLeft() throws Exception {
        assertThat(patch(1, "{\"mode\": \"on_demand\"}").path("mode").asText()).isEqualTo("on_demand");
        assertThat(stands()).isTrue();
        String title = now().path("programme").path("title").asText();
        double begun = now().path("positionSeconds").asDouble();
        double left = watch(begun, 2_000);
        assertThat(left).isGreaterThan(begun + 1.9);
        double stood = now().path("positionSeconds").asDouble();
        // A stop is seen when the next bytes cannot be sent; the linger is not watched.
        assertThat(stood).isBetween(left, left + 3);
        Thread.sleep(2_500);
        assertThat(now().path("positionSeconds").asDouble()).isEqualTo(stood);
        guideAgrees(now());
        double again = watch(stood, 1_000);
        assertThat(again).isGreaterThan(stood + 0.9);
        double stoodAgain = now().path("positionSeconds").asDouble();

        server.close();
        start();
        assertThat(stands()).isTrue();
        assertThat(now().path("positionSeconds").asDouble()).isEqualTo(stoodAgain);
        assertThat(now().path("mode").asText()).isEqualTo("on_demand");
        assertThat(now().path("programme").path("title").asText()).isEqualTo(title);
        assertThat(get("/")).contains("On demand: stands still since");
        assertThat(patch(1, "{\"mode\": \"continuous\"}").has("standsStillSince"))
                .isFalse();
        assertThat(now().path("positionSeconds").asDouble()).isBetween(stoodAgain, stoodAgain + 8);
        await(() -> now().path("positionSeconds").asDouble() > stoodAgain + 0.5);
    }

    @Test
    void onlyItsNumberLeadsToAHiddenChannel() throws Exception {
        String name = patch(2, "{\"visibility\": \"hidden\"}").path("name").asText();
        for (String list : List.of("/iptv/channels.m3u", "/iptv/xmltv.xml", "/lineup.json", "/lineup.xml")) {
            assertThat(get(list)).as(list).doesNotContain(name);
        }
        assertThat(numbers(json("/api/guide").path("channels"))).containsExactly("1", "3", "4", "5", "6");
        assertThat(get("/")).contains("5 channels and 1 hidden").doesNotContain(name);
        assertThat(numbers(json("/api/channels?visibility=hidden"))).containsExactly("2");
        assertThat(numbers(json("/api/channels"))).hasSize(6);
        assertThat(numbers(json("/api/guide?channels=2").path("channels"))).containsExactly("2");
        assertThat(json("/api/channels/2/schedule")).isNotEmpty();
        assertThat(call("HEAD", "/iptv/channel/2.ts", "").statusCode()).isEqualTo(200);
        assertThat(call("HEAD", "/auto/v2", "").statusCode()).isEqualTo(200);
        assertThat(problem("GET", "/api/channels?visibility=secret", "", 400)).contains("listed, hidden or disabled");
    }

    private static List<String> numbers(JsonNode channels) {
        return StreamSupport.stream(channels.spliterator(), false)
                .map(channel -> channel.path("number").asText())
                .toList();
    }

    @Test
    void aDisabledChannelIsOnlyInTheApiAndTakenOffAir() throws Exception {
        HttpResponse<InputStream> stream = client.send(
                HttpRequest.newBuilder(server.address().resolve("/iptv/channel/3.ts"))
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream in = stream.body()) {
            assertThat(in.readNBytes(188)).hasSize(188);
            String name =
                    patch(3, "{\"visibility\": \"disabled\"}").path("name").asText();
            // The stream ends.
            in.transferTo(java.io.OutputStream.nullOutputStream());
            for (String list : List.of("/iptv/channels.m3u", "/iptv/xmltv.xml", "/lineup.json", "/")) {
                assertThat(get(list)).as(list).doesNotContain(name);
            }
        }
        for (String path : List.of(
                "/iptv/channel/3.ts",
                "/iptv/channel/3.m3u8",
                "/auto/v3",
                "/api/channels/3/now",
                "/api/channels/3/schedule",
                "/api/channels/3/schedule.ics",
                "/api/guide?channels=3",
                "/api/playouts/3",
                "/iptv/logo/3.png")) {
            assertThat(problem("GET", path, "", 404)).as(path).contains("Channel 3 is disabled", "visibility");
        }
        assertThat(problem("POST", "/api/playouts/3/refresh", "", 404)).contains("is disabled");
        assertThat(get("/metrics")).doesNotContain("channel=\"3\"");
        assertThat(json("/api/channels/3").path("visibility").asText()).isEqualTo("disabled");
        assertThat(numbers(json("/api/playouts"))).doesNotContain("3");
        patch(3, "{\"visibility\": \"listed\"}");
        assertThat(json("/api/channels/3/schedule")).isNotEmpty();
        assertThat(call("HEAD", "/iptv/channel/3.ts", "").statusCode()).isEqualTo(200);
    }

    @Test
    void groupsNarrowTheListsAndCategoriesAreOfAllProgrammes() throws Exception {
        JsonNode channel =
                patch(4, "{\"groups\": [\"Colours\", \"Late & Night\"], \"categories\": [\"Kids\", \"kids \"]}");
        assertThat(channel.path("group").asText()).isEqualTo("Colours");
        assertThat(channel.path("categories").toString()).isEqualTo("[\"Kids\"]");
        String list = get("/iptv/channels.m3u?group=late%20%26%20night");
        assertThat(list)
                .contains("group-title=\"Colours;Late & Night\"", "/iptv/channel/4.ts")
                .contains("/iptv/xmltv.xml?group=late+%26+night\"")
                .doesNotContain("/iptv/channel/1.ts");
        assertThat(get("/iptv/xmltv.xml?group=late+%26+night"))
                .contains(channel.path("guideId").asText(), "<category>Kids</category>")
                .containsOnlyOnce("<channel ");
        assertThat(get("/iptv/xmltv.xml").split("<channel ", -1)).hasSize(7);
        assertThat(json("/lineup.json")).hasSize(6);
        assertThat(json("/api/guide?channels=4")
                        .at("/channels/0/programmes/0/categories")
                        .toString())
                .isEqualTo("[\"Kids\"]");
        assertThat(problem("GET", "/iptv/channels.m3u?group=None", "", 404)).contains("'None'", "Colours");
        assertThat(problem("PATCH", "/api/channels/4", "{\"groups\": [\"A;B\"]}", 422))
                .contains("semicolon");
        assertThat(problem("PATCH", "/api/channels/4", "{\"groups\": []}", 422)).contains("one group at least");
        assertThat(problem("PATCH", "/api/channels/4", "{\"categories\": [\" \"]}", 422))
                .contains("blank");
        assertThat(call("PATCH", "/api/channels/4", "{\"mode\": \"sometimes\"}").statusCode())
                .isEqualTo(400);
        // The main group alone.
        assertThat(patch(4, "{\"group\": \"First\"}").path("groups").toString())
                .isEqualTo("[\"First\",\"Late & Night\"]");
        assertThat(get("/openapi.json")).contains("standsStillSince", "\"on_demand\"", "\"disabled\"");
    }
}
