package tv.exstream.bench.remux;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
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

/**
 * One operation: some seconds of H.264 and AAC opened, demuxed, copied and muxed again as fast as it goes. Two lengths
 * with one allocation budget: what is allocated belongs to the opening, not to the packets.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class CopyRemuxBench {
    @Param({"10", "40"})
    private int seconds = 10;

    private final Path folder;
    private final Path clip;
    private final Engine engine;

    public CopyRemuxBench() {
        try {
            folder = Files.createTempDirectory("exstream-bench");
            clip = folder.resolve("clip.ts");
            engine = LiveEngine.start(EngineOptions.defaults(folder.resolve("cache"), Instant.EPOCH));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Setup
    public void render() throws IOException {
        Clip.render(engine, clip, Duration.ofSeconds(seconds), OutputProfile.DEFAULT.withSize(640, 360));
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
