package tv.exstream.server.guide;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
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
import tv.exstream.engine.Programme;
import tv.exstream.server.channels.ChannelService;
import tv.exstream.server.channels.ChannelsResource;
import tv.exstream.server.channels.LineupBuilder;
import tv.exstream.server.channels.LineupFamily;
import tv.exstream.server.collection.CollectionService;
import tv.exstream.server.collection.FakeLibrary;
import tv.exstream.server.http.HttpEdge;
import tv.exstream.server.http.HttpSettings;
import tv.exstream.server.playout.PlayoutService;
import tv.exstream.server.playout.PlayoutSettings;
import tv.exstream.server.store.Database;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class GuideServiceTest {
    private static final ChannelNumber SHOW = ChannelNumber.of(2);
    private static final Instant START = Instant.parse("2026-10-24T22:10:00Z");

    @TempDir
    Path data;

    private Instant now = START;
    private final FakeLibrary library = new FakeLibrary();
    private Database database;
    private CollectionService collections;
    private ChannelService channels;
    private PlayoutService playouts;
    private GuideService guide;

    @BeforeEach
    void open() {
        database = Database.open(data);
        collections = new CollectionService(database);
        channels = new ChannelService(database, collections, Set.of("default"));
        playouts = new PlayoutService(
                database, channels, collections, library, () -> now, PlayoutSettings.withHorizon(Duration.ofDays(2)));
        guide = new GuideService(playouts, library);
        playouts.tick();
    }

    @AfterEach
    void close() {
        playouts.close();
        database.close();
    }

    private void scan() {
        channels.applyLineup(LineupFamily.LIBRARY, LineupBuilder.build(library.items(), 2));
    }

    private void fill() {
        for (int i = 1; i <= 3; i++) {
            library.episode("Größe <& Ваня\u0007 😀", 1, i, Duration.ofMinutes(20 + i));
            library.movie("映画 " + i, 1995, List.of("Crime"), Duration.ofMinutes(90 + i));
        }
        scan();
    }

    @Test
    void agreesWithThePlayoutAtEverySecond() {
        fill();
        for (var channel : channels.channels()) {
            List<GuideEntry> entries = guide.entries(channel.number(), now, now.plus(Duration.ofHours(12)));
            int index = 0;
            for (Instant at = now; at.isBefore(now.plus(Duration.ofHours(12))); at = at.plusSeconds(1)) {
                while (!at.isBefore(entries.get(index).stop())) {
                    index++;
                }
                Programme programme = playouts.playoutFor(channel.number()).programmeAt(at);
                assertThat(entries.get(index).start()).isEqualTo(programme.start());
                assertThat(entries.get(index).title()).isEqualTo(programme.title());
            }
        }
    }

    @Test
    void describesEpisodesAndMovies() {
        fill();
        GuideEntry episode = guide.at(SHOW, now).orElseThrow();
        assertThat(episode.title()).startsWith("Größe");
        assertThat(episode.subTitle()).contains("Episode 1");
        assertThat(episode.season()).hasValue(1);
        assertThat(episode.episode()).hasValue(1);
        assertThat(episode.categories()).containsExactly("Series");
        assertThat(episode.mediaId()).hasValue(1);
        GuideEntry movie = guide.at(ChannelNumber.of(500), now).orElseThrow();
        assertThat(movie.title()).startsWith("映画");
        assertThat(movie.year()).hasValue(1995);
        assertThat(movie.categories()).containsExactly("Movie", "Crime");
        assertThat(movie.subTitle()).isEmpty();
    }

    @Test
    void isContiguousAcrossTheHoleOfAStoppedServerAndMergesOffAir() {
        fill();
        close();
        now = now.plus(Duration.ofDays(2)).plus(Duration.ofHours(9));
        open();
        List<GuideEntry> entries = guide.entries(SHOW, now.minus(Duration.ofHours(12)), now.plus(Duration.ofHours(3)));
        for (int i = 1; i < entries.size(); i++) {
            assertThat(entries.get(i).start()).isEqualTo(entries.get(i - 1).stop());
        }
        assertThat(entries).filteredOn(entry -> entry.title().equals("Off air")).hasSize(1);
        GuideEntry hole = guide.at(SHOW, now.minus(Duration.ofHours(2))).orElseThrow();
        assertThat(hole.title()).isEqualTo("Off air");
        assertThat(entries).contains(hole);
        List<Long> everything = library.items().stream().map(item -> item.id()).toList();
        everything.forEach(library::remove);
        playouts.tick();
        List<GuideEntry> rest = guide.entries(SHOW, now, now.plus(Duration.ofHours(20)));
        assertThat(rest).hasSize(2).last().extracting(GuideEntry::title).isEqualTo("Off air");
    }

    @Test
    void answersOverHttp() throws Exception {
        fill();
        HttpSettings settings = new HttpSettings("127.0.0.1", 0, ZoneOffset.ofHours(2), 100_000, Duration.ofSeconds(5));
        HttpEdge edge = new HttpEdge(
                settings,
                List.of(new ChannelsResource(channels, collections, number -> Optional.empty()), new GuideResource(channels, guide, () -> now)),
                List.of(),
                (method, status, nanos) -> {});
        edge.start();
        try (HttpClient client = HttpClient.newHttpClient()) {
            Api api = new Api(client, "http://127.0.0.1:" + edge.port() + "/api/channels");
            JsonNode schedule = api.call("GET", "/2/schedule", "", 200);
            assertThat(schedule.size()).isGreaterThan(60);
            assertThat(schedule.get(0).get("start").asText()).endsWith("+02:00");
            assertThat(schedule.get(0).get("mediaId").asLong()).isEqualTo(1);
            assertThat(schedule.get(0).has("fillerKind")).isFalse();
            assertThat(api.call("GET", "/2/schedule?from=2026-10-25T00:00:00Z&to=2026-10-25T00:00:01Z", "", 200))
                    .hasSize(1);
            api.call("GET", "/99/schedule", "", 404);
            api.call("GET", "/2/schedule?from=tomorrow", "", 400);
            api.call("GET", "/2/schedule?from=2026-10-25T00:00:00Z&to=2026-10-24T00:00:00Z", "", 400);
            api.call("GET", "/2/schedule?from=2026-10-25T00:00:00Z&to=2036-10-24T00:00:00Z", "", 400);

            JsonNode made = api.call(
                    "POST", "", "{\"name\":\"Mine\",\"collection\":{\"kind\":\"movies\",\"decade\":1990}}", 201);
            assertThat(made.get("number").asText()).isEqualTo("1000");
            assertThat(made.get("collection").get("kind").asText()).isEqualTo("movies");
            assertThat(made.get("order").asText()).isEqualTo("shuffle");
            assertThat(api.call("GET", "/1000/schedule", "", 200)).isNotEmpty();
            assertThat(api.call("PUT", "/1000", "{\"number\":\"7.2\",\"name\":\"Ours\"}", 200)
                            .get("name")
                            .asText())
                    .isEqualTo("Ours");
            api.call("PUT", "/7.2", "{\"number\":2}", 409);
            api.call("PUT", "/7.2", "{\"profile\":\"huge\"}", 422);
            api.call("PUT", "/8", "{\"name\":\"x\"}", 404);
            api.call("POST", "", "{\"collection\":{\"kind\":\"everything\"}}", 422);
            JsonNode unknown =
                    api.call("POST", "", "{\"name\":\"x\",\"collection\":{\"kind\":\"nonsense\"}}", 400, 422);
            assertThat(unknown.get("detail").asText()).isNotBlank();
            api.call("DELETE", "/7.2", "", 204);
            api.call("GET", "/7.2", "", 404);
            assertThat(api.call("GET", "", "", 200)).hasSize(channels.channels().size());
        } finally {
            edge.stop();
        }
    }

    private record Api(HttpClient client, String base) {
        private static final ObjectMapper JSON = new ObjectMapper();

        JsonNode call(String method, String path, String body, int... expected) throws Exception {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(URI.create(base + path))
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .header("Content-Type", "application/json")
                            .timeout(Duration.ofSeconds(10))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(expected)
                    .as(method + " " + path + ": " + response.body())
                    .contains(response.statusCode());
            if (response.statusCode() >= 400) {
                assertThat(response.headers().firstValue("Content-Type").orElse(""))
                        .startsWith("application/problem+json");
            }
            return JSON.readTree(response.body());
        }
    }

    @Test
    void xmltvIsValidAndKeepsEveryScript() throws Exception {
        fill();
        library.movie("\uFFFE\uD800 odd", 1996, List.of(), Duration.ofMinutes(3));
        library.episode("Specials", 0, 1, Duration.ofMinutes(30));
        library.episode("Specials", 0, 2, Duration.ofMinutes(30));
        scan();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new XmltvWriter(ZoneId.of("Europe/Berlin"))
                .write(
                        out,
                        channels.channels(),
                        guide,
                        now,
                        now.plus(Duration.ofDays(1)),
                        new PlainLinks("http://[::1]:8411/?a=1&b="));
        String xml = out.toString(StandardCharsets.UTF_8);
        assertThat(xml)
                .contains("<title>Größe &lt;&amp; Ваня 😀</title>")
                .contains("<display-name>500 Movies of the 90s</display-name>")
                .contains("<episode-num system=\"xmltv_ns\">0.0.</episode-num>")
                .contains("<episode-num system=\"onscreen\">S01E02</episode-num>")
                .contains("<episode-num system=\"onscreen\">S00E01</episode-num>")
                // Both sides of the end of summer time.
                .contains("+0200\"")
                .contains("+0100\"")
                .doesNotContain("\u0007");
        assertThat(XmltvValidator.faults(out.toByteArray())).isEmpty();
    }
}
