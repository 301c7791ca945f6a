package tv.exstream.server.playout;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.engine.ChannelHandle;
import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.ChannelSpec;
import tv.exstream.engine.Clips;
import tv.exstream.engine.Engine;
import tv.exstream.engine.EngineOptions;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.TestClips;
import tv.exstream.engine.TestViewer;
import tv.exstream.engine.channel.LiveEngine;
import tv.exstream.natives.FfmpegProgram;
import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.collection.FakeLibrary;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.draw.PlaybackOrder;
import tv.exstream.server.schedule.item.ChannelRef;

import static org.assertj.core.api.Assertions.assertThat;

/** Channels that show other channels, and live streams, as a viewer sees them. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class RelayOnAirTest {
    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
    private static final OutputProfile SMALL = OutputProfile.DEFAULT.withSize(320, 180);
    private static final ChannelNumber TWO = ChannelNumber.of(2);
    private static final double OFFSET_SECONDS = 6;
    private static final Pattern FRAME = Pattern.compile("pts_time:([0-9.]+) .*mean:\\[([0-9]+)");

    @TempDir
    Path folder;

    private final FakeLibrary library = new FakeLibrary();

    @Test
    void theMirrorShowsTheSamePictureSoMuchLater() throws Exception {
        Optional<Path> ffmpeg = FfmpegProgram.locate("ffmpeg");
        Assumptions.assumeTrue(ffmpeg.isPresent(), "skipped: ffmpeg is not installed");
        for (int clip = 0; clip < 7; clip++) {
            String grey = Integer.toHexString(40 + 28 * clip);
            Path file = TestClips.clip(
                    "grey" + clip + ".mp4",
                    "-f lavfi -i color=0x" + grey + grey + grey + ":size=320x180:rate=25"
                            + " -f lavfi -i sine=frequency=440:sample_rate=48000 -t 4 -g 25 -c:v libx264"
                            + " -preset ultrafast -pix_fmt yuv420p -profile:v high -c:a aac");
            library.clip(file.toAbsolutePath().toString(), Duration.ofSeconds(4));
        }
        try (PlayoutFixture server =
                        new PlayoutFixture(folder.resolve("data"), library, Instant.now(), Duration.ofHours(1));
                Engine engine = LiveEngine.start(EngineOptions.defaults(folder.resolve("engine"), EPOCH))) {
            long all = server.collection("all", new CollectionRule.Everything());
            server.channel(new ScheduleDefinition.Continuous(all, PlaybackOrder.CHRONOLOGICAL), 1);
            server.channel(TWO, new ScheduleDefinition.Relay(ChannelRef.of("1"), Optional.of(Duration.ofMillis((long)
                    (1000 * OFFSET_SECONDS)))));
            byte[] original;
            byte[] mirrored;
            try (TestViewer first = TestViewer.of(register(engine, server, PlayoutFixture.ONE));
                    TestViewer second = TestViewer.of(register(engine, server, TWO))) {
                Thread.sleep(16_000);
                original = first.soFar();
                mirrored = second.soFar();
            }
            NavigableMap<Double, Integer> pictures = pictures(ffmpeg.get(), original);
            NavigableMap<Double, Integer> later = pictures(ffmpeg.get(), mirrored);
            assertThat(like(later, pictures, OFFSET_SECONDS)).isGreaterThan(0.9);
            assertThat(like(later, pictures, 0)).isLessThan(0.3);
        }
    }

    private static ChannelHandle register(Engine engine, PlayoutFixture server, ChannelNumber number) {
        return engine.register(
                new ChannelSpec(number, "Channel", SMALL, server.playouts.playoutFor(number), Duration.ZERO));
    }

    /** Which part of what is seen is what was seen so many seconds before, where that is known. */
    private static double like(
            NavigableMap<Double, Integer> seen, NavigableMap<Double, Integer> before, double seconds) {
        int compared = 0;
        int alike = 0;
        for (Map.Entry<Double, Integer> picture : seen.entrySet()) {
            Map.Entry<Double, Integer> then = before.floorEntry(picture.getKey() - seconds + 0.01);
            if (then != null && picture.getKey() - seconds - then.getKey() < 0.1) {
                compared++;
                alike += Math.abs(then.getValue() - picture.getValue()) < 6 ? 1 : 0;
            }
        }
        assertThat(compared).isGreaterThan(100);
        return alike / (double) compared;
    }

    /** How bright each picture is, by when it is shown. */
    private NavigableMap<Double, Integer> pictures(Path ffmpeg, byte[] stream) throws Exception {
        Path recording = Files.write(Files.createTempFile(folder, "seen", ".ts"), stream);
        Path log = Files.createTempFile(folder, "log", ".txt");
        Process process = new ProcessBuilder(
                        ffmpeg.toString(),
                        "-hide_banner",
                        "-copyts",
                        "-i",
                        recording.toString(),
                        "-an",
                        "-vf",
                        "format=gray,scale=16:16,showinfo",
                        "-f",
                        "null",
                        "-")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        NavigableMap<Double, Integer> pictures = new TreeMap<>();
        for (String line : Files.readAllLines(log, StandardCharsets.ISO_8859_1)) {
            Matcher frame = FRAME.matcher(line);
            if (frame.find()) {
                pictures.put(Double.valueOf(frame.group(1)), Integer.valueOf(frame.group(2)));
            }
        }
        return pictures;
    }

    /** Sends a stream in real time, again and again from its start; the first line breaks after a while. */
    private static final class StreamServer implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        private final AtomicInteger connections = new AtomicInteger();
        private final List<Socket> clients = new ArrayList<>();
        private final byte[] stream;
        private final double bytesPerSecond;
        private final double breaksAfterSeconds;

        StreamServer(Path file, double seconds, double breaksAfterSeconds) throws IOException {
            stream = Files.readAllBytes(file);
            bytesPerSecond = stream.length / seconds;
            this.breaksAfterSeconds = breaksAfterSeconds;
            Thread.ofVirtual().start(this::accept);
        }

        String address() {
            return "http://127.0.0.1:" + socket.getLocalPort() + "/live.ts?token=secret";
        }

        private void accept() {
            while (!socket.isClosed()) {
                try {
                    Socket client = socket.accept();
                    synchronized (clients) {
                        clients.add(client);
                    }
                    boolean breaks = connections.incrementAndGet() == 1;
                    Thread.ofVirtual().start(() -> serve(client, breaks ? breaksAfterSeconds : 1e9));
                } catch (IOException e) {
                    return; // closed
                }
            }
        }

        private void serve(Socket client, double most) {
            try (client;
                    OutputStream out = client.getOutputStream()) {
                out.write("HTTP/1.1 200 OK\r\nContent-Type: video/mp2t\r\nConnection: close\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
                long began = System.nanoTime();
                int sent = 0;
                double seconds = 0;
                while (seconds < most && sent < stream.length) {
                    seconds = (System.nanoTime() - began) / 1e9;
                    int due = (int) Math.min(stream.length, (seconds + 1) * bytesPerSecond);
                    out.write(stream, sent, due - sent);
                    out.flush();
                    sent = due;
                    Thread.sleep(20);
                }
            } catch (IOException e) {
                // the channel hung up
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
            synchronized (clients) {
                for (Socket client : clients) {
                    client.close();
                }
            }
        }
    }

    @Test
    void aStreamIsTakenUpWhenItBreaksAndLeftWhenAnotherTakesItsPlace() throws Exception {
        Path clip = Clips.transportStream(60);
        try (StreamServer one = new StreamServer(clip, 60, 4);
                StreamServer other = new StreamServer(clip, 60, 1e9);
                PlayoutFixture server =
                        new PlayoutFixture(folder.resolve("data"), library, Instant.now(), Duration.ofHours(1));
                Engine engine = LiveEngine.start(EngineOptions.defaults(folder.resolve("engine"), EPOCH))) {
            server.channel(new ScheduleDefinition.Stream("Harbour", one.address()), 1);
            ChannelHandle channel = register(engine, server, PlayoutFixture.ONE);
            try (TestViewer viewer = TestViewer.of(channel)) {
                waitFor(() -> one.connections.get() == 1 && onAir(channel, "Harbour"));
                waitFor(() -> one.connections.get() >= 2);
                waitFor(() -> onAir(channel, "Harbour"));
                assertThat(other.connections.get()).isZero();
                // The guard's fifteen seconds have nearly passed.
                server.now = Instant.now().minusSeconds(14);
                server.playouts.apply(
                        PlayoutFixture.ONE,
                        new PlayoutEdit(
                                Optional.of(new ScheduleDefinition.Stream("Beach", other.address())),
                                OptionalLong.empty(),
                                Optional.empty(),
                                false));
                waitFor(() -> other.connections.get() >= 1);
                waitFor(() -> onAir(channel, "Beach"));
                assertThat(viewer.ended()).isFalse();
                assertThat(channel.status().fault().orElse("")).doesNotContain("secret");
            }
        }
    }

    private static boolean onAir(ChannelHandle channel, String title) {
        return !channel.status().slate()
                && channel.status().video().isPresent()
                && channel.status()
                        .programme()
                        .filter(on -> on.title().equals(title))
                        .isPresent();
    }

    private static void waitFor(BooleanSupplier condition) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
        while (!condition.getAsBoolean() && System.nanoTime() < until) {
            Thread.sleep(50);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
