package tv.exstream.engine.channel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.engine.ChannelHandle;
import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.ChannelSpec;
import tv.exstream.engine.ChannelStatus;
import tv.exstream.engine.Engine;
import tv.exstream.engine.EngineOptions;
import tv.exstream.engine.MediaSource;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.Playout;
import tv.exstream.engine.Programme;
import tv.exstream.engine.TestClips;
import tv.exstream.engine.fanout.Chunk;
import tv.exstream.engine.fanout.ViewerFeed;
import tv.exstream.engine.fanout.ViewerInfo;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class LiveChannelTest {
    @TempDir
    Path folder;

    @Test
    void playsOverSeamsAndStopsWithoutALeak() throws Exception {
        Path a = TestClips.h264Aac("a25", 6, 640, 360, "25");
        Path b = TestClips.clip(
                "b.webm",
                "-f lavfi -i testsrc2=size=640x480:rate=30 -f lavfi -i sine=frequency=880:sample_rate=44100 -t 4"
                        + " -c:v libvpx-vp9 -deadline realtime -cpu-used 8 -c:a libopus");
        Instant epoch = Instant.parse("2026-01-01T00:00:00Z");
        try (Engine engine = LiveEngine.start(EngineOptions.defaults(folder, epoch))) {
            ChannelHandle channel = engine.register(new ChannelSpec(
                    ChannelNumber.of(7),
                    "Seven",
                    OutputProfile.DEFAULT,
                    alternating(epoch, List.of(a, b), List.of(6, 4)),
                    Duration.ZERO));
            long t0 = System.nanoTime();
            byte[] ts = record(channel, Duration.ofSeconds(15), t0);
            Files.write(Path.of("/tmp/jx/live.ts"), ts);
            System.out.println(channel.status());
            assertThat(channel.status().state()).isNotEqualTo(ChannelStatus.State.STARTING);
        }
    }

    static Playout alternating(Instant epoch, List<Path> files, List<Integer> seconds) {
        int total = seconds.stream().mapToInt(i -> i).sum();
        return at -> {
            long since = Duration.between(epoch, at).toSeconds();
            long base = since / total * total;
            int i = 0;
            while (since - base >= seconds.get(i)) {
                base += seconds.get(i);
                i++;
            }
            Instant start = epoch.plusSeconds(base);
            return Programme.of(
                    base,
                    files.get(i).getFileName().toString(),
                    start,
                    start.plusSeconds(seconds.get(i)),
                    new MediaSource.File(files.get(i)));
        };
    }

    static byte[] record(ChannelHandle channel, Duration length, long t0) throws IOException, InterruptedException {
        ByteArrayOutputStream ts = new ByteArrayOutputStream();
        try (ViewerFeed feed = channel.tune(new ViewerInfo("v1", "127.0.0.1", "test", "ts"))) {
            boolean first = true;
            long end = System.nanoTime() + length.toNanos();
            while (System.nanoTime() < end) {
                Chunk chunk = feed.poll();
                if (chunk == null) {
                    Thread.sleep(2);
                    continue;
                }
                if (first) {
                    System.out.println("first chunk after " + (System.nanoTime() - t0) / 1_000_000 + " ms, key "
                            + chunk.startsWithKeyframe());
                    first = false;
                }
                byte[] bytes = new byte[chunk.size()];
                chunk.bytes().get(bytes);
                ts.write(bytes);
                chunk.release();
            }
        }
        return ts.toByteArray();
    }
}
