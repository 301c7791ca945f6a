package tv.exstream.bench.remux;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import tv.exstream.bench.Clip;
import tv.exstream.engine.Engine;
import tv.exstream.engine.EngineOptions;
import tv.exstream.engine.MediaSource;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.TranscodeJob;
import tv.exstream.engine.TranscodeReport;
import tv.exstream.engine.channel.LiveEngine;

/** One operation: twenty seconds of H.264 and AAC opened, demuxed, copied and muxed again as fast as it goes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class CopyRemuxBench {
    private static final Duration LENGTH = Duration.ofSeconds(20);

    private final Path folder = Files.createTempDirectory("exstream-bench");
    private final Path clip = folder.resolve("clip.ts");
    private final Engine engine = LiveEngine.start(EngineOptions.defaults(folder.resolve("cache"), Instant.EPOCH));

    public CopyRemuxBench() throws IOException {
        Clip.render(engine, clip, LENGTH, OutputProfile.DEFAULT.withSize(640, 360));
    }

    @TearDown
    public void close() throws IOException {
        engine.close();
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }

    @Benchmark
    public long copy() {
        Nowhere out = new Nowhere();
        TranscodeReport report = engine.transcode(new TranscodeJob(
                List.of(new MediaSource.File(clip)),
                OutputProfile.DEFAULT,
                Duration.ZERO,
                Optional.empty(),
                false,
                out,
                progress -> {}));
        boolean copied = report.inputs().getFirst().decisions().stream().allMatch(d -> d.copy());
        if (!copied || out.bytes == 0) {
            throw new IllegalStateException("not a copy: " + report);
        }
        return out.bytes;
    }

    private static final class Nowhere implements WritableByteChannel {
        private long bytes;

        @Override
        public int write(ByteBuffer src) {
            int length = src.remaining();
            bytes += length;
            src.position(src.limit());
            return length;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
