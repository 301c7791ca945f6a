package tv.exstream.server.stream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.ChannelSlates;
import tv.exstream.engine.ChannelStatus;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.Programme;
import tv.exstream.engine.TsOptions;
import tv.exstream.engine.observe.NativeLedger;
import tv.exstream.server.session.ChannelSessions;
import tv.exstream.server.session.SessionLimits;
import tv.exstream.server.session.SessionState;
import tv.exstream.server.session.Sessions;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class TsStreamHandlerTest {
    private static final String GET_7 = "GET /iptv/channel/7.ts HTTP/1.0\n\n";
    private static final String GET_8 = "GET /iptv/channel/8.ts HTTP/1.0\n\n";
    /** Much shorter than a test, so that a stream which Jetty's idle timeout cuts is seen to be cut. */
    private static final long IDLE_MILLIS = 1_000;

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
    private final TunerPool tuners = new TunerPool(2, Clock.systemUTC());
    private final Server server = new Server();
    private final HttpClient client = HttpClient.newHttpClient();
    private int port;

    @BeforeEach
    void start() throws Exception {
        HttpConfiguration http = new HttpConfiguration();
        ServerConnector connector =
                new ServerConnector(server, new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setIdleTimeout(IDLE_MILLIS);
        server.addConnector(connector);
        server.setHandler(new TsStreamHandler(
                onAir,
                sessions,
                tuners,
                new StreamSettings(Duration.ofSeconds(1), Pacing.BURST, 0, Duration.ofMillis(500))));
        server.start();
        port = connector.getLocalPort();
        onAir.sync();
    }

    @AfterEach
    void everyChunkIsGivenBackExactlyOnce() throws Exception {
        engine.close();
        client.shutdownNow();
        server.stop();
        await(() -> sessions.count() == 0);
        await(() -> NativeLedger.live().getOrDefault("chunk", 0L) == 0);
        assertThat(NativeLedger.overReleases()).isZero();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
            Thread.sleep(10);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                request(path).version(HttpClient.Version.HTTP_1_1).build(), HttpResponse.BodyHandlers.ofString());
    }

    private void air(int chunks) {
        HubEngine.HubChannel channel = engine.hub(7);
        for (int i = 0; i < chunks; i++) {
            channel.publish(1 + i % 87, i % 10 == 0);
        }
    }

    @Test
    void headAnswersWithoutStartingAnything() throws Exception {
        for (String path : new String[] {"/iptv/channel/7.ts", "/auto/v7", "/hdhomerun/tuner1/v7"}) {
            HttpResponse<String> answer = client.send(
                    request(path)
                            .version(HttpClient.Version.HTTP_1_1)
                            .method("HEAD", HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).contains("video/mp2t");
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        }
        assertThat(engine.hub(7).tunes()).isZero();
        assertThat(tuners.uses()).allMatch(Optional::isEmpty);
    }

    @Test
    void unknownChannelsAre404WithAReason() throws Exception {
        for (String path : new String[] {"/iptv/channel/99.ts", "/iptv/channel/nine.ts", "/auto/v99", "/tuner0/v99"}) {
            HttpResponse<String> answer = get(path);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(answer.headers().firstValue("X-HDHomeRun-Error")).contains("801 Unknown Channel");
            assertThat(answer.body()).contains("\"status\":404").contains("channels.m3u");
        }
        assertThat(get("/tuner5/v7").statusCode()).isEqualTo(404);
        assertThat(get("/auto/v7?duration=soon").statusCode()).isEqualTo(400);
        assertThat(tuners.uses()).allMatch(Optional::isEmpty);
    }

    @Test
    void otherMethodsAreNotAllowed() throws Exception {
        HttpResponse<String> answer = client.send(
                request("/iptv/channel/7.ts")
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
    }

    @Test
    void deliversWhatTheHubPublishedAndEndsCleanly() throws Exception {
        try (RawClient old = new RawClient(port, GET_7);
                RawClient modern =
                        new RawClient(port, "GET /iptv/channel/7.ts HTTP/1.1\nHost: x\nRange: bytes=100-200\n\n")) {
            await(() -> engine.hub(7).viewers() == 2);
            air(60);
            byte[] expected = engine.hub(7).published();
            assertThat(old.head()).startsWith("http/1.1 200").contains("content-type: video/mp2t");
            assertThat(old.read(expected.length)).isEqualTo(expected);
            assertThat(modern.head())
                    .startsWith("http/1.1 200")
                    .contains("connection: close")
                    .doesNotContain("content-range");
            assertThat(modern.read(expected.length)).isEqualTo(expected);
            engine.hub(7).stop();
            assertThat(old.readToEnd()).isEmpty();
            assertThat(modern.readToEnd()).isEmpty();
        }
    }

    @Test
    void deliversOverHttp2() throws Exception {
        var answer = client.sendAsync(
                request("/iptv/channel/7.ts").version(HttpClient.Version.HTTP_2).build(),
                HttpResponse.BodyHandlers.ofByteArray());
        await(() -> engine.hub(7).viewers() == 1);
        air(60);
        engine.hub(7).stop();
        assertThat(answer.get().version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.get().body()).isEqualTo(engine.hub(7).published());
    }

    @Test
    void aQuietLineIsNotCut() throws Exception {
        try (RawClient viewer = new RawClient(port, GET_7)) {
            await(() -> engine.hub(7).viewers() == 1);
            air(1);
            String unused = viewer.head();
            assertThat(viewer.read(188)).hasSize(188);
            Thread.sleep(4 * IDLE_MILLIS + 1000);
            air(5);
            assertThat(readPast(viewer, 188 * 15)).hasSize(188 * 15);
        }
    }

    @Test
    void aVanishedClientFreesItsFeed() throws Exception {
        RawClient viewer = new RawClient(port, GET_7);
        await(() -> engine.hub(7).viewers() == 1);
        air(3);
        String unused = viewer.head();
        viewer.hangUp();
        await(() -> {
            air(10);
            return engine.hub(7).viewers() == 0;
        });
        await(() -> sessions.count() == 0);
    }

    @Test
    void aClientThatNeverReadsIsDroppedAndDisturbsNobody() throws Exception {
        try (RawClient lazy = new RawClient(port, GET_7);
                RawClient eager = new RawClient(port, GET_7)) {
            await(() -> engine.hub(7).viewers() == 2);
            Thread reader = Thread.ofVirtual().start(() -> {
                try {
                    while (eager.read(8192).length > 0) {
                        Thread.onSpinWait();
                    }
                } catch (IOException closed) {
                    Thread.currentThread().interrupt();
                }
            });
            long begin = System.nanoTime();
            await(() -> {
                air(10);
                return engine.hub(7).viewers() == 1;
            });
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(900));
            assertThat(engine.hub(7).status().viewers())
                    .singleElement()
                    .satisfies(stats -> assertThat(stats.deliveredBytes()).isGreaterThan(1_000_000));
            assertThat(lazy.head()).contains("200");
            engine.hub(7).stop();
            assertThat(reader.join(Duration.ofSeconds(5))).isTrue();
        }
    }

    @Test
    void whenAllTunersAreBusyTheNextIsTurnedAwayUntilOneEnds() throws Exception {
        try (RawClient first = new RawClient(port, "GET /auto/v7 HTTP/1.0\n\n");
                RawClient second = new RawClient(port, "GET /hdhomerun/tuner1/v8 HTTP/1.0\n\n")) {
            await(() -> engine.hub(7).viewers() == 1 && engine.hub(8).viewers() == 1);
            HttpResponse<String> busy = get("/auto/v7");
            assertThat(busy.statusCode()).isEqualTo(503);
            assertThat(busy.headers().firstValue("X-HDHomeRun-Error")).contains("805 All Tuners In Use");
            assertThat(busy.headers().firstValue("Retry-After")).isPresent();
            assertThat(sessions.count()).isEqualTo(2);

            engine.hub(8).publish(1, true);
            String unused = second.head();
            engine.hub(8).stop();
            await(() -> tuners.use(1).isEmpty());
            HttpResponse<String> other = get("/tuner0/v7");
            assertThat(other.headers().firstValue("X-HDHomeRun-Error")).contains("804 Tuner In Use");
            first.hangUp();
            await(() -> {
                air(10);
                return tuners.use(0).isEmpty();
            });
        }
    }

    @Test
    void durationEndsATunedStream() throws Exception {
        Thread station = Thread.ofVirtual().start(() -> {
            while (!Thread.interrupted()) {
                air(1);
                java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
            }
        });
        Instant begin = Instant.now();
        HttpResponse<String> answer = get("/auto/v7?duration=1");
        station.interrupt();
        station.join();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Duration.between(begin, Instant.now())).isBetween(Duration.ofMillis(900), Duration.ofSeconds(5));
        assertThat(tuners.uses()).allMatch(Optional::isEmpty);
    }

    @Test
    void tooManyViewersAreTurnedAway() throws Exception {
        try (RawClient a = new RawClient(port, GET_7);
                RawClient b = new RawClient(port, GET_7);
                RawClient c = new RawClient(port, GET_7)) {
            await(() -> engine.hub(7).viewers() == 3);
            HttpResponse<String> full = get("/iptv/channel/7.ts");
            assertThat(full.statusCode()).isEqualTo(503);
            assertThat(full.headers().firstValue("Retry-After")).contains("10");
            assertThat(full.body()).contains("All 3 places of channel 7");
            // One who is turned away holds no tuner either.
            assertThat(get("/auto/v7").statusCode()).isEqualTo(503);
            assertThat(tuners.uses()).allMatch(Optional::isEmpty);
            air(1);
            for (RawClient each : new RawClient[] {a, b, c}) {
                assertThat(each.head()).contains("200");
            }
        }
    }

    @Test
    void aChannelThatCannotStartIs503() throws Exception {
        engine.hub(7).breakDown();
        HttpResponse<String> answer = get("/iptv/channel/7.ts");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("channel 7 cannot start");
        assertThat(sessions.count()).isZero();
    }

    @Test
    void aChannelThatStopsBeforeItsFirstPictureIs503() throws Exception {
        var answer = client.sendAsync(request("/iptv/channel/7.ts").build(), HttpResponse.BodyHandlers.ofString());
        await(() -> engine.hub(7).viewers() == 1);
        engine.hub(7).stop();
        assertThat(answer.get().statusCode()).isEqualTo(503);
    }

    @Test
    void aSessionThatIsEndedEndsItsStream() throws Exception {
        try (RawClient viewer = new RawClient(port, GET_7)) {
            await(() -> engine.hub(7).viewers() == 1);
            air(1);
            String unused = viewer.head();
            assertThat(sessions.views()).singleElement().satisfies(view -> {
                assertThat(view.channel()).isEqualTo("7");
                assertThat(view.address()).isEqualTo("127.0.0.1");
                assertThat(view.format()).isEqualTo("ts");
            });
            sessions.session(sessions.views().getFirst().id()).orElseThrow().end();
            assertThat(viewer.readToEnd()).hasSize(188);
            await(() -> sessions.count() == 0);
        }
    }

    @Test
    void theChannelsOnAirTellWhoWatches() throws Exception {
        ChannelSessions channels = new ChannelSessions(engine, sessions, Clock.systemUTC());
        assertThat(channels.views()).isEmpty();
        try (RawClient viewer = new RawClient(port, GET_7)) {
            await(() -> engine.hub(7).viewers() == 1);
            assertThat(channels.views()).singleElement().satisfies(view -> {
                assertThat(view.channel()).isEqualTo("7");
                assertThat(view.state()).isEqualTo(ChannelStatus.State.ON_AIR);
                assertThat(view.sessions())
                        .containsExactly(sessions.views().getFirst().id());
                assertThat(view.starts()).isEqualTo(1);
                assertThat(channels.view(ChannelNumber.of(7)))
                        .hasValueSatisfying(again -> assertThat(again.since()).isEqualTo(view.since()));
            });
            viewer.hangUp();
            await(() -> channels.views().isEmpty());
        }
    }

    @Test
    void removedChannelsLoseTheirViewersAndNewOnesAppear() throws Exception {
        try (RawClient viewer = new RawClient(port, GET_7)) {
            await(() -> engine.hub(7).viewers() == 1);
            air(1);
            String unused = viewer.head();
            catalog.set(FixedCatalog.channel("8", "Eight"), FixedCatalog.channel("9", "Nine"));
            onAir.sync();
            assertThat(viewer.readToEnd()).hasSize(188);
            assertThat(get("/iptv/channel/7.ts").statusCode()).isEqualTo(404);
            assertThat(engine.hub(9).spec().name()).isEqualTo("Nine");
        }
    }

    /** The stream without the null packets in it. */
    private static byte[] readPast(RawClient viewer, int bytes) throws IOException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        while (stream.size() < bytes) {
            byte[] packet = viewer.read(188);
            assertThat(packet).as("whole packets").hasSize(188);
            if (!isNullPacket(packet)) {
                stream.writeBytes(packet);
            }
        }
        return stream.toByteArray();
    }

    private static boolean isNullPacket(byte[] packet) {
        return packet[0] == 0x47 && packet[1] == 0x1F && packet[2] == (byte) 0xFF && packet[3] == 0x10;
    }

    @Test
    void aStalledStreamIsKeptAliveByNullPackets() throws Exception {
        try (RawClient viewer = new RawClient(port, GET_7)) {
            await(() -> engine.hub(7).viewers() == 1);
            air(1);
            assertThat(viewer.head()).contains("200");
            assertThat(viewer.read(188)).isEqualTo(engine.hub(7).published());
            for (int i = 0; i < 3; i++) {
                assertThat(isNullPacket(viewer.read(188))).isTrue();
            }
            air(20);
            byte[] expected = engine.hub(7).published();
            assertThat(readPast(viewer, expected.length - 188))
                    .isEqualTo(Arrays.copyOfRange(expected, 188, expected.length));
            // counted when the write is known to be done, which is after the reader has it
            await(() -> sessions.views().getFirst().bytes() >= expected.length);
            assertThat(sessions.views())
                    .singleElement()
                    .satisfies(view -> assertThat(view.bytes()).isEqualTo(expected.length));
        }
    }

    @Test
    void theLineIsAliveBeforeTheFirstPicture() throws Exception {
        try (RawClient viewer = new RawClient(port, GET_7)) {
            assertThat(viewer.head()).contains("200").contains("video/mp2t");
            assertThat(isNullPacket(viewer.read(188))).isTrue();
            assertThat(sessions.views())
                    .singleElement()
                    .satisfies(view -> assertThat(view.state()).isEqualTo(SessionState.CREATED));
            air(3);
            byte[] expected = engine.hub(7).published();
            assertThat(readPast(viewer, expected.length)).isEqualTo(expected);
        }
    }

    @Test
    void aViewerWhoVanishesBeforeTheFirstPictureIsFound() throws Exception {
        for (String request : new String[] {GET_7, "GET /auto/v7 HTTP/1.1\nHost: x\n\n"}) {
            RawClient viewer = new RawClient(port, request);
            await(() -> engine.hub(7).viewers() == 1);
            viewer.hangUp();
            await(() -> engine.hub(7).viewers() == 0 && sessions.count() == 0);
            assertThat(tuners.uses()).allMatch(Optional::isEmpty);
        }
    }

    @Test
    void aSilentlyDeadHttp2ViewerIsFoundAndItsTunerFreed() throws Exception {
        try (RawHttp2Client viewer = new RawHttp2Client(port)) {
            // never opens its flow-control window again: 64 kB, then nothing
            viewer.get(1, "/auto/v7");
            await(() -> engine.hub(7).viewers() == 1);
            await(() -> {
                air(10);
                viewer.ping();
                return engine.hub(7).viewers() == 0;
            });
            await(() -> {
                viewer.ping();
                return sessions.count() == 0;
            });
            assertThat(tuners.uses()).allMatch(Optional::isEmpty);
            assertThat(sessions.endedViews().getFirst().state()).isEqualTo(SessionState.ERROR);
            assertThat(viewer.awaitFrame(1, RawHttp2Client.RST_STREAM)).isTrue();
            // the connection is still good for others
            viewer.get(3, "/iptv/channel/99.ts");
            assertThat(viewer.awaitFrame(3, RawHttp2Client.HEADERS)).isTrue();
        }
    }

    @Test
    void anHttp2ViewerWhoCancelsIsFreedAtOnce() throws Exception {
        HttpResponse<InputStream> answer;
        CompletableFuture<HttpResponse<InputStream>> pending = client.sendAsync(
                request("/iptv/channel/7.ts").version(HttpClient.Version.HTTP_2).build(),
                HttpResponse.BodyHandlers.ofInputStream());
        await(() -> engine.hub(7).viewers() == 1);
        air(1);
        answer = pending.get();
        answer.body().close();
        await(() -> engine.hub(7).viewers() == 0 && sessions.count() == 0);
    }

    @Test
    void aBusyTunerIsFreedWhenItsViewerGoesIdle() throws Exception {
        try (RawClient first = new RawClient(port, "GET /auto/v7 HTTP/1.0\n\n");
                RawClient second = new RawClient(port, "GET /auto/v7 HTTP/1.0\n\n")) {
            await(() -> engine.hub(7).viewers() == 2);
            HttpResponse<String> busy = get("/auto/v7");
            assertThat(busy.headers().firstValue("X-HDHomeRun-Error")).contains("805 All Tuners In Use");
            // nobody reads: both stall, and both tuners come back
            await(() -> {
                air(10);
                return tuners.uses().stream().allMatch(Optional::isEmpty);
            });
            assertThat(first.head()).contains("200");
            assertThat(second.head()).contains("200");
        }
    }

    @Test
    void thePaceCanBeChosenByTheRequest() throws Exception {
        HttpResponse<String> bad = get("/iptv/channel/7.ts?throttle=warp");
        assertThat(bad.statusCode()).isEqualTo(400);
        assertThat(bad.body()).contains("throttle=warp").contains("realtime, burst, adaptive, disabled");
        assertThat(engine.hub(7).tunes()).isZero();
        try (RawClient keepsHistory = new RawClient(port, GET_7)) {
            await(() -> engine.hub(7).viewers() == 1);
            HubEngine.HubChannel channel = engine.hub(7);
            channel.publish(10, true, 0);
            channel.publish(10, false, 90_000);
            // a second of it in the channel's timeline, published at once
            long begin = System.nanoTime();
            try (RawClient live = new RawClient(port, "GET /iptv/channel/7.ts?throttle=realtime HTTP/1.0\n\n")) {
                assertThat(live.head()).contains("200");
                byte[] expected = channel.published();
                assertThat(live.read(1880)).isEqualTo(Arrays.copyOf(expected, 1880));
                assertThat(readPast(live, 1880)).isEqualTo(Arrays.copyOfRange(expected, 1880, 3760));
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(850));
            }
            assertThat(keepsHistory.head()).contains("200");
        }
    }

    @Test
    void allViewersAreToldWhenTheServerEnds() throws Exception {
        try (RawClient old = new RawClient(port, GET_7);
                RawClient quiet = new RawClient(port, GET_8)) {
            var modern = client.sendAsync(
                    request("/iptv/channel/7.ts")
                            .version(HttpClient.Version.HTTP_2)
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            await(() -> engine.hub(7).viewers() == 2 && engine.hub(8).viewers() == 1);
            air(5);
            String unused = old.head();
            long begin = System.nanoTime();
            // what is still queued when viewers are sent away is not waited for
            int published = engine.hub(7).published().length;
            await(() -> sessions.views().stream()
                            .filter(v -> v.bytes() == published)
                            .count()
                    == 2);
            sessions.endAll();
            await(() -> sessions.count() == 0);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
            assertThat(old.readToEnd()).isEqualTo(engine.hub(7).published());
            // a clean end of the stream, not a reset
            assertThat(modern.get().body()).isEqualTo(engine.hub(7).published());
            assertThat(quiet.head()).contains("503");
        }
    }

    @Test
    void manyViewersOfOneChannelAllGetEveryByte() throws Exception {
        int count = 40;
        Sessions roomy = new Sessions(new SessionLimits(100, 100), Clock.systemUTC());
        Server many = new Server();
        ServerConnector connector = new ServerConnector(many);
        connector.setHost("127.0.0.1");
        many.addConnector(connector);
        many.setHandler(new TsStreamHandler(onAir, roomy, tuners, StreamSettings.DEFAULT));
        many.start();
        List<RawClient> viewers = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                // room for everything: read one after the other, windows that are full for long reopen slowly
                viewers.add(new RawClient(connector.getLocalPort(), GET_7, 1 << 20));
            }
            await(() -> engine.hub(7).viewers() == count);
            for (int i = 0; i < 30; i++) {
                air(2);
                Thread.sleep(5);
            }
            byte[] expected = engine.hub(7).published();
            for (RawClient viewer : viewers) {
                assertThat(viewer.head()).contains("200");
                assertThat(readPast(viewer, expected.length)).isEqualTo(expected);
            }
        } finally {
            for (RawClient viewer : viewers) {
                viewer.close();
            }
            many.stop();
        }
        await(() -> engine.hub(7).viewers() == 0);
    }
}
