package tv.exstream.server.script;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
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
import tv.exstream.server.channels.ChannelRequest;
import tv.exstream.server.channels.ChannelService;
import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.collection.CollectionService;
import tv.exstream.server.collection.FakeLibrary;
import tv.exstream.server.http.HttpEdge;
import tv.exstream.server.http.HttpSettings;
import tv.exstream.server.http.OpenApiResource;
import tv.exstream.server.http.RequestObserver;
import tv.exstream.server.playout.PlayoutItem;
import tv.exstream.server.playout.PlayoutService;
import tv.exstream.server.playout.PlayoutSettings;
import tv.exstream.server.schedule.draw.PlaybackOrder;
import tv.exstream.server.store.Database;

import static org.assertj.core.api.Assertions.assertThat;

/** A script's calls, on the real edge over a real playout. */
@Timeout(60)
class ScriptApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ChannelNumber ONE = ChannelNumber.of(1);

    @TempDir
    Path data;

    private final HttpClient client = HttpClient.newHttpClient();
    private final FakeLibrary library = new FakeLibrary();
    private Instant now = Instant.parse("2026-03-01T10:10:00Z");
    private Database database;
    private PlayoutService playouts;
    private HttpEdge edge;

    @BeforeEach
    void start() {
        library.movie("Film", 1999, List.of("Comedy"), Duration.ofMinutes(50));
        for (int i = 1; i <= 3; i++) {
            library.episode("Series", 1, i, Duration.ofMinutes(22));
            library.clip("spots/spot " + i + ".mp4", Duration.ofMinutes(i));
        }
        open();
    }

    private void open() {
        database = Database.open(data);
        CollectionService collections = new CollectionService(database);
        ChannelService channels = new ChannelService(database, collections, Set.of("default"));
        playouts = new PlayoutService(
                database, channels, collections, library, () -> now, PlayoutSettings.withHorizon(Duration.ofDays(2)));
        if (channels.channels().isEmpty()) {
            channels.create(ChannelRequest.builder().number(ONE).name("Films").collection(new CollectionRule.Movies(Optional.empty(), Optional.empty())).order(PlaybackOrder.CHRONOLOGICAL).build());
        }
        playouts.tick();
        ScriptSessions sessions = new ScriptSessions(playouts, number -> ZoneOffset.UTC, () -> now);
        edge = new HttpEdge(
                HttpSettings.of("127.0.0.1", 0),
                List.of(
                        new BuildsResource(sessions),
                        new ScriptResource(sessions),
                        new OpenApiResource("1", () -> List.of(BuildsResource.class, ScriptResource.class), List.of())),
                List.of(),
                RequestObserver.none());
        edge.start();
    }

    private void close() {
        edge.stop();
        playouts.close();
        database.close();
    }

    @AfterEach
    void stop() {
        close();
        client.shutdownNow();
    }

    private JsonNode send(String method, String path, String body, int status) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path + " answers " + answer.body()).isEqualTo(status);
        return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
    }

    private JsonNode build(String body) throws Exception {
        return send("POST", "/api/playouts/1/build", body, 201);
    }

    private JsonNode verb(String id, String verb, String body) throws Exception {
        return send("POST", "/api/scripted/playout/build/" + id + "/" + verb, body, 200);
    }

    private void refused(String id, String verb, String body, String detail) throws Exception {
        JsonNode problem = send("POST", "/api/scripted/playout/build/" + id + "/" + verb, body, 422);
        assertThat(problem.path("detail").asText()).contains(detail);
        assertThat(problem.path("status").asInt()).isEqualTo(422);
    }

    private JsonNode commit(String id, int status) throws Exception {
        return send("POST", "/api/playouts/1/build/" + id + "/commit", "", status);
    }

    private String series(String mode) throws Exception {
        String id = build("{\"mode\":\"" + mode + "\",\"days\":1}").path("id").asText();
        verb(id, "add_show", "{\"key\":\"SERIES\",\"guids\":{},\"title\":\"Series\",\"order\":\"chronological\"}");
        verb(id, "add_search", "{\"key\":\"SPOTS\",\"query\":\"type:other_video\",\"order\":\"chronological\"}");
        return id;
    }

    private List<PlayoutItem> items() {
        return playouts.timeline(ONE).orElseThrow().items();
    }

    private List<String> titlesFrom(Instant from, int count) {
        return items().stream()
                .filter(item -> !item.start().isBefore(from))
                .limit(count)
                .map(item -> item.item().title())
                .toList();
    }

    @Test
    void nothingIsVisibleBeforeTheCommitAndAllAfterwards() throws Exception {
        List<PlayoutItem> before = items();
        JsonNode session = build("{\"mode\":\"reset\",\"days\":1}");
        String id = session.path("id").asText();
        assertThat(session.path("verbs").asText()).isEqualTo("/api/scripted/playout/build/" + id);
        Instant start = Instant.parse(session.path("context").path("startTime").asText());
        verb(id, "add_show", "{\"key\":\"S\",\"title\":\"Series\",\"order\":\"chronological\"}");
        verb(id, "start_epg_group", "{\"customTitle\":\"An evening\"}");
        verb(id, "add_count", "{\"content\":\"S\",\"count\":2}");
        JsonNode context = verb(id, "stop_epg_group", "");
        assertThat(Duration.between(
                        start, Instant.parse(context.path("currentTime").asText())))
                .isEqualTo(Duration.ofMinutes(44));
        assertThat(context.path("isDone").asBoolean()).isFalse();
        assertThat(items()).isEqualTo(before);
        JsonNode built = send("GET", "/api/playouts/1/build/" + id + "/items", "", 200);
        assertThat(built.findValuesAsText("title")).containsExactly("An evening", "An evening");
        assertThat(built.get(0).path("rule").asText()).isEqualTo("count");

        JsonNode done = commit(id, 200);
        assertThat(done.path("items").asInt()).isEqualTo(2);
        assertThat(Instant.parse(done.path("from").asText())).isEqualTo(start);
        assertThat(titlesFrom(start, 4)).containsExactly("An evening", "An evening", "Film", "Film");
        assertThat(items().getLast().finish()).isAfterOrEqualTo(now.plus(Duration.ofDays(2)));
        for (int i = 1; i < items().size(); i++) {
            assertThat(items().get(i).start()).isEqualTo(items().get(i - 1).finish());
        }
        send("GET", "/api/scripted/playout/build/" + id + "/context", "", 404);
    }

    @Test
    void everyVerbAnswersHowFarItHasCome() throws Exception {
        String id = series("reset");
        verb(id, "add_collection", "{\"key\":\"FILMS\",\"collection\":\"films\"}");
        verb(id, "add_multi_collection", "{\"key\":\"F2\",\"multiCollection\":\"Films\",\"order\":\"random\"}");
        verb(id, "add_smart_collection", "{\"key\":\"F3\",\"smartCollection\":\"Films\"}");
        verb(id, "add_playlist", "{\"key\":\"F4\",\"playlist\":\"Films\",\"playlistGroup\":\"x\"}");
        verb(
                id,
                "add_marathon",
                "{\"key\":\"M\",\"groupBy\":\"show\",\"itemOrder\":\"chronological\",\"searches\":[\"type:episode\"],"
                        + "\"guids\":{},\"playAllItems\":true,\"shuffleGroups\":false}");
        verb(id, "create_playlist", "{\"key\":\"P\",\"items\":[{\"content\":\"SPOTS\",\"count\":1}]}");
        JsonNode peeked = send("GET", "/api/scripted/playout/build/" + id + "/peek_next/SERIES", "", 200);
        assertThat(peeked.path("milliseconds").asLong()).isEqualTo(22 * 60_000);
        verb(id, "pre_roll_on", "{\"playlist\":\"P\"}");
        verb(id, "post_roll_on", "{\"playlist\":\"P\"}");
        verb(id, "mid_roll_on", "{\"playlist\":\"P\",\"expression\":\"num < 3\"}");
        verb(id, "add_count", "{\"content\":\"SERIES\",\"count\":1,\"customTitle\":\"First\",\"fillerKind\":null}");
        verb(id, "pre_roll_off", "");
        verb(id, "post_roll_off", "");
        verb(id, "mid_roll_off", "");
        verb(id, "watermark_on", "{\"watermark\":[\"LOGO\"]}");
        verb(id, "graphics_on", "{\"graphics\":[\"clock.yml\"],\"variables\":{\"a\":\"b\"}}");
        verb(id, "add_all", "{\"content\":\"M\",\"disableWatermarks\":false}");
        verb(id, "watermark_off", "{}");
        verb(id, "graphics_off", "{\"graphics\":[]}");
        verb(id, "add_duration", "{\"content\":\"SERIES\",\"duration\":\"1 hour\",\"fallback\":\"SPOTS\"}");
        verb(id, "pad_to_next", "{\"content\":\"SPOTS\",\"minutes\":30,\"trim\":true,\"fillerKind\":\"postroll\"}");
        verb(id, "skip_items", "{\"content\":\"SERIES\",\"count\":1}");
        verb(id, "skip_to_item", "{\"content\":\"SERIES\",\"season\":1,\"episode\":2}");
        verb(id, "wait_until", "{\"when\":\"20:00\",\"tomorrow\":true}");
        verb(id, "pad_until", "{\"content\":\"SERIES\",\"when\":\"9:00 PM\",\"offlineTail\":true}");
        verb(id, "pad_until_exact", "{\"content\":\"FILMS\",\"when\":\"2026-03-01T22:00:00Z\",\"trim\":true}");
        JsonNode context = verb(id, "wait_until_exact", "{\"when\":\"2026-03-02T13:00:00+01:00\"}");
        assertThat(context.path("currentTime").asText()).isEqualTo("2026-03-02T12:00:00Z");
        assertThat(context.path("isDone").asBoolean()).isTrue();
        JsonNode session = send("GET", "/api/playouts/1/build/" + id, "", 200);
        assertThat(session.path("items").asInt()).isGreaterThan(20);
        assertThat(session.path("warnings").toString()).contains("LOGO", "clock.yml");
        assertThat(send("GET", "/api/playouts/1/build", "", 200)).hasSize(1);
        commit(id, 200);
    }

    @Test
    void aRefusedVerbChangesNothing() throws Exception {
        String id = series("reset");
        verb(id, "add_count", "{\"content\":\"SERIES\",\"count\":1}");
        JsonNode before = send("GET", "/api/playouts/1/build/" + id + "/items", "", 200);
        refused(id, "add_count", "{\"content\":\"SERIE\",\"count\":1}", "did you mean 'SERIES'?");
        refused(id, "add_count", "{\"content\":\"SERIES\",\"count\":-1}", "'count' is -1: give 0 to 10000");
        refused(id, "add_duration", "{\"content\":\"SERIES\",\"duration\":\"30\"}", "'duration' is '30', but takes");
        refused(id, "wait_until_exact", "{\"when\":\"2027-01-01T00:00:00Z\"}", "build less");
        refused(id, "pad_until", "{\"content\":\"SERIES\",\"when\":\"noon\"}", "'when' is 'noon', but takes");
        refused(id, "add_all", "{\"content\":\"SERIES\",\"fillerKind\":\"advert\"}", "no filler kind 'advert'");
        refused(id, "add_collection", "{\"key\":\"X\",\"collection\":\"Nowhere\"}", "the library knows nothing");
        refused(
                id,
                "add_collection",
                "{\"key\":\"X\",\"collection\":\"Films\",\"order\":\"shufle\"}",
                "did you mean 'shuffle'?");
        refused(id, "add_search", "{\"key\":\"X\",\"query\":\"actor:x\"}", "there is no field 'actor'");
        refused(id, "mid_roll_on", "{\"playlist\":\"SPOTS\",\"expression\":\"num <\"}", "column");
        refused(id, "rewind", "{\"amount\":\"1h\"}", "only before anything is added");
        send("POST", "/api/scripted/playout/build/" + id + "/add_count", "{\"content\":\"SERIES\"}", 400);
        send("POST", "/api/scripted/playout/build/" + id + "/add_count", "{\"contnet\":\"SERIES\",\"count\":1}", 400);
        send("POST", "/api/scripted/playout/build/" + id + "/add_count", "", 400);
        assertThat(send("GET", "/api/playouts/1/build/" + id + "/items", "", 200))
                .isEqualTo(before);
    }

    @Test
    void theNextScriptGoesOnWhereTheFirstEnded() throws Exception {
        String first = series("reset");
        verb(first, "add_count", "{\"content\":\"SERIES\",\"count\":2}");
        Instant end = Instant.parse(commit(first, 200).path("until").asText());
        close();
        open();
        String next = series("continue");
        JsonNode context = verb(next, "add_count", "{\"content\":\"SERIES\",\"count\":2}");
        assertThat(Instant.parse(context.path("startTime").asText())).isEqualTo(end);
        JsonNode items = send("GET", "/api/playouts/1/build/" + next + "/items", "", 200);
        assertThat(items.get(0).path("mediaId").asLong()).isEqualTo(6);
        assertThat(items.get(1).path("mediaId").asLong()).isEqualTo(2);
        commit(next, 200);
        assertThat(titlesFrom(end.minus(Duration.ofMinutes(44)), 5))
                .containsExactly("Series", "Series", "Series", "Series", "Film");
    }

    @Test
    void whatAScriptBuiltOutlivesChangesOfTheLibrary() throws Exception {
        String id = series("reset");
        verb(id, "add_count", "{\"content\":\"SERIES\",\"count\":3}");
        verb(id, "wait_until", "{\"when\":\"12:40\"}");
        JsonNode done = commit(id, 200);
        Instant from = Instant.parse(done.path("from").asText());
        assertThat(done.path("until").asText()).isEqualTo("2026-03-01T12:40:00Z");
        library.movie("Another film", 2001, List.of(), Duration.ofMinutes(40));
        playouts.tick();
        assertThat(titlesFrom(from, 4)).containsExactly("Series", "Series", "Series", "Off air");
        assertThat(titlesFrom(Instant.parse("2026-03-01T12:40:00Z"), 1)).doesNotContain("Off air");
        assertThat(titlesFrom(from, 8)).contains("Another film");
    }

    @Test
    void aPlayoutThatHasChangedMeanwhileIsLeftAlone() throws Exception {
        String early = series("reset");
        verb(early, "add_count", "{\"content\":\"SERIES\",\"count\":1}");
        String second = series("reset");
        verb(second, "add_count", "{\"content\":\"SERIES\",\"count\":2}");
        commit(early, 200);
        List<PlayoutItem> committed = items();
        commit(second, 409);
        assertThat(items()).isEqualTo(committed);
        String late = series("reset");
        verb(late, "add_count", "{\"content\":\"SERIES\",\"count\":1}");
        for (int i = 0; i < 4; i++) {
            now = now.plus(Duration.ofMinutes(9));
            verb(late, "add_count", "{\"content\":\"SERIES\",\"count\":1}");
        }
        now = Instant.parse(send("GET", "/api/playouts/1/build/" + late, "", 200)
                        .path("context")
                        .path("startTime")
                        .asText())
                .plusSeconds(1);
        List<PlayoutItem> before = items();
        assertThat(commit(late, 409).path("detail").asText()).contains("open another session");
        assertThat(items()).isEqualTo(before);
        send("GET", "/api/playouts/1/build/" + late, "", 404);
    }

    @Test
    void sessionsEndUnusedOrDiscarded() throws Exception {
        String forgotten = series("reset");
        now = now.plus(ScriptSessions.IDLE).plusSeconds(1);
        send("GET", "/api/scripted/playout/build/" + forgotten + "/context", "", 404);
        String discarded = series("reset");
        verb(discarded, "add_count", "{\"content\":\"SERIES\",\"count\":1}");
        send("DELETE", "/api/playouts/1/build/" + discarded, "", 204);
        commit(discarded, 404);
        String empty = series("reset");
        assertThat(commit(empty, 422).path("detail").asText()).contains("nothing has been added");
        assertThat(send("GET", "/api/playouts/1/build/" + empty, "", 200)
                        .path("mode")
                        .asText())
                .isEqualTo("RESET");
        for (int i = 0; i < 15; i++) {
            build("{}");
        }
        JsonNode full = send("POST", "/api/playouts/1/build", "{}", 503);
        assertThat(full.path("detail").asText()).contains("sessions are open already");
    }

    @Test
    void theApiDescribesIt() throws Exception {
        JsonNode paths = send("GET", "/openapi.json", "", 200).path("paths");
        assertThat(paths.has("/api/playouts/{number}/build/{id}/commit")).isTrue();
        JsonNode body = paths.path("/api/scripted/playout/build/{id}/add_duration")
                .path("post")
                .path("requestBody");
        assertThat(body.toString()).contains("PlayoutDuration");
    }

    @Test
    void badSessionsAreRefused() throws Exception {
        send("POST", "/api/playouts/77/build", "{}", 404);
        send("POST", "/api/playouts/1/build", "{\"mode\":\"rest\"}", 422);
        send("POST", "/api/playouts/1/build", "{\"days\":0}", 422);
        send("POST", "/api/playouts/1/build", "{\"until\":\"2020-01-01T00:00:00Z\"}", 422);
        send("POST", "/api/playouts/1/build", "{\"from\":\"tomorrow\"}", 400);
        send("GET", "/api/playouts/1/build/nothing", "", 404);
        JsonNode later = build("{\"from\":\"2026-03-02T00:00:00Z\",\"until\":\"2026-03-03T00:00:00Z\"}");
        assertThat(Instant.parse(later.path("context").path("startTime").asText()))
                .isBetween(Instant.parse("2026-03-02T00:00:00Z"), Instant.parse("2026-03-02T00:50:00Z"));
    }
}
