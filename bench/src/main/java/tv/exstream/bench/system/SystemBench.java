package tv.exstream.bench.system;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;

import tv.exstream.bench.Arguments;
import tv.exstream.bench.Clip;
import tv.exstream.bench.Machine;
import tv.exstream.bench.ResultFiles;
import tv.exstream.engine.Engine;
import tv.exstream.engine.EngineOptions;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.channel.LiveEngine;
import tv.exstream.natives.FfmpegProgram;

/**
 * Many copying channels in one engine process, watched, and then as many {@code ffmpeg -re -c copy} processes on the same
 * file: what each costs in processor time and memory. Both sides are measured over the same span after they have settled.
 */
public final class SystemBench {
    private static final String USAGE = """
            usage: java -jar exstreamtv-bench.jar system [options]

              --channels N    how many (default 50)
              --seconds S     span to measure (default 30)
              --options FILE  JVM options of the engine's process
                              (default: cli/target/launcher/jvm.options, what the launcher uses)
              --out DIR       where results are kept (default: bench/target/results)
            """;
    private static final Duration CLIP = Duration.ofSeconds(40);
    private static final Duration FFMPEG_SETTLE = Duration.ofSeconds(5);

    private final int channels;
    private final Duration span;
    private final List<String> jvmOptions;
    private final PrintStream out;

    private SystemBench(int channels, Duration span, List<String> jvmOptions, PrintStream out) {
        this.channels = channels;
        this.span = span;
        this.jvmOptions = jvmOptions;
        this.out = out;
    }

    /** @return 0 done, 1 failed, 2 wrong usage */
    public static int run(List<String> arguments, PrintStream out, PrintStream err)
            throws IOException, InterruptedException {
        Arguments parsed;
        SystemBench bench;
        try {
            parsed = Arguments.parse(
                    arguments, List.of("--channels", "--seconds", "--options", "--out"), List.of("--help"));
            bench = new SystemBench(
                    parsed.number("--channels", 50, 1, 1000),
                    Duration.ofSeconds(parsed.number("--seconds", 30, 5, 3600)),
                    jvmOptions(parsed.value("--options")),
                    out);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            err.print(USAGE);
            return 2;
        }
        if (parsed.has("--help")) {
            out.print(USAGE);
            return 0;
        }
        Path folder = parsed.value("--out").map(Path::of).orElseGet(ResultFiles::defaultFolder);
        try {
            return bench.runAll(ResultFiles.create(folder, "system-" + bench.channels));
        } catch (IllegalStateException e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    private int runAll(ResultFiles files) throws IOException, InterruptedException {
        Path work = Files.createTempDirectory("exstream-system-bench");
        try {
            Path clip = work.resolve("clip.ts");
            out.println("rendering a clip of " + CLIP.toSeconds() + " s");
            try (Engine engine = LiveEngine.start(EngineOptions.defaults(work.resolve("cache"), Instant.now()))) {
                Clip.render(engine, clip, CLIP, OutputProfile.DEFAULT);
            }
            Optional<Path> ffmpeg = FfmpegProgram.locate("ffmpeg");
            if (ffmpeg.isPresent()) {
                clip = asMp4(ffmpeg.get(), clip);
            }
            out.printf("%d channels in one engine, %d s%n", channels, span.toSeconds());
            Comparison comparison = engine(clip, work.resolve("cache"));
            if (ffmpeg.isPresent()) {
                out.printf("%d processes of %s, %d s%n", channels, ffmpeg.get().getFileName(), span.toSeconds());
                comparison = comparison.with(ffmpeg(ffmpeg.get(), clip));
            } else {
                out.println("no ffmpeg program runs here: nothing to compare with");
            }
            comparison.print(out);
            Map<String, Object> machine = new LinkedHashMap<>(Machine.describe());
            machine.put("clip", clip.getFileName().toString());
            machine.put("clipBytes", Files.size(clip));
            machine.put("clipSeconds", CLIP.toSeconds());
            ResultFiles.write(files.results(), comparison);
            ResultFiles.write(files.machine(), machine);
            out.println("kept in " + files.results());
            return 0;
        } finally {
            delete(work);
        }
    }

    // what libraries are made of; a transport stream would have to be searched for its length
    private static Path asMp4(Path ffmpeg, Path clip) throws IOException {
        Path mp4 = clip.resolveSibling("clip.mp4");
        List<String> command = List.of(
                ffmpeg.toString(), "-loglevel", "fatal", "-i", clip.toString(), "-c", "copy", "-y", mp4.toString());
        try (Child child = Child.start(command)) {
            child.awaitEnd(Duration.ofMinutes(1));
        }
        return mp4;
    }

    private Comparison engine(Path clip, Path cache) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), EngineLoad.class.getName()));
        command.addAll(List.of(clip.toString(), "" + channels, "" + span.toSeconds(), cache.toString()));
        // a child dies with us by its closed input; limits cover starting and tuning in as well
        try (Child child = Child.start(command)) {
            List<ProcessHandle> handle = List.of(child.handle());
            child.await(EngineLoad.STEADY, Duration.ofMinutes(2).plus(Duration.ofMillis(200L * channels)));
            Duration cpuBefore = ProcessMeter.cpu(handle);
            long begun = System.nanoTime();
            String figures = child.await(EngineLoad.FIGURES, span.plusSeconds(60));
            Duration wall = Duration.ofNanos(System.nanoTime() - begun);
            Load cost = Load.since(cpuBefore, wall, channels, handle, 0);
            EngineFigures parsed = new ObjectMapper().readValue(figures, EngineFigures.class);
            return new Comparison(cost.withRealTimeFactor(parsed.slowestRealTime()), parsed, Optional.empty());
        }
    }

    private Load ffmpeg(Path program, Path clip) throws IOException, InterruptedException {
        try (FfmpegFleet fleet = FfmpegFleet.start(program, clip, channels)) {
            Thread.sleep(FFMPEG_SETTLE.toMillis());
            return fleet.measure(span);
        }
    }

    private static List<String> jvmOptions(Optional<String> given) {
        Path file = given.map(Path::of).orElse(Path.of("cli", "target", "launcher", "jvm.options"));
        if (Files.isReadable(file)) {
            return List.of("@" + file);
        }
        if (given.isPresent()) {
            throw new IllegalArgumentException("--options " + file + " cannot be read");
        }
        return List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-Xms16m",
                "-Xmx512m");
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }
}
