package tv.exstream.server.playout;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.server.channels.ChannelsResource;
import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.collection.FakeLibrary;
import tv.exstream.server.http.HttpEdge;
import tv.exstream.server.http.HttpSettings;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.draw.PlaybackOrder;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class PlayoutResourceTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant START = Instant.parse("2026-03-02T10:10:20.345Z");
    private static final String CLASSIC = """
            {"definition": {"kind": "classic", "items": [
              {"content": {"from": {"collection": 1}, "order": "chronological"}, "mode": {"kind": "flood"},
               "overrides": {"audioLanguage": "deu"}}]}}""";

    @TempDir
    Path data;

    private final FakeLibrary library = new FakeLibrary();
    private final HttpClient client = HttpClient.newHttpClient();
    private PlayoutFixture server;
    private HttpEdge edge;

    @BeforeEach
    void start() {
        for (int i = 1; i <= 9; i++) {
            library.episode("Show", 1, i, Duration.ofMinutes(20 + i));
        }
        server = new PlayoutFixture(data, library, START, Duration.ofDays(2));
        long all = server.collection("all", new CollectionRule.Everything());
        server.channel(new ScheduleDefinition.Continuous(all, PlaybackOrder.SHUFFLE), 0xabcL);
        edge = new HttpEdge(
                new HttpSettings("127.0.0.1", 0, ZoneOffset.ofHours(2), 100_000, Duration.ofSeconds(5)),
                List.of(
                        new PlayoutResource(server.playouts, () -> server.now),
                        new ChannelsResource(server.channels, server.collections, server.playouts::standingSince)),
                List.of(),
                (method, status, nanos) -> {});
        edge.start();
    }

    @AfterEach
    void stop() {
        edge.stop();
        client.close();
        server.close();
    }

    private JsonNode call(String method, String path, String body, int expected) throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port() + "/api" + path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .header("Content-Type", "application/json")
                        .timeout(Duration.ofSeconds(10))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode())
                .as(method + " " + path + ": " + answer.body())
                .isEqualTo(expected);
        return JSON.readTree(answer.body());
    }

    private String detail(String method, String path, String body, int expected) throws Exception {
        return call(method, path, body, expected).get("detail").asText();
    }

    @Test
    void showsHowPlayoutsStand() throws Exception {
        JsonNode playout = call("GET", "/playouts", "", 200).get(0);
        assertThat(playout).isEqualTo(call("GET", "/playouts/1", "", 200));
        assertThat(playout.get("number").asText()).isEqualTo("1");
        assertThat(playout.get("seed").asText()).isEqualTo("abc");
        assertThat(playout.get("zone").asText()).isEqualTo("Z");
        assertThat(playout.get("from").asText()).isEqualTo("2026-03-02T12:00:00+02:00");
        assertThat(Instant.from(OffsetDateTime.parse(playout.get("until").asText())))
                .isAfterOrEqualTo(START.plus(Duration.ofDays(2)));
        assertThat(playout.get("definition").get("kind").asText()).isEqualTo("continuous");
        assertThat(playout.get("warnings")).isEmpty();
        assertThat(playout.has("heldUntil")).isFalse();
        assertThat(detail("GET", "/playouts/9", "", 404)).contains("/api/channels");
    }

    @Test
    void listsAirings() throws Exception {
        JsonNode items = call("GET", "/playouts/1/items?to=2026-03-02T13:00:00Z", "", 200);
        assertThat(items.get(0).get("start").asText()).isEqualTo("2026-03-02T12:00:00+02:00");
        assertThat(items.get(0).get("content").asText()).isEqualTo("media");
        assertThat(items.get(0).get("mediaId").asLong()).isPositive();
        assertThat(items.get(0).get("inPoint").asText()).isEqualTo("PT0S");
        assertThat(items.get(0).get("groupStart")).isEqualTo(items.get(0).get("start"));
        assertThat(items.get(0).has("missing")).isFalse();
        for (int i = 1; i < items.size(); i++) {
            assertThat(items.get(i).get("start")).isEqualTo(items.get(i - 1).get("finish"));
        }
        library.remove(items.get(0).get("mediaId").asLong());
        server.restart();
        edge.stop();
        edge = new HttpEdge(
                new HttpSettings("127.0.0.1", 0, ZoneOffset.UTC, 100_000, Duration.ofSeconds(5)),
                List.of(new PlayoutResource(server.playouts, () -> server.now)),
                List.of(),
                (method, status, nanos) -> {});
        edge.start();
        assertThat(call("GET", "/playouts/1/items", "", 200)
                        .get(0)
                        .get("missing")
                        .asBoolean())
                .isTrue();
        assertThat(call("GET", "/playouts/1/items?from=2030-01-01T00:00:00Z", "", 200))
                .isEmpty();
        assertThat(detail("GET", "/playouts/1/items?from=2026-03-02T13:00:00Z&to=2026-03-02T12:00:00Z", "", 400))
                .contains("is not after");
    }

    @Test
    void previewsThenApplies() throws Exception {
        JsonNode before = call("GET", "/playouts/1", "", 200);
        JsonNode preview = call("POST", "/playouts/1/preview", CLASSIC, 200);
        assertThat(preview.get("added")).isNotEmpty();
        assertThat(preview.get("removed")).isNotEmpty();
        assertThat(preview.get("added")
                        .get(0)
                        .get("overrides")
                        .get("audioLanguage")
                        .asText())
                .isEqualTo("deu");
        assertThat(call("GET", "/playouts/1", "", 200)).isEqualTo(before);
        assertThat(call("POST", "/playouts/1/apply", CLASSIC, 200)).isEqualTo(preview);
        JsonNode after = call("GET", "/playouts/1", "", 200);
        assertThat(after.get("definition").get("kind").asText()).isEqualTo("classic");
        // What is shown can be sent back.
        ObjectNode same = JSON.createObjectNode();
        same.set("definition", after.get("definition"));
        JsonNode nothing = call("POST", "/playouts/1/preview", same.toString(), 200);
        assertThat(nothing.get("added")).isEmpty();
        assertThat(nothing.get("removed")).isEmpty();
        assertThat(nothing.get("kept")).isNotEmpty();
        JsonNode later =
                call("POST", "/playouts/1/apply", "{\"from\": \"2026-03-03T12:00:00+02:00\", \"reset\": true}", 200);
        assertThat(later.get("added").get(0).get("mediaId").asLong()).isEqualTo(1);
        assertThat(call("GET", "/playouts/1", "", 200).get("heldUntil").asText())
                .isEqualTo("2026-03-03T12:00:00+02:00");
    }

    @Test
    void resetsRefreshesAndContinues() throws Exception {
        assertThat(call("POST", "/playouts/1/refresh", "", 200).get("removed")).isEmpty();
        call("POST", "/playouts/1/reset", "", 200);
        assertThat(call("GET", "/playouts/1", "", 200).get("seed").asText()).isEqualTo("abc");
        call("POST", "/playouts/1/reset?seed=ffffffffffffffff", "", 200);
        assertThat(call("GET", "/playouts/1", "", 200).get("seed").asText()).isEqualTo("ffffffffffffffff");
        call("POST", "/playouts/1/reset?seed=new", "", 200);
        assertThat(call("GET", "/playouts/1", "", 200).get("seed").asText()).isNotEqualTo("ffffffffffffffff");
        call("POST", "/playouts/1/apply", "{\"seed\": \"1f\"}", 200);
        assertThat(call("GET", "/channels/1", "", 200).get("seed").asText()).isEqualTo("1f");
        String until = call("POST", "/playouts/1/continue?until=2026-03-09T00:00:00Z", "", 200)
                .get("until")
                .asText();
        assertThat(until).isGreaterThanOrEqualTo("2026-03-09T02:00:00+02:00");
        call("POST", "/playouts/1/continue", "", 200);
    }

    @Test
    void aChannelHasAZoneOfItsOwnOrTheServers() throws Exception {
        assertThat(call("GET", "/channels/1", "", 200).has("zone")).isFalse();
        assertThat(call("PUT", "/channels/1", "{\"zone\": \"America/New_York\"}", 200)
                        .get("zone")
                        .asText())
                .isEqualTo("America/New_York");
        assertThat(call("GET", "/playouts/1", "", 200).get("zone").asText()).isEqualTo("America/New_York");
        assertThat(call("PUT", "/channels/1", "{\"zone\": \"\"}", 200).has("zone"))
                .isFalse();
        assertThat(detail("PUT", "/channels/1", "{\"zone\": \"Mars/Olympus\"}", 422))
                .contains("Mars/Olympus");
        JsonNode made = call(
                "POST",
                "/channels",
                "{\"name\": \"Two\", \"collection\": {\"kind\": \"everything\"}, \"zone\": \"+05:45\"}",
                201);
        assertThat(made.get("zone").asText()).isEqualTo("+05:45");
    }

    @Test
    void takesTheExampleOfTheDocuments() throws Exception {
        String page = Files.readString(Path.of("../docs/playouts.md"));
        String example = page.substring(page.indexOf("<<'END'\n") + 8, page.indexOf("\nEND\n"))
                .replaceAll("\"collection\": \\d+", "\"collection\": 1")
                .replace("2026-03-02T06:00:00", "2026-03-03T06:00:00");
        JsonNode diff = call("POST", "/playouts/1/preview", example, 200);
        assertThat(diff.get("from").asText()).startsWith("2026-03-03");
        assertThat(diff.get("added")).isNotEmpty();
    }

    @Test
    void refusesWhatItCannotDo() throws Exception {
        assertThat(detail("POST", "/playouts/1/apply", "{\"seed\": \"xyz\"}", 400))
                .contains("'xyz'", "16 digits");
        assertThat(detail("POST", "/playouts/1/reset?seed=1234567890abcdef0", "", 400))
                .contains("16 digits");
        assertThat(detail("POST", "/playouts/9/refresh", "", 404)).contains("no channel 9");
        assertThat(detail("POST", "/playouts/1/apply", "{\"definition\": {\"kind\": \"opera\"}}", 400))
                .contains("definition", "opera");
        assertThat(detail("POST", "/playouts/1/apply", CLASSIC.replace("flood", "flod"), 400))
                .contains("definition.items[0].mode");
        assertThat(detail("POST", "/playouts/1/apply", CLASSIC.replace("\"overrides\"", "\"override\""), 400))
                .contains("'definition.items[0].override'");
        assertThat(detail("POST", "/playouts/1/apply", CLASSIC.replace("\"collection\": 1", "\"collection\": 77"), 422))
                .contains("collection 77");
        assertThat(detail("POST", "/playouts/1/apply", "{\"definition\": {\"kind\": \"classic\"}}", 400))
                .contains("at least one rule");
        assertThat(detail("POST", "/playouts/1/apply", "{\"from\": \"2031-01-01T00:00:00Z\"}", 422))
                .contains("planned until");
        assertThat(detail("POST", "/playouts/1/continue?until=2031-01-01T00:00:00Z", "", 422))
                .contains("days ahead");
        assertThat(detail("POST", "/playouts/1/apply", "", 400)).contains("no body");
    }
}
