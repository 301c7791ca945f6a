package tv.exstream.server.stream;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.ChannelSlates;
import tv.exstream.engine.Clips;
import tv.exstream.engine.Engine;
import tv.exstream.engine.EngineOptions;
import tv.exstream.engine.MediaSource;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.ScriptedPlayout;
import tv.exstream.engine.TsOptions;
import tv.exstream.engine.channel.LiveEngine;
import tv.exstream.engine.fanout.ViewerInfo;
import tv.exstream.engine.hls.HlsFeed;
import tv.exstream.engine.hls.HlsOptions;
import tv.exstream.server.session.SessionLimits;
import tv.exstream.server.session.Sessions;

import static org.assertj.core.api.Assertions.assertThat;

/** What a viewer in a browser sees: hls.js in Chromium, over seams, a file that is not there and a source that stalls. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class HlsJsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HLS_JS = "META-INF/resources/webjars/hls.js/1.4.12/dist/hls.min.js";

    @TempDir
    Path folder;

    private final List<JsonNode> reports = new CopyOnWriteArrayList<>();

    /** The page, the player, and what it reports. */
    private final class Page extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            switch (Request.getPathInContext(request)) {
                case "/page.html" -> send(response, callback, "text/html", resource(HlsJsTest.class, "hlsjs.html"));
                case "/hls.js" -> send(response, callback, "text/javascript", resource(HlsJsTest.class, "/" + HLS_JS));
                case "/report" -> {
                    reports.add(JSON.readTree(Content.Source.asString(request, StandardCharsets.UTF_8)));
                    send(response, callback, "text/plain", new byte[0]);
                }
                default -> {
                    return false;
                }
            }
            return true;
        }
    }

    private static void send(Response response, Callback callback, String type, byte[] bytes) {
        response.setStatus(200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.write(true, ByteBuffer.wrap(bytes), callback);
    }

    private static byte[] resource(Class<?> near, String name) throws IOException {
        try (InputStream in = near.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is not among the test's resources");
            }
            return in.readAllBytes();
        }
    }

    /** Serves the beginning of a file, then nothing more, until closed. */
    private static final class StallingServer implements AutoCloseable {
        private final CountDownLatch closing = new CountDownLatch(1);
        private final HttpServer server;

        StallingServer(Path file, int bytes) throws IOException {
            byte[] all = Files.readAllBytes(file);
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(task -> Thread.ofVirtual().start(task));
            server.createContext("/stall.ts", exchange -> {
                exchange.sendResponseHeaders(200, all.length);
                exchange.getResponseBody().write(all, 0, bytes);
                exchange.getResponseBody().flush();
                try {
                    boolean unused = closing.await(60, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                exchange.close();
            });
            server.start();
        }

        URI uri() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/stall.ts");
        }

        @Override
        public void close() {
            closing.countDown();
            server.stop(0);
        }
    }

    @Test
    void hlsJsPlaysOverSeamsAndFailuresWithoutAStall() throws Exception {
        Optional<Path> chromium = Chromium.program();
        Assumptions.assumeTrue(chromium.isPresent(), "no Chromium: see the README");
        Path copied = Clips.copied(6);
        Path vp9 = Clips.vp9Opus();
        Path broadcast = Clips.transportStream(6);
        try (StallingServer stalling = new StallingServer(broadcast, (int) Files.size(broadcast) / 188 / 3 * 188);
                Engine engine =
                        LiveEngine.start(EngineOptions.defaults(folder, Instant.parse("2026-01-01T00:00:00Z")))) {
            Instant start = ScriptedPlayout.soon(500);
            ScriptedPlayout playout = ScriptedPlayout.from(start);
            for (int i = 0; i < 6; i++) {
                playout.file(6, copied)
                        .file(3, vp9)
                        .source(5, "stalls", new MediaSource.Url(stalling.uri()))
                        .file(3, folder.resolve("deleted.mp4"));
            }
            List<JsonNode> end = play(engine, playout, chromium.get());
            Files.writeString(Path.of("target", "hls-js-reports.json"), end.toString());
            // a machine so busy that the channel itself is late cannot be watched without waiting for it
            long late = engine.channel(ChannelNumber.of(7))
                    .orElseThrow()
                    .status()
                    .counters()
                    .lateMaxMillis();
            for (String name : List.of("plain", "ll")) {
                judge(
                        end.stream()
                                .filter(r -> r.at("/name").asText().equals(name))
                                .toList(),
                        late / 700);
            }
        }
    }

    /** Shows the page for two rounds of the playout. */
    private List<JsonNode> play(Engine engine, ScriptedPlayout playout, Path chromium) throws Exception {
        OnAir onAir = new OnAir(
                engine,
                new FixedCatalog(FixedCatalog.channel("7", "Seven")),
                number -> playout,
                name -> Optional.of(OutputProfile.DEFAULT.withSize(320, 180)),
                Duration.ofSeconds(1),
                TsOptions.DEFAULT,
                number -> ChannelSlates.DEFAULT);
        Sessions sessions = new Sessions(SessionLimits.DEFAULT, Clock.systemUTC());
        HlsOptions options = HlsOptions.DEFAULT;
        HlsViewers viewers = new HlsViewers(sessions, options, Duration.ofSeconds(60), System::nanoTime);
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new Handler.Sequence(new Page(), new HlsHandler(onAir, viewers, options)));
        server.start();
        onAir.sync();
        // a channel that somebody watches already: a player then has its buffer from the first moment
        HlsFeed before = engine.channel(ChannelNumber.of(7))
                .orElseThrow()
                .hls(options, new ViewerInfo("before", "127.0.0.1", "test", "hls"));
        CountDownLatch filled = new CountDownLatch(1);
        Runnable unused = before.await(window -> window.segments().size() >= 4, filled::countDown);
        assertThat(filled.await(30, TimeUnit.SECONDS)).isTrue();
        try (Chromium browser =
                Chromium.open(chromium, folder, "http://127.0.0.1:" + connector.getLocalPort() + "/page.html")) {
            long deadline = System.nanoTime() + Duration.ofSeconds(70).toNanos();
            while (System.nanoTime() < deadline && played(reports) < 34_000) {
                assertThat(browser.running()).isTrue();
                Thread.sleep(100);
            }
        } finally {
            before.close();
            sessions.endAll();
            server.stop();
        }
        assertThat(engine.channel(ChannelNumber.of(7))
                        .orElseThrow()
                        .status()
                        .counters()
                        .sourceFailures())
                .as("sources that failed meanwhile")
                .isPositive();
        return reports;
    }

    /** Milliseconds for which both players have played. */
    private static double played(List<JsonNode> reports) {
        double least = Double.MAX_VALUE;
        for (String name : List.of("plain", "ll")) {
            double longest = 0;
            for (JsonNode report : reports) {
                if (report.at("/name").asText().equals(name)
                        && report.at("/playing").asDouble() > 0) {
                    longest = Math.max(
                            longest,
                            report.at("/wall").asDouble()
                                    - report.at("/playing").asDouble());
                }
            }
            least = Math.min(least, longest);
        }
        return least;
    }

    private static void judge(List<JsonNode> reports, long excusedWaits) {
        assertThat(reports).isNotEmpty();
        JsonNode last = reports.getLast();
        List<JsonNode> playing = new ArrayList<>(reports);
        // it settles in its first second
        playing.removeIf(r -> r.at("/playing").asDouble() <= 0
                || r.at("/wall").asDouble() - r.at("/playing").asDouble() < 1_000);
        JsonNode first = playing.getFirst();
        double wall = last.at("/wall").asDouble() - first.at("/wall").asDouble();
        double shown = (last.at("/at").asDouble() - first.at("/at").asDouble()) * 1000;
        double least = playing.stream()
                .mapToDouble(r -> r.at("/ahead").asDouble())
                .min()
                .orElseThrow();
        String errors = last.at("/errors").toString();
        assertThat(excusedWaits > 0 ? errors.replaceAll("\"buffer(Stalled|NudgeOn)[^\"]*\",?", "") : errors)
                .isEqualTo("[]");
        assertThat(last.at("/waits").asLong() - first.at("/waits").asLong())
                .as("%s", last)
                .isLessThanOrEqualTo(excusedWaits);
        assertThat(least).as("the buffer never ran dry: %s", last).isGreaterThan(excusedWaits > 0 ? -0.1 : 0.1);
        // the browser's clock itself runs slow where the machine is too busy for it
        assertThat(shown).as("of %s ms: %s", wall, last).isGreaterThan(0.9 * wall);
        assertThat(wall).isGreaterThan(30_000);
        assertThat(last.at("/frames").asLong() - first.at("/frames").asLong())
                .as("%s", last)
                .isGreaterThan(500);
    }
}
