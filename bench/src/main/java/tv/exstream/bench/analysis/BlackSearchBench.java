package tv.exstream.bench.analysis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import tv.exstream.engine.BlackScan;
import tv.exstream.engine.Engine;
import tv.exstream.engine.EngineOptions;
import tv.exstream.engine.MediaSource;
import tv.exstream.engine.channel.LiveEngine;
import tv.exstream.natives.FfmpegProgram;

/** Twenty seconds of 720p H.264 as libraries have it, black twice: our search, and {@code ffmpeg -vf blackdetect}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class BlackSearchBench {
    private static final String SOURCE = "testsrc2=size=1280x720:rate=25,noise=alls=4:allf=t,"
            + "drawbox=enable='between(t,5,5.98)+between(t,12,12.38)':color=black:t=fill";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int BLACK_TIMES = 2;

    private @Nullable Engine engine;
    private @Nullable Path folder;
    private Path clip = Path.of("clip.mkv");

    @Setup
    public void render() throws IOException, InterruptedException {
        Path made = Files.createTempDirectory("exstream-black-bench");
        folder = made;
        clip = made.resolve("clip.mkv");
        engine = LiveEngine.start(EngineOptions.defaults(made.resolve("cache"), Instant.EPOCH));
        ffmpeg(List.of(
                "-f",
                "lavfi",
                "-i",
                SOURCE,
                "-f",
                "lavfi",
                "-i",
                "sine",
                "-t",
                "20",
                "-c:v",
                "libx264",
                "-preset",
                "veryfast",
                "-b:v",
                "3M",
                "-bf",
                "3",
                "-g",
                "250",
                "-c:a",
                "aac",
                clip.toString()));
    }

    @TearDown
    public void discard() throws IOException {
        if (engine != null) {
            engine.close();
        }
        if (folder != null) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static String ffmpeg(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(FfmpegProgram.locate("ffmpeg")
                .orElseThrow(() -> new IllegalStateException("this bench needs an ffmpeg that runs: see the README"))
                .toString());
        command.addAll(List.of("-hide_banner", "-nostdin", "-nostats", "-y"));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException("ffmpeg failed: " + said);
        }
        return said;
    }

    /** One operation: the clip from beginning to end, on one thread. */
    @Benchmark
    public int search() {
        if (engine == null) {
            return 0;
        }
        int found = engine.blacks(BlackScan.of(new MediaSource.File(clip), PATIENCE))
                .spans()
                .size();
        if (found != BLACK_TIMES) {
            throw new IllegalStateException("black " + found + " times");
        }
        return found;
    }

    /** One operation: the same by a process with one decoding thread; its start, some 40 ms, is part of it. */
    @Benchmark
    public int blackdetect() throws IOException, InterruptedException {
        String said = ffmpeg(
                List.of("-threads", "1", "-i", clip.toString(), "-an", "-vf", "blackdetect=d=0.2", "-f", "null", "-"));
        int found = said.split("black_start", -1).length - 1;
        if (found != BLACK_TIMES) {
            throw new IllegalStateException("black " + found + " times: " + said);
        }
        return found;
    }
}
