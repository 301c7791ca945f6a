package tv.exstream.bench.system;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.google.errorprone.annotations.FormatMethod;

import tv.exstream.bench.Arguments;
import tv.exstream.bench.Machine;
import tv.exstream.bench.ResultFiles;

/** Many copying channels in one engine process, in cycles, and then {@code ffmpeg -re -c copy} processes on the same file. */
final class ChannelsBench {
    static final List<String> OPTIONS = List.of(
            "--channels",
            "--cycles",
            "--seconds",
            "--item-seconds",
            "--stagger-ms",
            "--minutes",
            "--clip",
            "--ffmpeg",
            "--options",
            "--out");

    private static final double MIB = 1 << 20;
    private static final Duration FFMPEG_SETTLE = Duration.ofSeconds(5);
    private static final double MAX_SHARE = 0.5;
    private static final double MIN_REAL_TIME = 0.99;
    private static final double MAX_MIB_PER_CHANNEL = 4;
    /** Wake-ups of the shared threads cost some bytes each, packets none. */
    private static final double MAX_AIR_BYTES = 8;

    private static final double MAX_GROWTH = 1.02;
    /** The engine's timer and the reader of slates start with the first channel. */
    private static final double MAX_MORE_THREADS = 2;

    private final Arguments arguments;
    private final int channels;
    private final int cycles;
    private final Duration watch;
    private final EngineProcess process;
    private final PrintStream out;

    ChannelsBench(Arguments arguments, PrintStream out) {
        this.arguments = arguments;
        this.out = out;
        channels = arguments.number("--channels", 200, 1, 999);
        cycles = arguments.number("--cycles", 3, 1, 100);
        watch = Duration.ofSeconds(arguments.number("--seconds", 60, 6, 86_400));
        process = EngineProcess.with(arguments.value("--options"));
    }

    /** @return true when all targets are met */
    boolean run(ResultFiles files) throws IOException, InterruptedException {
        Map<String, Object> machine = new LinkedHashMap<>(Machine.describe());
        machine.put("engineJvmOptions", process.jvmOptions());
        machine.put("engineEnvironment", LauncherEnvironment.VARIABLES);
        Map<String, Object> results = new LinkedHashMap<>();
        boolean met;
        try (Material material =
                Material.make(arguments.value("--clip").map(Path::of), arguments.number("--minutes", 0, 0, 180), out)) {
            machine.put("clip", material.clip().getFileName().toString());
            machine.put("clipSeconds", material.length().toSeconds());
            ChannelsLoad.Result result = engine(material);
            results.put("engine", result);
            int processes = arguments.number("--ffmpeg", Math.min(channels, 50), 0, 999);
            report(result);
            if (processes > 0 && material.ffmpeg().isPresent()) {
                FfmpegFleet.Cost theirs = ffmpeg(material.ffmpeg().get(), material.clip(), processes);
                results.put("ffmpeg", theirs);
                compare(result.cycles().getLast(), theirs);
            } else {
                out.println("no ffmpeg processes beside it");
            }
            List<Target> targets = targets(result);
            results.put("targets", targets);
            met = Target.print(targets, out);
        }
        ResultFiles.write(files.results(), results);
        ResultFiles.write(files.machine(), machine);
        out.println("kept in " + files.results());
        return met;
    }

    private ChannelsLoad.Result engine(Material material) throws IOException, InterruptedException {
        long item = Math.min(material.length().toSeconds(), arguments.number("--item-seconds", 86_400, 2, 86_400));
        int stagger = arguments.number("--stagger-ms", 10, 0, 10_000);
        List<String> values = List.of(
                material.clip().toString(),
                Long.toString(item),
                Integer.toString(channels),
                Integer.toString(cycles),
                Long.toString(watch.toSeconds()),
                Integer.toString(stagger),
                material.cache().toString());
        Duration limit = Duration.ofMinutes(1)
                .plus(watch.plusSeconds(90)
                        .plusMillis((stagger + 100L) * channels)
                        .multipliedBy(cycles));
        return process.run(ChannelsLoad.class, values, ChannelsLoad.RESULT, ChannelsLoad.Result.class, limit);
    }

    private FfmpegFleet.Cost ffmpeg(Path program, Path clip, int count) throws IOException, InterruptedException {
        Duration span = watch.compareTo(Duration.ofSeconds(60)) < 0 ? watch : Duration.ofSeconds(60);
        out.printf("%n%d processes of ffmpeg -re -c copy, %d s%n", count, span.toSeconds());
        try (FfmpegFleet fleet = FfmpegFleet.start(program, clip, count)) {
            Thread.sleep(FFMPEG_SETTLE.toMillis());
            return fleet.measure(span);
        }
    }

