package tv.exstream.server.stream;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPInputStream;

import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import tv.exstream.engine.ChannelSlates;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.Programme;
import tv.exstream.engine.TsOptions;
import tv.exstream.engine.hls.Cue;
import tv.exstream.engine.hls.HlsOptions;
import tv.exstream.engine.hls.PlaylistRules;
import tv.exstream.engine.observe.NativeLedger;
import tv.exstream.server.session.SessionLimits;
import tv.exstream.server.session.Sessions;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class HlsHandlerTest {
    private static final String CHANNEL = "/iptv/channel/7";
    /** Much shorter than a reload may be held. */
    private static final long IDLE_MILLIS = 300;

    private static final HlsOptions OPTIONS =
            new HlsOptions(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofMillis(350), 4);

    private final HubEngine engine = new HubEngine();
    private final FixedCatalog catalog =
            new FixedCatalog(FixedCatalog.channel("7", "Seven"), FixedCatalog.channel("8", "Eight"));
    private final OnAir onAir = new OnAir(
            engine,
            catalog,
            number -> instant -> Programme.offline(instant, instant.plusSeconds(60)),
            name -> Optional.of(OutputProfile.DEFAULT),
            Duration.ZERO,
            TsOptions.DEFAULT,
            number -> ChannelSlates.DEFAULT);
    private final Sessions sessions = new Sessions(new SessionLimits(3, 4), Clock.systemUTC());
    private final AtomicLong nanos = new AtomicLong(1_000);
    private final HlsViewers viewers = new HlsViewers(sessions, OPTIONS, Duration.ofSeconds(60), nanos::get);
    private final Server server = new Server();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private int port;
    private long ticks = 90_000_000;

    @BeforeEach
    void start() throws Exception {
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setIdleTimeout(IDLE_MILLIS);
        server.addConnector(connector);
        server.setHandler(new HlsHandler(onAir, viewers, OPTIONS));
        server.start();
        port = connector.getLocalPort();
        onAir.sync();
    }

    @AfterEach
    void everyChunkIsGivenBackExactlyOnce() throws Exception {
        sessions.endAll();
        engine.close();
        client.shutdownNow();
        server.stop();
        await(() -> sessions.count() == 0);
        await(() -> NativeLedger.live().getOrDefault("chunk", 0L) == 0);
        assertThat(NativeLedger.overReleases()).isZero();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(8).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
            Thread.sleep(10);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port).resolve(path));
    }

    private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private CompletableFuture<HttpResponse<byte[]>> later(String path) {
        return client.sendAsync(request(path).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    /** 25 pictures a second, a keyframe every second. */
    private void air(double seconds) {
        engine.hub(7).air(maker -> ticks = maker.pictures(ticks, (int) Math.round(seconds * 25), 25, 25));
    }

    /** Tunes in as a player does. @return the path of the media playlist */
    private String tuneIn(String query) throws Exception {
        CompletableFuture<HttpResponse<byte[]>> master = later(CHANNEL + ".m3u8" + query);
        await(() -> engine.hub(7).viewers() == 1);
        if (!master.isDone()) {
            air(2.2);
        }
        HttpResponse<byte[]> answer = master.get(5, TimeUnit.SECONDS);
        assertThat(answer.statusCode()).isEqualTo(200);
        String line =
                text(answer).lines().filter(l -> !l.startsWith("#")).findFirst().orElseThrow();
        assertThat(line).matches("7/live\\.m3u8\\?session=[0-9a-f-]{36}(&ll=1)?");
        return "/iptv/channel/" + line;
    }

    @Test
    void headAnswersWithoutStartingAnything() throws Exception {
        for (String file : new String[] {".m3u8", "/live.m3u8"}) {
            HttpResponse<String> answer = client.send(
                    request(CHANNEL + file)
                            .method("HEAD", HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(header(answer, "Content-Type")).isEqualTo("application/vnd.apple.mpegurl");
            assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo("*");
            assertThat(header(answer, "Content-Length")).isEmpty();
        }
        assertThat(engine.hub(7).tunes()).isZero();
        assertThat(sessions.count()).isZero();
    }

    @Test
    void theMasterIsHeldUntilThereIsSomethingAndLeadsToSegments() throws Exception {
        CompletableFuture<HttpResponse<byte[]>> master = later(CHANNEL + ".m3u8");
        await(() -> engine.hub(7).viewers() == 1);
        Thread.sleep(5 * IDLE_MILLIS / 2); // not just when the connection's idle time is over once more
        assertThat(master).isNotDone();
        String media = tuneIn("");
        assertThat(text(master.get(5, TimeUnit.SECONDS)))
                .startsWith("#EXTM3U\n")
                .containsPattern("#EXT-X-STREAM-INF:BANDWIDTH=\\d+");

        HttpResponse<byte[]> playlist = get(media);
        assertThat(header(playlist, "Cache-Control")).isEqualTo("no-cache");
        assertThat(header(playlist, "Content-Type")).isEqualTo("application/vnd.apple.mpegurl");
        List<PlaylistRules.Listed> listed = new PlaylistRules().check(text(playlist));
        assertThat(listed).hasSize(1);
        HttpResponse<byte[]> segment =
                get(CHANNEL + "/" + listed.getFirst().uri().orElseThrow());
        assertThat(segment.statusCode()).isEqualTo(200);
        assertThat(header(segment, "Content-Type")).isEqualTo("video/mp2t");
        assertThat(header(segment, "Cache-Control")).contains("public").contains("immutable");
        assertThat(header(segment, "Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(header(segment, "Content-Length")).isEqualTo("" + segment.body().length);
        assertThat(segment.body()).isEqualTo(Arrays.copyOf(engine.hub(7).made(), segment.body().length));

        assertThat(sessions.views()).hasSize(1).first().satisfies(view -> {
            assertThat(view.format()).isEqualTo("hls");
            assertThat(view.bytes()).isEqualTo(segment.body().length);
            assertThat(media).contains(view.id());
        });
    }

    @Test
    void segmentsAreTheStreamAndGoneOnesAre404() throws Exception {
        String media = tuneIn("");
        PlaylistRules rules = new PlaylistRules();
        for (int i = 0; i < 30; i++) {
            air(1);
            rules.check(text(get(media)));
        }
        assertThat(rules.segments()).hasSizeGreaterThan(10);
        HttpResponse<byte[]> gone =
                get(CHANNEL + "/" + rules.segments().getFirst().msn() + ".ts");
        assertThat(gone.statusCode()).isEqualTo(404);
        assertThat(header(gone, "Content-Type")).isEqualTo("application/problem+json");
        assertThat(header(gone, "Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(get(CHANNEL + "/99999999999.ts").statusCode()).isEqualTo(404);
        assertThat(get(CHANNEL + "/1.2.vtt").statusCode()).isEqualTo(404);
        assertThat(get("/iptv/channel/8/1.ts").statusCode()).isEqualTo(404);
        assertThat(get("/iptv/channel/99.m3u8").statusCode()).isEqualTo(404);
        long last = rules.segments().getLast().msn();
        HttpResponse<byte[]> head = client.send(
                request(CHANNEL + "/" + last + ".ts")
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(Long.parseLong(header(head, "Content-Length"))).isPositive();
    }

    @Test
    void reloadsAndHintedPartsAreHeldUntilTheyAreThere() throws Exception {
        String media = tuneIn("?ll=1");
        air(0.5);
        String now = text(get(media));
        List<PlaylistRules.Listed> listed = new PlaylistRules().check(now);
        assertThat(listed.getLast().uri()).isEmpty();
        long msn = listed.getLast().msn();
        int part = listed.getLast().parts().size();
        Map<String, String> hint = PlaylistRules.attributes(now.lines()
                .filter(l -> l.startsWith("#EXT-X-PRELOAD-HINT"))
                .findFirst()
                .orElseThrow());
        assertThat(hint).containsEntry("URI", msn + "." + part + ".ts");

        CompletableFuture<HttpResponse<byte[]>> nextPart = later(media + "&_HLS_msn=" + msn + "&_HLS_part=" + part);
        CompletableFuture<HttpResponse<byte[]>> hinted = later(CHANNEL + "/" + hint.get("URI"));
        CompletableFuture<HttpResponse<byte[]>> nextSegment = later(media + "&_HLS_msn=" + msn);
        Thread.sleep(5 * IDLE_MILLIS / 2); // not just when the connection's idle time is over once more
        assertThat(nextPart).isNotDone();
        assertThat(hinted).isNotDone();
        air(0.6);
        HttpResponse<byte[]> answer = nextPart.get(5, TimeUnit.SECONDS);
        assertThat(header(answer, "Cache-Control")).startsWith("max-age=");
        assertThat(new PlaylistRules().check(text(answer)).getLast().parts()).hasSizeGreaterThan(part);
        byte[] bytes = hinted.get(5, TimeUnit.SECONDS).body();
        assertThat(bytes)
                .isNotEmpty()
                .isEqualTo(get(CHANNEL + "/" + hint.get("URI")).body());
        assertThat(nextSegment).isNotDone();
        air(2);
        assertThat(text(nextSegment.get(5, TimeUnit.SECONDS))).contains("\n" + msn + ".ts\n");
    }

    @Test
    void aReloadThatIsNeverFulfilledEndsAfterThreeTargetDurations() throws Exception {
        String media = tuneIn("?ll=1");
        long began = System.nanoTime();
        HttpResponse<byte[]> answer = get(media + "&_HLS_msn=" + (lastMsn(media) + 1));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(header(answer, "Retry-After")).isNotEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isBetween(Duration.ofMillis(5_500), Duration.ofSeconds(12));
    }

    private long lastMsn(String media) throws Exception {
        return new PlaylistRules()
                .check(text(get(media))).stream()
                        .filter(s -> s.uri().isPresent())
                        .mapToLong(PlaylistRules.Listed::msn)
                        .max()
                        .orElseThrow();
    }

    @Test
    void nonsenseInTheQueryIs400() throws Exception {
        String media = tuneIn("?ll=1");
        long last = lastMsn(media);
        for (String query : new String[] {
            "_HLS_msn=x",
            "_HLS_msn=-1",
            "_HLS_part=1",
            "_HLS_msn=1&_HLS_part=b",
            "_HLS_msn=" + (last + 3),
            "_HLS_msn=" + (last + 1) + "&_HLS_part=40",
            "_HLS_msn=99999999999999999999",
            "_HLS_skip=maybe"
        }) {
            HttpResponse<byte[]> answer = get(media + "&" + query);
            assertThat(answer.statusCode()).as(query).isEqualTo(400);
            assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
        }
        assertThat(get(media + "&_HLS_msn=1&_HLS_part=0&_HLS_skip=v2").statusCode())
                .isEqualTo(200);
        HttpResponse<byte[]> post = client.send(
                request(media).POST(HttpRequest.BodyPublishers.noBody()).build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(post.statusCode()).isEqualTo(405);
        HttpResponse<byte[]> preflight = client.send(
                request(media)
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(header(preflight, "Access-Control-Allow-Methods")).contains("GET");
    }

    @Test
    void playlistsAreCompressedForThoseWhoSaySo() throws Exception {
        String media = tuneIn("?ll=1");
        air(8);
        HttpResponse<byte[]> packed = client.send(
                request(media).header("Accept-Encoding", "br, gzip").build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(header(packed, "Content-Encoding")).isEqualTo("gzip");
        assertThat(header(packed, "Vary")).isEqualTo("Accept-Encoding");
        byte[] unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes();
        assertThat(new String(unpacked, StandardCharsets.UTF_8)).isEqualTo(text(get(media)));
        HttpResponse<byte[]> refused = client.send(
                request(media).header("Accept-Encoding", "gzip;q=0").build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(header(refused, "Content-Encoding")).isEmpty();
    }

    @Test
    void viewersWhoAskForNothingAreGoneAndTheChannelWithThem() throws Exception {
        String media = tuneIn("");
        nanos.addAndGet(Duration.ofSeconds(59).toNanos());
        viewers.sweep();
        assertThat(get(media).statusCode()).isEqualTo(200);
        nanos.addAndGet(Duration.ofSeconds(59).toNanos());
        viewers.sweep();
        assertThat(sessions.count()).isEqualTo(1);
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        viewers.sweep();
        assertThat(sessions.count()).isZero();
        assertThat(engine.hub(7).viewers()).isZero();

        CompletableFuture<HttpResponse<byte[]>> back = later(media);
        await(() -> engine.hub(7).viewers() == 1);
        air(3);
        assertThat(back.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(sessions.count()).isEqualTo(1);
    }

    @Test
    void whoIsSentAwayIsToldSo() throws Exception {
        String media = tuneIn("");
        sessions.endAll();
        assertThat(engine.hub(7).viewers()).isZero();
        assertThat(get(media).statusCode()).isEqualTo(410);
        assertThat(sessions.count()).isZero();
    }

    @Test
    void aFullServerSaysSo() throws Exception {
        for (int i = 0; i < 3; i++) {
            sessions.admit(engine.hub(7).number(), "127.0.0.9", "other " + i, "ts");
        }
        HttpResponse<byte[]> refused = get(CHANNEL + ".m3u8");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(text(refused)).contains("places of channel 7 are taken");
        sessions.views()
                .forEach(view -> sessions.session(view.id()).orElseThrow().close());
    }

    @Test
    void subtitlesAreOfferedWhereThereAreCues() throws Exception {
        engine.hub(7).hlsOutput().cue(new Cue(ticks + 90_000, ticks + 180_000, "Hello"));
        CompletableFuture<HttpResponse<byte[]>> waiting = later(CHANNEL + ".m3u8?ll=1");
        await(() -> engine.hub(7).viewers() == 1);
        air(2.2);
        String master = text(waiting.get(5, TimeUnit.SECONDS));
        String subtitles = PlaylistRules.attributes(master.lines()
                        .filter(l -> l.startsWith("#EXT-X-MEDIA"))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(master)))
                .getOrDefault("URI", "");
        assertThat(master).contains(",SUBTITLES=\"subs\"");
        String playlist = text(get("/iptv/channel/" + subtitles));
        List<PlaylistRules.Listed> listed = new PlaylistRules().check(playlist);
        String media = text(get("/iptv/channel/" + subtitles.replace("subtitles", "live")));
        assertThat(media).contains("#EXT-X-RENDITION-REPORT:URI=\"subtitles.m3u8");
        assertThat(listed.getFirst().uri().orElseThrow()).endsWith(".vtt");
        HttpResponse<byte[]> vtt = get(CHANNEL + "/" + listed.getFirst().uri().orElseThrow());
        assertThat(header(vtt, "Content-Type")).startsWith("text/vtt");
        assertThat(text(vtt)).startsWith("WEBVTT\nX-TIMESTAMP-MAP=").contains("\nHello\n");
    }
}
