package tv.exstream.bench.system;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.google.errorprone.annotations.FormatMethod;

/**
 * Both sides next to each other.
 *
 * @param ffmpegLoad empty when no ffmpeg runs on this machine
 */
record Comparison(
        Load engine, EngineFigures figures, @JsonIgnore Optional<Load> ffmpegLoad) {
    Comparison with(Load ffmpeg) {
        return new Comparison(engine, figures, Optional.of(ffmpeg));
    }

    /** One entry, or none: how JSON says "not measured". */
    @JsonProperty
    List<Load> ffmpeg() {
        return ffmpegLoad.stream().toList();
    }

    /** Ours divided by ffmpeg's; below 1 is cheaper. Empty without an ffmpeg, memory left out where it is not told. */
    @JsonProperty
    Map<String, Double> ratios() {
        Map<String, Double> ratios = new TreeMap<>();
        ffmpegLoad.ifPresent(theirs -> {
            ratios.put("cpu", engine.cores() / theirs.cores());
            if (engine.pssBytes() > 0 && theirs.pssBytes() > 0) {
                ratios.put("pss", 1.0 * engine.pssBytes() / theirs.pssBytes());
                ratios.put("rss", 1.0 * engine.rssBytes() / theirs.rssBytes());
            }
        });
        return ratios;
    }

    void print(PrintStream out) {
        line(out, "%n%-28s %12s %12s %8s", "", "engine", "ffmpeg", "ratio");
        row(out, "CPU, cores", engine.cores(), ffmpegLoad.map(Load::cores), "cpu");
        row(out, "PSS a channel, MiB", engine.pssMiBPerChannel(), ffmpegLoad.map(Load::pssMiBPerChannel), "pss");
        row(out, "RSS a channel, MiB", engine.rssMiBPerChannel(), ffmpegLoad.map(Load::rssMiBPerChannel), "rss");
        row(out, "slowest real-time factor", engine.realTimeFactor(), ffmpegLoad.map(Load::realTimeFactor), "");
        tuneIn(out, "cold tune-in", figures.coldMillis());
        tuneIn(out, "warm tune-in", figures.warmMillis());
        line(
                out,
                "on slate %d ms, source failures %d, underruns %d, latest %d ms, viewer drops %d%n",
                figures.slateMillis(),
                figures.sourceFailures(),
                figures.underruns(),
                figures.lateMaxMillis(),
                figures.drops());
    }

    private void row(PrintStream out, String what, double ours, Optional<Double> theirs, String ratio) {
        line(
                out,
                "%-28s %12.3f %12s %8s",
                what,
                ours,
                theirs.map(t -> String.format(Locale.ROOT, "%.3f", t)).orElse("-"),
                Optional.ofNullable(ratios().get(ratio))
                        .map(r -> String.format(Locale.ROOT, "%.2f", r))
                        .orElse(""));
    }

    private static void tuneIn(PrintStream out, String what, List<Double> sortedMillis) {
        line(
                out,
                "%-28s median %.1f ms, max %.1f ms of %d",
                what,
                sortedMillis.get(sortedMillis.size() / 2),
                sortedMillis.getLast(),
                sortedMillis.size());
    }

    @FormatMethod
    private static void line(PrintStream out, String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
