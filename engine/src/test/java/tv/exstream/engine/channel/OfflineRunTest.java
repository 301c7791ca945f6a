package tv.exstream.engine.channel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.engine.Clips;
import tv.exstream.engine.Engine;
import tv.exstream.engine.EngineException;
import tv.exstream.engine.EngineException.Kind;
import tv.exstream.engine.EngineOptions;
import tv.exstream.engine.MediaSource;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.PesUnit;
import tv.exstream.engine.TranscodeJob;
import tv.exstream.engine.TranscodeReport;
import tv.exstream.engine.TsFigures;
import tv.exstream.engine.TsInspector;
import tv.exstream.engine.TsOptions;
import tv.exstream.engine.observe.NativeLedger;
import tv.exstream.engine.time.Timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class OfflineRunTest {
    private static final OutputProfile SMALL = OutputProfile.DEFAULT.withSize(320, 180);
    private static final double HALF_AUDIO_FRAME_MILLIS = 1024 * 1000 / 48_000.0 / 2;
    /** Where the timeline of an offline run starts. */
    private static final long START_TICKS = 10 * Timeline.RATE;

    @TempDir
    Path folder;

    private record Result(TranscodeReport report, TsInspector ts, TsFigures figures) {}

    private Result splice(List<MediaSource> inputs, OutputProfile profile, Duration at, Optional<Duration> duration)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Engine engine = LiveEngine.start(EngineOptions.defaults(folder, Instant.EPOCH));
                WritableByteChannel out = Channels.newChannel(bytes)) {
            TranscodeReport report =
                    engine.transcode(new TranscodeJob(inputs, profile, at, duration, false, out, p -> {}));
            TsInspector ts = TsInspector.of(bytes.toByteArray());
            return new Result(report, ts, TsFigures.of(ts));
        }
    }

    private Result splice(List<Path> files) throws IOException {
        return splice(
                files.stream().map(f -> (MediaSource) new MediaSource.File(f)).toList(),
                SMALL,
                Duration.ZERO,
                Optional.empty());
    }

    private static void isClean(TsFigures figures, double videoGapMillis) {
        assertThat(figures.sync()).as("%s", figures).isZero();
        assertThat(figures.continuity()).as("%s", figures).isZero();
        assertThat(figures.crc()).as("%s", figures).isZero();
        assertThat(figures.pcrJumps()).as("%s", figures).isZero();
        assertThat(figures.dtsBackward()).as("%s", figures).isZero();
        assertThat(figures.dtsRepeat()).as("%s", figures).isZero();
        assertThat(figures.ptsRepeat()).as("%s", figures).isZero();
        assertThat(figures.ptsBeforeDts()).as("%s", figures).isZero();
        assertThat(figures.pcrMillis()).as("%s", figures).isLessThanOrEqualTo(40);
        assertThat(figures.patMillis()).as("%s", figures).isLessThan(150);
        assertThat(figures.pmtMillis()).as("%s", figures).isLessThan(150);
        assertThat(figures.videoGapMillis()).as("%s", figures).isLessThanOrEqualTo(videoGapMillis);
        assertThat(figures.audioGapMillis()).as("%s", figures).isLessThanOrEqualTo(HALF_AUDIO_FRAME_MILLIS);
        assertThat(figures.audioOverlapMillis()).as("%s", figures).isLessThanOrEqualTo(HALF_AUDIO_FRAME_MILLIS);
        assertThat(figures.falseKeys()).as("%s", figures).isZero();
    }

    /** The first picture of every input lies within a frame of where that input starts, and is a keyframe. */
    private static void startsEachInputWithAKeyframe(Result result) {
        long at = START_TICKS;
        for (TranscodeReport.Input input : result.report.inputs()) {
            long start = at;
            PesUnit first = result.ts.video().stream()
                    .filter(p -> p.pts() >= start - 900)
                    .findFirst()
                    .orElseThrow();
            assertThat(first.pts()).as(input.probe().source()).isBetween(start - 900, start + 9_000);
            assertThat(first.randomAccess() && first.idr())
                    .as("%s at %s", input.probe().source(), first)
                    .isTrue();
            at += Timeline.ticks(input.probe().duration().orElseThrow());
        }
    }

    @Test
    void splicesMixedInputsWithoutASeam() throws IOException {
        List<Path> files = new ArrayList<>(List.of(
                Clips.copied(3),
                Clips.vp9Opus(),
                Clips.ac3Surround(),
                Clips.interlaced(),
                Clips.soundOnly(),
                Clips.pictureOnly(3),
                Clips.shortSound(3, 1),
                Clips.openGop(),
                Clips.variableRate(),
                Clips.oddSize(),
                Clips.allIntra(3),
                Clips.copied(3)));

        Result result = splice(files);

        isClean(result.figures, 130);
        assertThat(result.figures.skewChangeMillis()).as("%s", result.figures).isLessThan(40);
        startsEachInputWithAKeyframe(result);
        Duration whole = result.report.inputs().stream()
                .map(i -> i.probe().duration().orElseThrow())
                .reduce(Duration.ZERO, Duration::plus);
        assertThat(result.report.played()).isCloseTo(whole, Duration.ofMillis(50));
        PesUnit last = result.ts.video().getLast();
        PesUnit lastSound = result.ts.audio().getLast();
        assertThat(last.pts() - START_TICKS).isCloseTo(Timeline.ticks(whole), within(9_000L));
        assertThat(lastSound.pts() - START_TICKS).isCloseTo(Timeline.ticks(whole), within(9_000L));
    }

    @Test
    void copiesWhatFitsAndTranscodesOnlyWhatDoesNot() throws IOException {
        Result result = splice(List.of(Clips.copied(3), Clips.ac3Surround()));

        assertThat(result.report.inputs().get(0).decisions()).allMatch(d -> d.copy());
        assertThat(result.report.inputs().get(1).decisions())
                .extracting(d -> d.codec() + " " + d.copy())
                .containsExactly("h264 true", "ac3 false");
        isClean(result.figures, 130);
        startsEachInputWithAKeyframe(result);
    }

    @Test
    void startsAtThePositionAskedForAndStopsInTime() throws IOException {
        MediaSource file = new MediaSource.File(Clips.copied(6));

        Result copied = splice(List.of(file), SMALL, Duration.ofMillis(1_500), Optional.of(Duration.ofSeconds(3)));
        Result encoded = splice(
                List.of(file), SMALL.transcodingAll(), Duration.ofMillis(1_500), Optional.of(Duration.ofSeconds(3)));

        for (Result result : List.of(copied, encoded)) {
            isClean(result.figures, 90);
            assertThat(result.report.played()).isCloseTo(Duration.ofSeconds(3), Duration.ofMillis(50));
            assertThat(result.ts.video().getFirst().pts()).isCloseTo(START_TICKS, within(4_000L));
            assertThat(result.ts.video().getFirst().idr()).isTrue();
        }
    }

    @Test
    void playsOnInSilenceWhenSoundEndsLongBeforeThePicture() throws IOException {
        Result result = splice(List.of(Clips.shortSound(30, 2), Clips.copied(3)));

        isClean(result.figures, 90);
        assertThat(result.report.played()).isCloseTo(Duration.ofSeconds(33), Duration.ofMillis(50));
        assertThat(result.report.counters().silentFrames()).isGreaterThan(1_000);
        startsEachInputWithAKeyframe(result);
    }

    @Test
    void aSinkThatFailsIsOneClearError() {
        FullDisk full = new FullDisk();
        try (Engine engine = LiveEngine.start(EngineOptions.defaults(folder, Instant.EPOCH))) {
            TranscodeJob job = new TranscodeJob(
                    List.of(new MediaSource.File(Clips.copied(3))),
                    SMALL,
                    Duration.ZERO,
                    Optional.empty(),
                    false,
                    full,
                    p -> {});
            assertThatThrownBy(() -> engine.transcode(job))
                    .isInstanceOf(EngineException.class)
                    .hasMessageStartingWith("cannot write the output:")
                    .hasMessageContaining("No space left on device");
            assertThat(full.writes).isEqualTo(1);
        }
        assertThat(NativeLedger.live()).isEmpty();
    }

    private static final class FullDisk implements WritableByteChannel {
        private int writes;

        @Override
        public int write(ByteBuffer src) throws IOException {
            writes++;
            throw new IOException("No space left on device");
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }

    @Test
    void aProfileTheEncoderRefusesIsOneClearErrorAndLeaksNothing() {
        OutputProfile d = SMALL.transcodingAll();
        OutputProfile broken = new OutputProfile(
                "broken",
                320,
                180,
                320,
                180,
                60,
                25,
                500,
                "warp",
                2,
                128,
                48_000,
                2,
                d.copyVideo(),
                d.copyAudio(),
                Optional.empty());
        assertThatThrownBy(() ->
                        splice(List.of(new MediaSource.File(Clips.copied(3))), broken, Duration.ZERO, Optional.empty()))
                .isInstanceOf(EngineException.class);
        assertThat(NativeLedger.live()).isEmpty();
    }

    @Test
    void anInputWithoutEndMustBeLast() {
        MediaSource endless = new MediaSource.Synthetic("testsrc2=size=320x180:rate=25", "sine=frequency=440");
        assertThatThrownBy(() -> splice(
                        List.of(endless, new MediaSource.File(Clips.copied(3))),
                        SMALL,
                        Duration.ZERO,
                        Optional.empty()))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNSUPPORTED))
                .hasMessageContaining("put it last");
    }

    @Test
    void rendersASyntheticSourceForAsLongAsAsked() throws IOException {
        MediaSource endless = new MediaSource.Synthetic("testsrc2=size=320x180:rate=25", "sine=frequency=440");

        Result result = splice(List.of(endless), SMALL, Duration.ZERO, Optional.of(Duration.ofSeconds(4)));

        isClean(result.figures, 45);
        assertThat(result.report.played()).isCloseTo(Duration.ofSeconds(4), Duration.ofMillis(50));
        assertThat(result.figures.keyframes()).isBetween(2, 3);
    }

    @Test
    void holdsAConstantBitRateWhenAskedTo() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Engine engine = LiveEngine.start(EngineOptions.defaults(folder, Instant.EPOCH));
                WritableByteChannel out = Channels.newChannel(bytes)) {
            TranscodeReport unused = engine.transcode(new TranscodeJob(
                    List.of(new MediaSource.File(Clips.copied(3)), new MediaSource.File(Clips.soundOnly())),
                    Optional.empty(),
                    SMALL,
                    Duration.ZERO,
                    Optional.empty(),
                    false,
                    new TsOptions("EXStreamTV", 5_000, false),
                    out,
                    p -> {}));
        }
        TsInspector ts = TsInspector.of(bytes.toByteArray());
        isClean(TsFigures.of(ts), 90);
        TsInspector.Pcr first = ts.pcrs().getFirst();
        for (TsInspector.Pcr pcr : ts.pcrs()) {
            long bits = (pcr.packet() - first.packet()) * 188L * 8;
            assertThat(pcr.ticks27M() - first.ticks27M()).isCloseTo(bits * 27_000 / 5_000, within(1L));
        }
    }

    @Test
    void keepsPaceWhenAskedTo() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Engine engine = LiveEngine.start(EngineOptions.defaults(folder, Instant.EPOCH));
                WritableByteChannel out = Channels.newChannel(bytes)) {
            TranscodeReport report = engine.transcode(new TranscodeJob(
                    List.of(new MediaSource.File(Clips.copied(3))),
                    SMALL,
                    Duration.ZERO,
                    Optional.of(Duration.ofSeconds(2)),
                    true,
                    out,
                    p -> {}));
            assertThat(report.wall()).isBetween(Duration.ofMillis(1_500), Duration.ofMillis(4_000));
        }
    }
}
