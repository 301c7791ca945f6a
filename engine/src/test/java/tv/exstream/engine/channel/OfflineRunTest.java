package tv.exstream.engine.channel;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.engine.Engine;
import tv.exstream.engine.EngineOptions;
import tv.exstream.engine.MediaSource;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.TestClips;
import tv.exstream.engine.TranscodeJob;
import tv.exstream.engine.TranscodeReport;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class OfflineRunTest {
    @TempDir
    Path folder;

    @Test
    void splicesCopiedAndTranscodedInputs() throws IOException {
        Path a = TestClips.h264Aac("a25", 6, 640, 360, "25");
        Path b = TestClips.clip(
                "b.webm",
                "-f lavfi -i testsrc2=size=640x480:rate=30 -f lavfi -i sine=frequency=880:sample_rate=44100 -t 4"
                        + " -c:v libvpx-vp9 -deadline realtime -cpu-used 8 -c:a libopus");
        Path out = folder.resolve("out.ts");
        try (Engine engine = LiveEngine.start(EngineOptions.defaults(folder, Instant.EPOCH));
                FileChannel channel = FileChannel.open(out, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            TranscodeReport report = engine.transcode(new TranscodeJob(
                    List.of(new MediaSource.File(a), new MediaSource.File(b), new MediaSource.File(a)),
                    OutputProfile.DEFAULT,
                    Duration.ZERO,
                    Optional.empty(),
                    false,
                    channel,
                    p -> {}));
            System.out.println(report);
            assertThat(report.played()).isBetween(Duration.ofMillis(15_900), Duration.ofMillis(16_100));
            assertThat(report.inputs().getFirst().decisions()).allMatch(d -> d.copy());
        }
        java.nio.file.Files.copy(out, Path.of("/tmp/jx/out.ts"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
}
