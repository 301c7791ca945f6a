package tv.exstream.bench.system;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import tv.exstream.bench.Arguments;
import tv.exstream.bench.Machine;
import tv.exstream.bench.ResultFiles;

/** How long a viewer waits for the first keyframe while other channels run, beside what a new {@code ffmpeg} process takes. */
final class TuneInBench {
    static final List<String> OPTIONS = List.of("--channels", "--samples", "--minutes", "--clip", "--options", "--out");

    private final Arguments arguments;
    private final int channels;
    private final int samples;
    private final EngineProcess process;
    private final PrintStream out;

    TuneInBench(Arguments arguments, PrintStream out) {
        this.arguments = arguments;
        this.out = out;
        channels = arguments.number("--channels", 20, 1, 900);
        samples = arguments.number("--samples", 200, 20, 10_000);
        process = EngineProcess.with(arguments.value("--options"));
    }

    /** @return true when all targets are met */
    boolean run(ResultFiles files) throws IOException, InterruptedException {
        Map<String, Object> machine = new LinkedHashMap<>(Machine.describe());
        machine.put("engineJvmOptions", process.jvmOptions());
        TuneInLoad.Result result;
        try (Material material =
                Material.make(arguments.value("--clip").map(Path::of), arguments.number("--minutes", 0, 0, 180), out)) {
            machine.put("clip", material.clip().getFileName().toString());
            machine.put("clipSeconds", material.length().toSeconds());
            List<String> values = List.of(
                    material.clip().toString(),
                    Long.toString(material.length().toSeconds()),
                    Integer.toString(channels),
                    Integer.toString(samples),
                    material.cache().toString(),
                    material.ffmpeg().map(Path::toString).orElse(""));
            result = process.run(
                    TuneInLoad.class,
                    values,
                    TuneInLoad.RESULT,
                    TuneInLoad.Result.class,
                    Duration.ofMinutes(2).plusSeconds(samples * 2L));
        }
        out.printf("%n%d channels run%n", channels);
        row("warm", result.warm());
        row("cold, copying", result.cold());
        row("cold, transcoding to 720p", result.transcoding());
        row("ffmpeg -c copy, process to first byte", result.ffmpeg());
        row("ffmpeg x264 720p, process to first byte", result.ffmpegTranscoding());
        out.println(result.slates() + " of the cold ones began with a slate");
        List<Target> targets = List.of(
                Target.atMost("warm tune-in, median", Percentiles.of(result.warm(), 50), 10, "ms"),
                Target.atMost("warm tune-in, 99 of 100", Percentiles.of(result.warm(), 99), 50, "ms"),
                Target.atMost("cold tune-in, copying, median", Percentiles.of(result.cold(), 50), 40, "ms"),
                Target.atMost(
                        "cold tune-in, transcoding 720p, median", Percentiles.of(result.transcoding(), 50), 200, "ms"),
                Target.atMost("cold tune-ins that began with a slate", result.slates(), 0, ""));
        boolean met = Target.print(targets, out);
        ResultFiles.write(files.results(), Map.of("figures", result, "targets", targets));
        ResultFiles.write(files.machine(), machine);
        out.println("kept in " + files.results());
        return met;
    }

    private void row(String what, List<Double> sorted) {
        out.println(String.format(
                Locale.ROOT,
                "%-40s p50 %8.1f  p90 %8.1f  p99 %8.1f  max %8.1f ms  of %d",
                what,
                Percentiles.of(sorted, 50),
                Percentiles.of(sorted, 90),
                Percentiles.of(sorted, 99),
                Percentiles.of(sorted, 100),
                sorted.size()));
    }
}
