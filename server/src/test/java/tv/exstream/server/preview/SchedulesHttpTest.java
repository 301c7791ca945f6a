package tv.exstream.server.preview;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.channels.ChannelService;
import tv.exstream.server.channels.ChannelsResource;
import tv.exstream.server.channels.CollectionEditor;
import tv.exstream.server.channels.CollectionsResource;
import tv.exstream.server.channels.ScheduleService;
import tv.exstream.server.channels.SchedulesResource;
import tv.exstream.server.collection.CollectionService;
import tv.exstream.server.collection.FakeLibrary;
import tv.exstream.server.http.HttpEdge;
import tv.exstream.server.http.HttpSettings;
import tv.exstream.server.http.RequestObserver;
import tv.exstream.server.playout.PlayoutService;
import tv.exstream.server.playout.PlayoutSettings;
import tv.exstream.server.store.Database;

import static org.assertj.core.api.Assertions.assertThat;

/** Schedules, collections and previews over HTTP, on the real edge with a real database. */
@Timeout(60)
class SchedulesHttpTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-03-01T10:10:00Z");

    @TempDir
    Path data;

    private final FakeLibrary library = new FakeLibrary();
    private final HttpClient client = HttpClient.newHttpClient();
    private Database database;
    private ChannelService channels;
    private PlayoutService playouts;
    private HttpEdge edge;

    @BeforeEach
    void start() throws Exception {
        for (int episode = 1; episode <= 4; episode++) {
            library.episode("Alpha", 1, episode, Duration.ofMinutes(30));
            library.episode("Beta", 1, episode, Duration.ofMinutes(20));
        }
        library.movie("Heat", 1995, List.of("Crime"), Duration.ofHours(2));
        library.clip("spots/a.mp4", Duration.ofMinutes(2));
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        database = Database.open(data);
        CollectionService collections = new CollectionService(database);
        channels = new ChannelService(database, collections, Set.of("default"));
        playouts = new PlayoutService(
                database, channels, collections, library, clock, PlayoutSettings.withHorizon(Duration.ofDays(1)));
        edge = new HttpEdge(
                HttpSettings.of("127.0.0.1", 0),
                List.of(
                        new ChannelsResource(channels, collections, number -> Optional.empty()),
                        new SchedulesResource(new ScheduleService(database, collections, channels)),
                        new CollectionsResource(new CollectionEditor(collections, channels), collections, library),
                        new SchedulePreviewResource(playouts, collections, clock),
                        new LineupPreviewResource(playouts)),
                List.of(),
                RequestObserver.none());
        edge.start();
    }

    @AfterEach
    void stop() {
        edge.stop();
        playouts.close();
        client.close();
        database.close();
    }

    private HttpResponse<String> send(String method, String path, String body, String type) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port() + path))
                .header("Content-Type", type)
                .timeout(Duration.ofSeconds(20))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode ask(String method, String path, String body, int status) throws Exception {
        HttpResponse<String> answer = send(method, path, body, "application/json");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
    }

    private String refused(String method, String path, String body, int status) throws Exception {
        JsonNode problem = ask(method, path, body, status);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        return problem.path("detail").asText();
    }

    private long collection(String name, String rule) throws Exception {
        return ask("POST", "/api/collections", "{\"name\":\"" + name + "\",\"rule\":" + rule + "}", 201)
                .path("id")
                .asLong();
    }

    private long alpha() throws Exception {
        return collection("Alpha", "{\"kind\":\"show\",\"show\":\"alpha\"}");
    }

    private static String continuous(long collection) {
        return "{\"kind\":\"continuous\",\"collection\":" + collection + ",\"order\":\"chronological\"}";
    }

    private long schedule(String name, String definition) throws Exception {
        return ask("POST", "/api/schedules", "{\"name\":\"" + name + "\",\"definition\":" + definition + "}", 201)
                .path("id")
                .asLong();
    }

    @Test
    void collectionsAreMadeChangedPagedAndRemoved() throws Exception {
        long id = collection(
                "Short",
                "{\"kind\":\"and\",\"rules\":[{\"kind\":\"type\",\"type\":\"EPISODE\"},"
                        + "{\"kind\":\"length\",\"most\":\"PT25M\"}]}");
        JsonNode made = ask("GET", "/api/collections/" + id, "", 200);
        assertThat(made.path("name").asText()).isEqualTo("Short");
        assertThat(made.path("items").asInt()).isEqualTo(4);
        assertThat(made.at("/rule/rules/1/most").asText()).isEqualTo("PT25M");
        JsonNode page = ask("GET", "/api/collections/" + id + "/items?limit=3&offset=2", "", 200);
        assertThat(page.path("total").asInt()).isEqualTo(4);
        assertThat(page.path("items")).hasSize(2);
        assertThat(page.at("/items/0/show").asText()).isEqualTo("Beta");

        ask("PUT", "/api/collections/" + id, "{\"rule\":{\"kind\":\"genre\",\"genre\":\"crime\"}}", 200);
        assertThat(ask("GET", "/api/collections", "", 200).get(0).path("items").asInt())
                .isEqualTo(1);
        ask("DELETE", "/api/collections/" + id, "", 204);
        assertThat(refused("GET", "/api/collections/" + id, "", 404)).contains("/api/collections");
    }

    @Test
    void collectionsThatMakeNoSenseAreRefusedByName() throws Exception {
        alpha();
        assertThat(refused("POST", "/api/collections", "{\"name\":\"x\"}", 422)).contains("'rule'");
        assertThat(refused("POST", "/api/collections", "{\"rule\":{\"kind\":\"music\"}}", 422))
                .contains("'name'");
        assertThat(refused("POST", "/api/collections", "{\"name\":\"ALPHA\",\"rule\":{\"kind\":\"music\"}}", 409))
                .contains("choose another name");
        assertThat(refused("POST", "/api/collections", "{\"name\":\"x\",\"rule\":{\"kind\":\"genre\"}}", 400))
                .contains("rule.genre")
                .contains("missing");
        assertThat(refused(
                        "POST",
                        "/api/collections",
                        "{\"name\":\"x\",\"rule\":{\"kind\":\"not\",\"rule\":{\"kind\":\"years\"}}}",
                        400))
                .contains("rule.rule")
                .contains("give at least one");
        assertThat(refused("GET", "/api/collections/1/items?limit=0", "", 400)).contains("limit 0");
    }

    @Test
    void schedulesAreSharedByChannelsAndStayWhileTheyAreAired() throws Exception {
        long alpha = alpha();
        long id = schedule("Evening", continuous(alpha));
        JsonNode made = ask("GET", "/api/schedules/" + id, "", 200);
        assertThat(made.path("definition").toString()).isEqualTo(continuous(alpha));
        assertThat(made.path("shared").asBoolean()).isTrue();
        assertThat(made.path("seed").asText()).matches("[0-9a-f]{1,16}");
        for (String number : List.of("5", "6.1")) {
            JsonNode channel = ask(
                    "POST",
                    "/api/channels",
                    "{\"number\":\"" + number + "\",\"name\":\"C" + number + "\",\"schedule\":" + id + "}",
                    201);
            assertThat(channel.path("schedule").asLong()).isEqualTo(id);
        }
        assertThat(ask("GET", "/api/schedules/" + id, "", 200).path("channels").toString())
                .isEqualTo("[\"5\",\"6.1\"]");
        assertThat(refused("DELETE", "/api/schedules/" + id, "", 409)).contains("5, 6.1");
        assertThat(refused("DELETE", "/api/collections/" + alpha, "", 409)).contains("'Evening'");

        // The schedule changes: so does what its channels air, from then on.
        playouts.tick();
        ask(
                "PUT",
                "/api/schedules/" + id,
                "{\"definition\":" + continuous(collection("All", "{\"kind\":\"everything\"}")) + ",\"seed\":\"ff\"}",
                200);
        assertThat(titles(5)).contains("Beta", "Heat");
        assertThat(channels.programming(ChannelNumber.of(5)).orElseThrow().seed())
                .isEqualTo(255);

        // One channel gets something of its own: the other one keeps the schedule.
        ask("PUT", "/api/channels/5", "{\"collection\":{\"kind\":\"music\"}}", 200);
        ask("DELETE", "/api/channels/6.1", "", 204);
        JsonNode left = ask("GET", "/api/schedules", "", 200);
        assertThat(left).hasSize(2);
        assertThat(left.get(0).path("channels")).isEmpty();
        assertThat(left.get(1).path("name").asText()).isEqualTo("C5");
        assertThat(left.get(1).path("shared").asBoolean()).isFalse();
        ask("PUT", "/api/channels/5", "{\"schedule\":" + id + "}", 200);
        assertThat(ask("GET", "/api/schedules", "", 200)).hasSize(1);
        ask("DELETE", "/api/channels/5", "", 204);
        ask("DELETE", "/api/schedules/" + id, "", 204);
        assertThat(ask("GET", "/api/schedules", "", 200)).isEmpty();
        assertThat(ask("GET", "/api/collections", "", 200)).hasSize(2);
    }

    private List<String> titles(int number) {
        return playouts.timeline(ChannelNumber.of(number)).orElseThrow().items().stream()
                .map(item -> item.item().title())
                .distinct()
                .toList();
    }

    @Test
    void changingACollectionChangesWhatIsAired() throws Exception {
        long id = alpha();
        long schedule = schedule("S", continuous(id));
        ask("POST", "/api/channels", "{\"number\":5,\"name\":\"C\",\"schedule\":" + schedule + "}", 201);
        playouts.tick();
        assertThat(titles(5)).containsExactly("Alpha");
        ask("PUT", "/api/collections/" + id, "{\"rule\":{\"kind\":\"show\",\"show\":\"beta\"}}", 200);
        assertThat(titles(5)).contains("Beta");
    }

    @Test
    void definitionsThatMakeNoSenseAreRefusedByFieldAndPlace() throws Exception {
        long id = alpha();
        assertThat(refused("POST", "/api/schedules", "{\"name\":\"x\",\"definition\":" + continuous(99) + "}", 422))
                .contains("collection 99")
                .contains("/api/collections");
        assertThat(refused(
                        "POST",
                        "/api/schedules",
                        "{\"name\":\"x\",\n \"definition\":{\"kind\":\"classic\",\"items\":[{\"mode\":{\"kind\":\"one\"}}]}}",
                        400))
                .contains("definition.items[0].content")
                .contains("missing")
                .contains("line 2");
        assertThat(refused(
                        "POST",
                        "/api/schedules",
                        "{\"name\":\"x\",\"definition\":{\"kind\":\"random_slots\",\"choice\":\"balanced\",\"slots\":[]}}",
                        400))
                .contains("needs at least one");
        assertThat(refused("POST", "/api/schedules", "{\"name\":\"x\",\"definition\":{\"kind\":\"clasic\"}}", 400))
                .contains("clasic")
                .contains("classic");
        assertThat(refused("POST", "/api/schedules", "{\"definition\":" + continuous(id) + "}", 422))
                .contains("'name'");
        assertThat(refused("POST", "/api/schedules", "{\"name\":\"x\",\"name\":\"y\"}", 400))
                .contains("name");
        assertThat(refused("PUT", "/api/schedules/77", "{}", 404)).contains("no schedule 77");
        long schedule = schedule("x", continuous(id));
        assertThat(refused("POST", "/api/schedules", "{\"name\":\"X\",\"definition\":" + continuous(id) + "}", 409))
                .contains("choose another name");
        assertThat(refused("PUT", "/api/schedules/" + schedule, "{\"seed\":\"xyz\"}", 422))
                .contains("hexadecimal");
        assertThat(refused("POST", "/api/channels", "{\"name\":\"c\",\"schedule\":77}", 422))
                .contains("no schedule 77");
        assertThat(refused(
                        "POST",
                        "/api/channels",
                        "{\"name\":\"c\",\"order\":\"shuffle\",\"schedule\":" + schedule + "}",
                        422))
                .contains("not both");
    }

    @Test
    void toolsAreAppliedAndTakenBack() throws Exception {
        String base = "{\"kind\":\"lineup\",\"base\":{\"collections\":[" + alpha() + "]}}";
        long id = schedule("Lineup", base);
        ask("POST", "/api/schedules/" + id + "/tools", "{\"kind\":\"replicate\",\"times\":2}", 200);
        JsonNode two = ask("POST", "/api/schedules/" + id + "/tools", "{\"kind\":\"shuffle\"}", 200);
        assertThat(two.at("/definition/tools").toString())
                .isEqualTo("[{\"kind\":\"replicate\",\"times\":2},{\"kind\":\"shuffle\"}]");
        assertThat(ask("DELETE", "/api/schedules/" + id + "/tools/last", "", 200)
                        .at("/definition/tools"))
                .hasSize(1);
        ask("DELETE", "/api/schedules/" + id + "/tools/last", "", 200);
        assertThat(ask("GET", "/api/schedules/" + id, "", 200)
                        .path("definition")
                        .toString())
                .isEqualTo(base);
        assertThat(refused("DELETE", "/api/schedules/" + id + "/tools/last", "", 409))
                .contains("nothing to undo");
        assertThat(refused("POST", "/api/schedules/" + id + "/tools", "{\"kind\":\"replicate\",\"times\":1}", 400))
                .contains("give 2 to 1000");
        long plain = schedule("Plain", continuous(collection("All", "{\"kind\":\"everything\"}")));
        assertThat(refused("POST", "/api/schedules/" + plain + "/tools", "{\"kind\":\"shuffle\"}", 422))
                .contains("no lineup");
    }

    @Test
    void aPreviewTellsWhatWhenAndWhyAndSavesNothing() throws Exception {
        String yaml = """
                collections:
                  alphas: {kind: show, show: Alpha}
                  betas: {kind: show, show: Beta}
                definition:
                  kind: random_slots
                  choice: balanced
                  slots:
                    - {content: {from: {collection: alphas}, order: chronological}, weight: 2}
                    - {content: {from: {collection: betas}, order: chronological}}
                from: 2026-03-29T00:00:00+01:00
                zone: Europe/Berlin
                """;
        HttpResponse<String> answer = send("POST", "/api/schedules/preview?days=2", yaml, "application/yaml");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode preview = JSON.readTree(answer.body());
        assertThat(preview.path("complete").asBoolean()).isTrue();
        assertThat(preview.path("zone").asText()).isEqualTo("Europe/Berlin");
        JsonNode first = preview.at("/items/0");
        assertThat(first.path("start").asText()).isEqualTo("2026-03-28T23:00:00Z");
        assertThat(first.path("stop").asText()).isEqualTo("2026-03-28T23:30:00Z");
        assertThat(first.path("title").asText()).isEqualTo("Alpha");
        assertThat(first.path("mediaId").asLong()).isPositive();
        assertThat(first.path("rule").asText()).isEqualTo("slot 1");
        assertThat(first.path("choice").asText()).contains("CHRONOLOGICAL");
        assertThat(first.path("state").toString()).contains("pass 1, at media");
        JsonNode slots = preview.at("/distribution/rules");
        assertThat(slots).hasSize(2);
        assertThat(slots.get(0).path("expected").asDouble()).isBetween(0.66, 0.67);
        assertThat(slots.get(0).path("actual").asDouble()).isBetween(0.64, 0.69);
        List<String> titles = new ArrayList<>();
        preview.at("/distribution/titles")
                .forEach(share -> titles.add(share.path("name").asText()));
        assertThat(titles).containsExactly("Alpha", "Beta");
        assertThat(ask("GET", "/api/collections", "", 200)).isEmpty();
        assertThat(ask("GET", "/api/schedules", "", 200)).isEmpty();
        assertThat(send("POST", "/api/schedules/preview?days=2", yaml, "application/yaml")
                        .body())
                .isEqualTo(answer.body());
    }

    @Test
    void aPreviewIsBoundedAndRefusesWhatItCannotRead() throws Exception {
        long id = alpha();
        assertThat(ask("POST", "/api/schedules/preview", continuous(id), 200).path("items"))
                .hasSize(48);
        String named = "{\"definition\":{\"kind\":\"continuous\",\"collection\":\"ALPHA\",\"order\":\"shuffle\"}}";
        assertThat(ask("POST", "/api/schedules/preview?days=31", named, 200).path("items"))
                .hasSize(31 * 48);
        assertThat(refused("POST", "/api/schedules/preview?days=32", named, 422))
                .contains("1 to 31");
        assertThat(refused("POST", "/api/schedules/preview?zone=Mars", named, 400))
                .contains("Mars");
        assertThat(refused("POST", "/api/schedules/preview", continuous(77), 422))
                .contains("collection 77");
        assertThat(refused(
                        "POST",
                        "/api/schedules/preview",
                        "{\"definition\":\n{\"kind\":\"continuous\",\"collection\":\"alfa\",\"order\":\"shuffle\"}}",
                        400))
                .contains("no collection 'alfa'")
                .contains("'Alpha'")
                .contains("line 2");
        assertThat(refused("POST", "/api/schedules/preview", "", 400)).isNotBlank();
        HttpResponse<String> yaml = send("POST", "/api/schedules/preview", "definition: {a: b", "application/yaml");
        assertThat(yaml.statusCode()).isEqualTo(400);
        assertThat(yaml.body()).contains("not valid YAML (line 1");
        // Items of a second would be a million in a week.
        library.clip("blink/a.mp4", Duration.ofSeconds(1));
        JsonNode many = ask(
                "POST",
                "/api/schedules/preview?days=31",
                "{\"collections\":{\"b\":{\"kind\":\"folder\",\"library\":1,\"folder\":\"/media/blink\"}},"
                        + "\"definition\":{\"kind\":\"continuous\",\"collection\":\"b\",\"order\":\"shuffle\"}}",
                200);
        assertThat(many.path("complete").asBoolean()).isFalse();
        assertThat(many.path("items")).hasSize(20_000);
    }

    @Test
    void aLineupPreviewShowsBeforeAfterAndTheDifference() throws Exception {
        JsonNode preview = ask(
                "POST",
                "/api/lineups/preview",
                "{\"base\":{\"collections\":[" + alpha() + "]},\"tools\":[{\"kind\":\"slide\",\"by\":\"PT30M\"},"
                        + "{\"kind\":\"add_flex\",\"duration\":\"PT5M\"}],\"limit\":3}",
                200);
        assertThat(preview.at("/before/entries").asInt()).isEqualTo(4);
        assertThat(preview.at("/before/length").asText()).isEqualTo("PT2H");
        assertThat(preview.at("/after/entries").asInt()).isEqualTo(5);
        assertThat(preview.at("/after/length").asText()).isEqualTo("PT2H5M");
        assertThat(preview.at("/steps/0/tool/kind").asText()).isEqualTo("slide");
        assertThat(preview.at("/steps/0/list/entries").asInt()).isEqualTo(4);
        assertThat(preview.at("/diff/added").asInt()).isEqualTo(1);
        assertThat(preview.at("/diff/removed").asInt()).isZero();
        assertThat(preview.at("/diff/moved").asInt()).isEqualTo(1);
        assertThat(preview.path("is")).hasSize(3);
        assertThat(preview.at("/is/0/was").asInt()).isEqualTo(1);
        assertThat(preview.at("/is/0/show").asText()).isEqualToIgnoringCase("alpha");
        assertThat(preview.at("/is/0/entry/media").asLong()).isPositive();
        assertThat(refused("POST", "/api/lineups/preview", "{\"tools\":[]}", 400))
                .contains("base");
        assertThat(refused(
                        "POST",
                        "/api/lineups/preview",
                        "{\"base\":{\"entries\":[{\"flex\":\"PT0S\"}]},\"tools\":[]}",
                        400))
                .contains("base.entries[0]")
                .contains("31 days");
    }
}
