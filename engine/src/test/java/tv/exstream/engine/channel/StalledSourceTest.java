package tv.exstream.engine.channel;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.engine.ChannelHandle;
import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.ChannelSpec;
import tv.exstream.engine.ChannelStatus;
import tv.exstream.engine.Clips;
import tv.exstream.engine.Engine;
import tv.exstream.engine.EngineOptions;
import tv.exstream.engine.FaultClass;
import tv.exstream.engine.MediaSource;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.ScriptedPlayout;
import tv.exstream.engine.TestViewer;
import tv.exstream.engine.TsFigures;
import tv.exstream.engine.TsInspector;

import static org.assertj.core.api.Assertions.assertThat;

/** A stream of the network that stops coming. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class StalledSourceTest {
    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
    private static final OutputProfile SMALL = OutputProfile.DEFAULT.withSize(320, 180);

    @TempDir
    Path folder;

    /** Sends a stream in real time up to a point, and then holds the line without a byte; later lines from the start. */
    private static final class Server implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        private final AtomicInteger connections = new AtomicInteger();
        private final CountDownLatch closed = new CountDownLatch(1);
        private final byte[] stream;
        private final double bytesPerSecond;
        private final double stallAfterSeconds;

        Server(Path file, double seconds, double stallAfterSeconds) throws IOException {
            stream = Files.readAllBytes(file);
            bytesPerSecond = stream.length / seconds;
            this.stallAfterSeconds = stallAfterSeconds;
            Thread.ofVirtual().start(this::accept);
        }

        URI address() {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/live.ts?token=secret");
        }

        private void accept() {
            while (!socket.isClosed()) {
                try {
                    Socket client = socket.accept();
                    connections.incrementAndGet();
                    Thread.ofVirtual().start(() -> serve(client));
                } catch (IOException e) {
                    return; // closed
                }
            }
        }

        private void serve(Socket client) {
            try (client;
                    OutputStream out = client.getOutputStream()) {
                out.write("HTTP/1.1 200 OK\r\nContent-Type: video/mp2t\r\nConnection: close\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
                long began = System.nanoTime();
                int sent = 0;
                while (closed.getCount() > 0 && sent < stream.length && connections.get() == 1) {
                    double seconds = (System.nanoTime() - began) / 1e9;
                    // a second in advance, as a server's burst would be
                    int due =
                            (int) Math.min(stream.length, (Math.min(seconds, stallAfterSeconds) + 1) * bytesPerSecond);
                    if (due > sent) {
                        out.write(stream, sent, due - sent);
                        out.flush();
                        sent = due;
                    }
                    Thread.sleep(20);
                }
                closed.await();
            } catch (IOException e) {
                // the channel hung up
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() throws IOException {
            closed.countDown();
            socket.close();
        }
    }

    @Test
    void aSlateStandsInAndTheChannelCanBeStopped() throws Exception {
        try (Server server = new Server(Clips.transportStream(12), 12, 3);
                Engine engine = LiveEngine.start(EngineOptions.defaults(folder, EPOCH))) {
            Instant start = ScriptedPlayout.soon(500);
            ScriptedPlayout playout =
                    ScriptedPlayout.from(start).source(60, "Webcam", new MediaSource.Url(server.address()));
            ChannelHandle channel = engine.register(
                    new ChannelSpec(ChannelNumber.of(1), "Webcam", SMALL, playout, Duration.ofSeconds(5)));
            try (TestViewer viewer = TestViewer.of(channel)) {
                viewer.sleepUntil(start.plusMillis(3_500));
                ChannelStatus playing = channel.status();
                viewer.sleepUntil(start.plusMillis(7_500));
                ChannelStatus stalled = channel.status();
                TsInspector ts = TsInspector.of(viewer.soFar());
                long began = System.nanoTime();
                channel.stop();
                Duration took = Duration.ofNanos(System.nanoTime() - began);

                assertThat(playing.slate()).isFalse();
                assertThat(playing.video())
                        .hasValueSatisfying(d -> assertThat(d.copy()).isTrue());
                assertThat(stalled.slate()).isTrue();
                assertThat(stalled.counters().faults()).containsKey(FaultClass.TIMEOUT);
                TsFigures figures = TsFigures.of(ts);
                assertThat(figures.continuity()).as("%s", figures).isZero();
                assertThat(figures.pcrJumps()).as("%s", figures).isZero();
                assertThat(figures.dtsBackward() + figures.dtsRepeat())
                        .as("%s", figures)
                        .isZero();
                assertThat(figures.videoGapMillis()).as("%s", figures).isLessThan(130);
                assertThat(figures.audioGapMillis()).as("%s", figures).isLessThan(11);
                assertThat(took).isLessThan(Duration.ofSeconds(3));
                for (int i = 0; i < 200 && !viewer.ended(); i++) {
                    Thread.sleep(10);
                }
                assertThat(viewer.ended()).isTrue();
            }
            assertThat(server.connections.get()).isPositive();
        }
    }

    @Test
    void aServerThatIsNotThereIsASlateAndNoSecretIsTold() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        URI address = URI.create("http://user:password@127.0.0.1:" + port + "/live.ts?token=secret");
        try (Engine engine = LiveEngine.start(EngineOptions.defaults(folder, EPOCH))) {
            Instant start = ScriptedPlayout.soon(0).minusSeconds(1);
            ScriptedPlayout playout = ScriptedPlayout.from(start).source(60, "Gone", new MediaSource.Url(address));
            ChannelHandle channel =
                    engine.register(new ChannelSpec(ChannelNumber.of(1), "Gone", SMALL, playout, Duration.ZERO));
            try (TestViewer viewer = TestViewer.of(channel)) {
                Thread.sleep(2_000);
                assertThat(viewer.soFar()).isNotEmpty();
                assertThat(channel.status().slate()).isTrue();
                assertThat(channel.status().counters().sourceFailures()).isPositive();
                assertThat(channel.status().fault())
                        .hasValueSatisfying(
                                f -> assertThat(f).contains("127.0.0.1").doesNotContain("secret", "password"));
            }
        }
    }
}