    private void report(ChannelsLoad.Result result) {
        line(
                "%nidle: RSS %.1f MiB, %d threads",
                result.idle().rss() / MIB, result.idle().threads());
        int number = 0;
        for (Cycle c : result.cycles()) {
            List<Double> tuneIn = c.tuneInMillis();
            line(
                    "cycle %d: %d of %d delivered, first keyframe p50 %.0f ms, p99 %.0f ms, max %.0f ms",
                    ++number,
                    c.delivered(),
                    c.channels(),
                    Percentiles.of(tuneIn, 50),
                    Percentiles.of(tuneIn, 99),
                    Percentiles.of(tuneIn, 100));
            line(
                    "  real time slowest %.4f, median %.4f; longest gap %.0f ms; %d packets, %d seams",
                    c.slowestRealTime(), c.medianRealTime(), c.longestGapMillis(), c.packets(), c.seams());
            line(
                    "  on slate %d ms, source failures %d, underruns %d, viewer drops %d, furthest behind the clock %d ms",
                    c.slateMillis(), c.sourceFailures(), c.underruns(), c.drops(), c.lateMaxMillis());
            line(
                    "  %.3f cores, of which the bench's own watching %.3f; %d threads; heap allocated a packet: %.1f B on air, %.1f B at"
                            + " the sources",
                    c.cores(),
                    c.watchingCores(),
                    c.steady().threads(),
                    c.airBytesPerPacket(),
                    c.sourceBytesPerPacket());
            line(
                    "  RSS %.1f MiB: %.2f a channel, %.2f more a channel than idle; PSS %.2f a channel; heap %.1f MiB, direct %.1f MiB",
                    c.steady().rss() / MIB,
                    perChannel(c.steady().rss()),
                    perChannel(c.steady().rss() - result.idle().rss()),
                    perChannel(c.steady().pss()),
                    c.steady().heap() / MIB,
                    c.steady().direct() / MIB);
            line(
                    "  stopped: RSS %.1f MiB, heap %.1f MiB, direct %.1f MiB, %d threads, %d files, left over %s",
                    c.after().rss() / MIB,
                    c.after().heap() / MIB,
                    c.after().direct() / MIB,
                    c.after().threads(),
                    c.after().files(),
                    c.leftOver());
        }
    }

    private void compare(Cycle ours, FfmpegFleet.Cost theirs) {
        double coresEach = theirs.cores() / theirs.processes();
        line("%-28s %12s %12s %8s", "a channel", "engine", "ffmpeg", "ratio");
        row("millicores", 1000 * ours.cores() / channels, 1000 * coresEach);
        row("RSS, MiB", perChannel(ours.steady().rss()), theirs.rss() / MIB / theirs.processes());
        row("PSS, MiB", perChannel(ours.steady().pss()), theirs.pss() / MIB / theirs.processes());
        row("slowest real-time factor", ours.slowestRealTime(), theirs.slowestRealTime());
        line("");
    }

    private void row(String what, double ours, double theirs) {
        line("%-28s %12.3f %12.3f %8.3f", what, ours, theirs, ours / theirs);
    }

    private List<Target> targets(ChannelsLoad.Result result) {
        List<Target> targets = new ArrayList<>();
        int processors = Runtime.getRuntime().availableProcessors();
        Cycle first = result.cycles().getFirst();
        int number = 0;
        for (Cycle c : result.cycles()) {
            String in = "cycle " + ++number + ": ";
            targets.add(Target.atLeast(in + "channels that deliver", c.delivered(), channels, ""));
            targets.add(
                    Target.atLeast(in + "slowest channel's real-time factor", c.slowestRealTime(), MIN_REAL_TIME, ""));
            targets.add(Target.atMost(in + "continuity errors", 1.0 * c.continuityErrors(), 0, ""));
            targets.add(Target.atMost(
                    in + "sync or transport errors, PCR jumps", 1.0 * (c.syncErrors() + c.pcrJumps()), 0, ""));
            targets.add(Target.atMost(in + "share of the machine", c.cores() / processors, MAX_SHARE, ""));
            targets.add(Target.atMost(
                    in + "resident memory a channel, all included",
                    known(perChannel(c.steady().rss())),
                    MAX_MIB_PER_CHANNEL,
                    "MiB"));
            targets.add(Target.atMost(
                    in + "heap allocated on air for each packet", c.airBytesPerPacket(), MAX_AIR_BYTES, "B"));
            targets.add(Target.atMost(in + "growth while watched", known(c.growth()), MAX_GROWTH, ""));
            targets.add(Target.atMost(in + "native handles left over", handles(c), 0, ""));
            targets.add(Target.atMost(
                    in + "threads more than before",
                    c.after().threads() - result.idle().threads(),
                    MAX_MORE_THREADS,
                    ""));
            targets.add(Target.atMost(
                    in + "files more than before",
                    c.after().files() - result.idle().files(),
                    0,
                    ""));
        }
        if (result.cycles().size() > 1) {
            Cycle last = result.cycles().getLast();
            targets.add(Target.atMost(
                    "heap after the last stop by that after the first",
                    1.0 * last.after().heap() / first.after().heap(),
                    1.1,
                    ""));
            targets.add(Target.atMost(
                    "resident in the last cycle by that in the first",
                    known(1.0 * last.steady().rss() / first.steady().rss()),
                    1.05,
                    ""));
        }
        return targets;
    }

    private static double handles(Cycle c) {
        return c.leftOver().values().stream().mapToLong(Math::abs).sum();
    }

    /** Zero is how the system's silence reads. */
    private static double known(double value) {
        return value > 0 ? value : Double.NaN;
    }

    private double perChannel(long bytes) {
        return bytes / MIB / channels;
    }

    @FormatMethod
    private void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
