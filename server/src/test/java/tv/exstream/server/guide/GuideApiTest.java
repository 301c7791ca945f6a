package tv.exstream.server.guide;

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
import java.util.OptionalInt;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tv.exstream.server.channels.ChannelService;
import tv.exstream.server.channels.LineupBuilder;
import tv.exstream.server.channels.LineupFamily;
import tv.exstream.server.collection.CollectionService;
import tv.exstream.server.collection.FakeLibrary;
import tv.exstream.server.http.HttpEdge;
import tv.exstream.server.http.HttpSettings;
import tv.exstream.server.library.Artwork;
import tv.exstream.server.library.MediaDetails;
import tv.exstream.server.playout.PlayoutService;
import tv.exstream.server.playout.PlayoutSettings;
import tv.exstream.server.store.Database;

import static org.assertj.core.api.Assertions.assertThat;

/** The guide over HTTP. Channel 2 airs a show of three episodes in a circle. */
@Timeout(60)
class GuideApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-10-24T22:10:00Z");

    @TempDir
    Path data;

    private final FakeLibrary library = new FakeLibrary();
    private final HttpClient client = HttpClient.newHttpClient();
    private Database database;
    private PlayoutService playouts;
    private HttpEdge edge;

    @BeforeEach
    void start() {
        for (int i = 1; i <= 3; i++) {
            long id = library.episode("Show", 1, i, Duration.ofMinutes(20));
            library.describe(id, details());
        }
        library.movie("Film", 1995, List.of("Crime"), Duration.ofMinutes(90));
        database = Database.open(data);
        CollectionService collections = new CollectionService(database);
        ChannelService channels = new ChannelService(database, collections, Set.of("default"));
        channels.applyLineup(LineupFamily.LIBRARY, LineupBuilder.build(library.items(), 2));
        playouts = new PlayoutService(
                database, channels, collections, library, () -> NOW, PlayoutSettings.withHorizon(Duration.ofDays(2)));
        playouts.tick();
        GuideService guide = new GuideService(playouts, library);
        edge = new HttpEdge(
                new HttpSettings("127.0.0.1", 0, ZoneOffset.ofHours(2), 100_000, Duration.ofSeconds(5)),
                List.of(
                        new GuideResource(channels, guide, () -> NOW),
                        new GridResource(channels, guide, () -> NOW),
                        new CalendarResource(channels, guide, () -> NOW)),
                List.of(),
                (method, status, nanos) -> {});
        edge.start();
    }

    private static MediaDetails details() {
        MediaDetails none = MediaDetails.NONE;
        return new MediaDetails(
                none.premiered(),
                Optional.of(new MediaDetails.Certificate(Optional.of("VCHIP"), "TV-14")),
                none.stars(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                none.artist(),
                none.album(),
                none.picture(),
                OptionalInt.of(2),
                none.language(),
                List.of(),
                Set.of(Artwork.STILL));
    }

    @AfterEach
    void stop() {
        edge.stop();
        client.shutdownNow();
        playouts.close();
        database.close();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return get(path, "Accept", "*/*");
    }

    private HttpResponse<String> get(String path, String header, String value) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port() + path))
                        .header(header, value)
                        .timeout(Duration.ofSeconds(10))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode json(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    @Test
    void itemsHaveReasonsWhereTheyAreAskedFor() throws Exception {
        assertThat(json("/api/channels/2/schedule").get(0).has("reason")).isFalse();
        JsonNode items = json("/api/channels/2/schedule?reasons=true");
        assertThat(items).hasSizeGreaterThan(10).allSatisfy(item -> {
            assertThat(item.at("/reason/rule").asText()).isEqualTo("continuous");
            assertThat(item.at("/reason/choice").asText()).startsWith("next of ");
        });
    }

    @Test
    void aGridHasEveryChannelAndWholeProgrammes() throws Exception {
        JsonNode grid = json("/api/guide?from=2026-10-25T00:30:00%2B02:00&to=2026-10-25T01:10:00%2B02:00");
        assertThat(grid.get("from").asText()).isEqualTo("2026-10-25T00:30:00+02:00");
        assertThat(grid.get("channels").size()).isGreaterThan(1);
        JsonNode show = grid.get("channels").get(1);
        assertThat(show.get("number").asText()).isEqualTo("2");
        assertThat(show.get("name").asText()).isEqualTo("Show");
        assertThat(show.get("logo").asText()).isEqualTo("/iptv/logo/2.png");
        assertThat(show.get("knownFrom").asText()).isEqualTo("2026-10-25T00:00:00+02:00");
        assertThat(Instant.parse(show.get("knownUntil").asText())).isAfter(NOW.plus(Duration.ofDays(2)));
        JsonNode programmes = show.get("programmes");
        assertThat(programmes.get(0).get("start").asText()).isEqualTo("2026-10-25T00:20:00+02:00");
        assertThat(programmes.get(programmes.size() - 1).get("stop").asText()).isEqualTo("2026-10-25T01:20:00+02:00");
        assertThat(programmes).hasSize(3);
        JsonNode first = programmes.get(0);
        assertThat(first.get("title").asText()).isEqualTo("Show");
        assertThat(first.get("number").asText()).isEqualTo("S01E02");
        assertThat(first.get("rating").asText()).isEqualTo("TV-14");
        assertThat(first.get("icon").asText())
                .isEqualTo("/iptv/art/" + first.get("mediaId").asLong() + "/still.jpg");
        assertThat(first.get("repeat").asBoolean()).isFalse();
        assertThat(programmes.get(2).get("repeat").asBoolean()).isTrue();
        assertThat(first.get("offAir").asBoolean()).isFalse();
    }

    @Test
    void aGridCanBeOfSomeChannels() throws Exception {
        JsonNode grid = json("/api/guide?channels=2,%202");
        assertThat(grid.get("channels")).hasSize(1);
        assertThat(grid.get("channels").get(0).get("number").asText()).isEqualTo("2");
        Duration span = Duration.between(
                Instant.parse(grid.get("from").asText()),
                Instant.parse(grid.get("to").asText()));
        assertThat(span).isEqualTo(Duration.ofHours(3));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/guide?from=tomorrow,400",
        "/api/guide?from=2026-10-25T00:00:00,400",
        "/api/guide?from=2026-10-25T00:00:00Z&to=2026-10-25T00:00:00Z,400",
        "/api/guide?from=2026-10-25T00:00:00Z&to=2027-10-25T00:00:00Z,400",
        "/api/guide?from=-999999999-01-01T00:00:00Z,400",
        "/api/guide?from=%2B999999999-01-01T00:00:00Z,400",
        "/api/guide?channels=two,400",
        "/api/guide?channels=,400",
        "'/api/guide?channels=2,99',404",
        "/api/channels/99/schedule.ics,404",
        "/api/channels/2/schedule.ics?to=2020-01-01T00:00:00Z,400",
        "/api/channels/2/schedule.ics?to=2030-01-01T00:00:00Z,400",
    })
    void nonsenseIsRefusedWithAReason(String path, int status) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(JSON.readTree(answer.body()).get("detail").asText()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/guide", "/api/channels/2/schedule"})
    void whatHasNotChangedIsNotSentAgain(String path) throws Exception {
        String window = path + "?from=2026-10-25T00:00:00Z&to=2026-10-25T01:00:00Z";
        HttpResponse<String> first = get(window);
        String tag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = get(window, "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(get(path + "?from=2026-10-25T00:00:01Z&to=2026-10-25T01:00:00Z", "If-None-Match", tag)
                        .statusCode())
                .isEqualTo(200);
        library.describe(1, MediaDetails.NONE);
        assertThat(get(window, "If-None-Match", tag).statusCode()).isEqualTo(200);
    }

    @Test
    void aScheduleTellsItemByItemWhatIsPlayed() throws Exception {
        JsonNode airing = json("/api/channels/2/schedule").get(0);
        assertThat(airing.get("start").asText()).endsWith("+02:00");
        assertThat(airing.get("title").asText()).isEqualTo("Show");
        assertThat(airing.get("subTitle").asText()).isEqualTo("Episode 1");
        assertThat(airing.get("content").asText()).isEqualTo("media");
        assertThat(airing.get("mediaId").asLong()).isPositive();
        assertThat(airing.get("inPoint").asText()).isEqualTo("PT0S");
        assertThat(airing.get("outPoint").asText()).isEqualTo("PT20M");
        assertThat(airing.get("guideGroup").asText())
                .isEqualTo(airing.get("start").asText());
        assertThat(airing.has("fillerKind")).isFalse();
    }

    @Test
    void aChannelIsACalendar() throws Exception {
        HttpResponse<String> answer = get("/api/channels/2/schedule.ics?to=2026-10-24T23:00:00Z");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/calendar");
        assertThat(answer.body())
                .startsWith("BEGIN:VCALENDAR\r\n")
                .contains("SUMMARY:Show S01E01: Episode 1\r\n")
                .contains("DTSTART:20261024T220000Z\r\n")
                .endsWith("END:VCALENDAR\r\n");
        assertThat(answer.body().split("BEGIN:VEVENT", -1)).hasSize(4);
    }
}
