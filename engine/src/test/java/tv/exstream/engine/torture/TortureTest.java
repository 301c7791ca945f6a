package tv.exstream.engine.torture;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.engine.Engine;
import tv.exstream.engine.EngineOptions;
import tv.exstream.engine.FrameRate;
import tv.exstream.engine.MediaSource;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.TranscodeJob;
import tv.exstream.engine.TranscodeReport;
import tv.exstream.engine.TsFigures;
import tv.exstream.engine.TsInspector;
import tv.exstream.engine.channel.LiveEngine;
import tv.exstream.engine.time.Timeline;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Items of every kind one after the other. {@code -Dtorture.items=200} takes more than the usual cut, {@code -Dtorture.keep=DIR}
 * keeps the streams for other judges. {@link TortureOnAir} is the same in real time.
 */
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class TortureTest {
    static final int ITEMS = Integer.getInteger("torture.items", 60);
    private static final long START_TICKS = 10 * Timeline.RATE;
    private static final double HALF_AUDIO_FRAME_MILLIS = 1024 * 1000 / 48_000.0 / 2;
    private static final OutputProfile SOURCE_RATES = OutputProfile.DEFAULT.withSize(320, 180);
    static final OutputProfile STEADY = SOURCE_RATES.withFrameRate(FrameRate.parse("25"));

    @TempDir
    Path folder;

    private record Result(TranscodeReport report, TsInspector ts, TsFigures figures) {}

    private Result air(String name, OutputProfile profile) throws IOException {
        List<MediaSource> inputs = TortureClips.items(ITEMS).stream()
                .map(f -> (MediaSource) new MediaSource.File(f))
                .toList();
        Path file =
                Path.of(System.getProperty("torture.keep", folder.toString())).resolve(name + ".ts");
        TranscodeReport report;
        try (Engine engine = LiveEngine.start(EngineOptions.defaults(folder, Instant.EPOCH));
                FileChannel out = FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            report = engine.transcode(
                    new TranscodeJob(inputs, profile, Duration.ZERO, Optional.empty(), false, out, p -> {}));
        }
        Files.write(file.resolveSibling(name + ".items"), schedule(report));
        TsInspector ts = TsInspector.of(Files.readAllBytes(file));
        return new Result(report, ts, TsFigures.of(ts));
    }

    /** For whoever looks at what was kept: start, length, source and how it was made, ticks. */
    private static List<String> schedule(TranscodeReport report) {
        List<String> lines = new ArrayList<>();
        Duration at = Duration.ZERO;
        for (TranscodeReport.Input input : report.inputs()) {
            Duration length = input.probe().duration().orElseThrow();
            lines.add((START_TICKS + Timeline.ticks(at)) + " " + Timeline.ticks(length) + " "
                    + input.probe().source() + " "
                    + input.decisions().stream()
                            .map(d -> d.copy() ? "copy" : "transcode")
                            .toList());
            at = at.plus(length);
        }
        return lines;
    }

    private static void isClean(Result result) {
        TsFigures figures = result.figures;
        assertThat(result.report.counters().violations())
                .as("invariants at the splicer's exit")
                .isZero();
        assertThat(figures.dtsBackward()).as("%s", figures).isZero();
        assertThat(figures.dtsRepeat()).as("%s", figures).isZero();
        assertThat(figures.ptsBeforeDts()).as("%s", figures).isZero();
        assertThat(figures.ptsRepeat()).as("%s", figures).isZero();
        assertThat(figures.continuity()).as("%s", figures).isZero();
        assertThat(figures.audioGapMillis()).as("%s", figures).isLessThanOrEqualTo(HALF_AUDIO_FRAME_MILLIS);
        assertThat(figures.audioOverlapMillis()).as("%s", figures).isLessThanOrEqualTo(HALF_AUDIO_FRAME_MILLIS);
        assertThat(figures.falseKeys()).as("%s", figures).isZero();
        Duration whole = result.report.inputs().stream()
                .map(i -> i.probe().duration().orElseThrow())
                .reduce(Duration.ZERO, Duration::plus);
        assertThat(result.report.played()).isCloseTo(whole, Duration.ofMillis(100));
    }

    /** When an item is to begin, ticks of the timeline. */
    record Start(String item, long ticks) {}

    private static List<String> lateStarts(Result result, long tolerance) {
        List<Start> starts = new ArrayList<>();
        Duration at = Duration.ZERO;
        for (TranscodeReport.Input input : result.report.inputs()) {
            starts.add(new Start(String.valueOf(input.probe().source()), START_TICKS + Timeline.ticks(at)));
            at = at.plus(input.probe().duration().orElseThrow());
        }
        return lateStarts(result.ts, starts, tolerance);
    }

    /** Items whose start on air is further from the schedule than {@code tolerance}, or is no keyframe. */
    static List<String> lateStarts(TsInspector ts, List<Start> starts, long tolerance) {
        return starts.stream()
                .filter(start -> ts.video().stream()
                        .noneMatch(p -> p.idr() && Math.abs(Timeline.diff33(p.pts(), start.ticks())) <= tolerance))
                .map(start -> start.item() + " at " + start.ticks())
                .toList();
    }

    /**
     * @param skewMillis what sound and picture may move against each other from one second to the next
     * @param slotsEarly how much earlier an item may begin, because what is copied before it is that much short
     */
    private static void hasOneGrid(Result result, double skewMillis, int slotsEarly) {
        assertThat(result.figures.videoGapMillis()).as("%s", result.figures).isLessThan(60);
        assertThat(result.figures.skewChangeMillis()).as("%s", result.figures).isLessThan(skewMillis);
        long slot = 90_000 / 25;
        assertThat(result.ts.video().stream().filter(p -> p.pts() % slot != 0)).isEmpty();
        assertThat(lateStarts(result, slotsEarly * slot + slot / 2 + 1)).isEmpty();
    }

    @Test
    void transcodesItemsOfAnyKindOntoOneGrid() throws IOException {
        Result result = air("transcoding", STEADY.transcodingAll());
        isClean(result);
        hasOneGrid(result, 40, 0);
    }

    @Test
    void copiesWhatFitsTheGridAndTranscodesTheRest() throws IOException {
        Result result = air("steady", STEADY);
        assertThat(result.report.inputs().stream()
                        .filter(i -> i.decisions().getFirst().copy()))
                .as("copied pictures")
                .hasSizeGreaterThan(ITEMS / 10);
        isClean(result);
        hasOneGrid(result, 60, 1); // copied pictures are delivered in another order, copied sound in frames of its own
    }

    @Test
    void everySourceMayKeepItsOwnRate() throws IOException {
        Result result = air("sources", SOURCE_RATES);
        isClean(result);
        assertThat(result.figures.videoGapMillis()).as("%s", result.figures).isLessThan(600); // some sources have holes
        assertThat(lateStarts(result, 9_000)).isEmpty();
    }
}
