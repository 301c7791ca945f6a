package tv.exstream.engine.analysis;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import tv.exstream.engine.BlackReport;
import tv.exstream.engine.BlackScan;
import tv.exstream.engine.BlackSpan;
import tv.exstream.engine.Clips;
import tv.exstream.engine.Engine;
import tv.exstream.engine.EngineException;
import tv.exstream.engine.EngineOptions;
import tv.exstream.engine.MediaSource;
import tv.exstream.engine.channel.LiveEngine;
import tv.exstream.natives.FfmpegProgram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class BlackSearchTest {
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private final Engine engine = LiveEngine.start(EngineOptions.defaults(Path.of("target", "slates"), Instant.EPOCH));

    @BeforeEach
    void isIdle() {
        assertThat(engine.liveNatives()).isEmpty();
    }

    @AfterEach
    void close() {
        assertThat(engine.liveNatives()).isEmpty();
        engine.close();
    }

    private BlackReport search(Path file) {
        return engine.blacks(BlackScan.of(new MediaSource.File(file), DEADLINE));
    }

    /** Within {@code frames} pictures at either end, wherever between two the clip is cut. */
    private static void isAt(BlackSpan span, double start, double finish, double rate, int frames) {
        double tolerance = (frames + 0.5) / rate;
        assertThat(seconds(span.start())).as(span.toString()).isBetween(start - tolerance, start + tolerance);
        assertThat(seconds(span.finish())).as(span.toString()).isBetween(finish - tolerance, finish + tolerance);
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    /** A way to make such a clip, and the pictures by which the search may be wrong. */
    static Stream<Arguments> kinds() {
        String letterbox = "crop=640:268,pad=640:360:0:46:black," + BlackClips.twice();
        return Stream.of(
                Arguments.of("h264.mp4", "640x360", "25", BlackClips.twice(), BlackClips.X264),
                Arguments.of("film.mkv", "640x360", "24000/1001", BlackClips.twice(), BlackClips.X264 + " -bf 8"),
                Arguments.of("fast.mkv", "320x180", "60", BlackClips.twice(), BlackClips.X264),
                Arguments.of("broadcast.ts", "640x360", "50", BlackClips.twice(), BlackClips.X264),
                Arguments.of("letterbox.mkv", "640x360", "25", letterbox, BlackClips.X264),
                Arguments.of(
                        "full.mkv",
                        "640x360",
                        "25",
                        BlackClips.twice() + ",scale=out_range=full",
                        BlackClips.X264 + " -color_range pc"),
                Arguments.of("ten.mkv", "640x360", "25", BlackClips.twice(), BlackClips.X264 + " -pix_fmt yuv420p10le"),
                Arguments.of(
                        "pq.mkv",
                        "320x180",
                        "25",
                        BlackClips.twice(),
                        "-c:v libx265 -preset ultrafast -pix_fmt yuv420p10le -color_trc smpte2084 -color_primaries bt2020"
                                + " -colorspace bt2020nc -x265-params log-level=error"),
                Arguments.of(
                        "vp9.webm",
                        "320x180",
                        "25",
                        BlackClips.twice(),
                        "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -b:v 800k"),
                Arguments.of("mpeg4.avi", "640x360", "25", BlackClips.twice(), "-c:v mpeg4 -bf 2 -b:v 1500k -g 120"),
                Arguments.of(
                        "interlaced.mpg",
                        "720x576",
                        "50",
                        BlackClips.twice() + ",interlace",
                        "-c:v mpeg2video -flags +ildct+ilme -bf 2 -b:v 4M -g 15"),
                Arguments.of("motion.mkv", "320x180", "25", BlackClips.twice(), "-c:v mjpeg -q:v 4"),
                Arguments.of("colours.mkv", "160x90", "25", BlackClips.twice(), "-c:v ffv1 -pix_fmt gbrp"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void findsWhatIsBlack(String name, String size, String rate, String filters, String codec) {
        BlackReport report = search(BlackClips.filtered(name, size, rate, filters, codec));
        double perSecond = name.startsWith("film") ? 24_000 / 1001.0 : name.startsWith("inter") ? 25 : frames(rate);
        assertThat(report.fault()).isEmpty();
        assertThat(report.spans()).hasSize(2);
        isAt(report.spans().get(0), 5, 6, perSecond, 2);
        isAt(report.spans().get(1), 12, 12.4, perSecond, 2);
        assertThat(report.spans().get(0).silent()).isTrue();
        assertThat(report.spans().get(1).silent()).isFalse();
        assertThat(report.spans())
                .allSatisfy(span -> assertThat(span.darkness()).isGreaterThan(0.8));
        assertThat(seconds(report.seen())).isBetween(19.9, 20.1);
    }

    /** A second opinion on the same files: libavfilter's own, of every picture. */
    @ParameterizedTest
    @MethodSource("kinds")
    void agreesWithBlackdetect(String name, String size, String rate, String filters, String codec)
            throws IOException, InterruptedException {
        Path clip = BlackClips.filtered(name, size, rate, filters, codec);
        List<double[]> theirs = blackdetect(clip);
        List<BlackSpan> ours = search(clip).spans();
        assertThat(ours).hasSameSizeAs(theirs);
        double perSecond = name.startsWith("film") ? 24_000 / 1001.0 : name.startsWith("inter") ? 25 : frames(rate);
        for (int i = 0; i < ours.size(); i++) {
            isAt(ours.get(i), theirs.get(i)[0], theirs.get(i)[1], perSecond, 2);
        }
    }

    private static List<double[]> blackdetect(Path clip) throws IOException, InterruptedException {
        Path program = FfmpegProgram.locate("ffmpeg").orElseThrow();
        Process process = new ProcessBuilder(
                        program.toString(),
                        "-hide_banner",
                        "-nostdin",
                        "-nostats",
                        "-i",
                        clip.toString(),
                        "-an",
                        "-vf",
                        "setpts=PTS-STARTPTS,blackdetect=d=0.2",
                        "-f",
                        "null",
                        "-")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Pattern.compile("black_start:([0-9.]+) black_end:([0-9.]+)")
                .matcher(said)
                .results()
                .map(m -> new double[] {Double.parseDouble(m.group(1)), Double.parseDouble(m.group(2))})
                .toList();
    }

    private static double frames(String rate) {
        return Double.parseDouble(rate);
    }

    @Test
    void answersTheSameEveryTime() {
        Path clip = BlackClips.cut("h264.mp4", "640x360", "25", BlackClips.X264);
        assertThat(search(clip)).isEqualTo(search(clip));
    }

    @Test
    void aFadeIsBlackFromWhereNearlyNothingIsLeftOfIt() {
        List<BlackSpan> spans = search(BlackClips.faded()).spans();
        assertThat(spans).hasSize(1);
        // the last tenth of the fade's light passes for black
        assertThat(seconds(spans.getFirst().start())).isBetween(5.8, 6.05);
        assertThat(seconds(spans.getFirst().finish())).isBetween(6.95, 7.2);
    }

    @Test
    void darkIsNotBlack() {
        assertThat(search(BlackClips.dark("dark.mkv", 52)).spans()).isEmpty();
        List<BlackSpan> barely = search(BlackClips.dark("barely.mkv", 28)).spans();
        assertThat(barely).hasSize(1);
        assertThat(barely.getFirst().darkness()).isLessThan(0.7);
        assertThat(barely.getFirst().silent()).as("there is no sound").isTrue();
    }

    @Test
    void limitsAreTheCallers() {
        Path clip = BlackClips.cut("h264.mp4", "640x360", "25", BlackClips.X264);
        BlackScan longOnes = new BlackScan(
                new MediaSource.File(clip), Duration.ofMillis(600), 0.98, 0.1, DEADLINE, worked -> {}, at -> {});
        assertThat(engine.blacks(longOnes).spans()).hasSize(1);
        BlackScan never = new BlackScan(
                new MediaSource.File(clip), Duration.ofSeconds(2), 0.98, 0.1, DEADLINE, worked -> {}, at -> {});
        assertThat(engine.blacks(never).spans()).isEmpty();
    }

    @Test
    void restsAndTellsHowFarItIs() {
        AtomicReference<Duration> worked = new AtomicReference<>(Duration.ZERO);
        BlackScan scan = BlackScan.of(
                        new MediaSource.File(BlackClips.cut("h264.mp4", "640x360", "25", BlackClips.X264)), DEADLINE)
                .paced(
                        time -> {
                            worked.accumulateAndGet(time, Duration::plus);
                            Thread.sleep(20);
                        },
                        at -> {});
        assertThat(engine.blacks(scan).spans()).hasSize(2);
        assertThat(worked.get()).isPositive();
    }

    @Test
    void isCancelledByAnInterrupt() throws Exception {
        CountDownLatch working = new CountDownLatch(1);
        BlackScan scan = BlackScan.of(
                        new MediaSource.File(BlackClips.cut("h264.mp4", "640x360", "25", BlackClips.X264)), DEADLINE)
                .paced(
                        time -> {
                            working.countDown();
                            Thread.sleep(60_000);
                        },
                        at -> {});
        AtomicReference<Throwable> ended = new AtomicReference<>();
        Thread thread = Thread.ofPlatform()
                .uncaughtExceptionHandler((t, e) -> ended.set(e))
                .start(() -> engine.blacks(scan));
        assertThat(working.await(30, TimeUnit.SECONDS)).isTrue();
        thread.interrupt();
        assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
        assertThat(ended.get())
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.kind()).isEqualTo(EngineException.Kind.UNAVAILABLE))
                .hasMessageContaining("cancelled");
    }

    @Test
    void endsWithWhatItHasWhenTheDeadlinePasses() {
        BlackScan scan = BlackScan.of(
                new MediaSource.File(BlackClips.cut("h264.mp4", "640x360", "25", BlackClips.X264)),
                Duration.ofNanos(1));
        BlackReport report = engine.blacks(scan.paced(worked -> {}, at -> {}));
        assertThat(report.fault())
                .hasValueSatisfying(e -> assertThat(e.kind()).isEqualTo(EngineException.Kind.TIMEOUT));
        assertThat(report.seen()).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void aDamagedFileGivesWhatWasFoundBefore() throws IOException {
        Path whole = BlackClips.cut("film.mkv", "640x360", "24000/1001", BlackClips.X264 + " -bf 8");
        Path half = Files.copy(whole, folder.resolve("half.mkv"), StandardCopyOption.REPLACE_EXISTING);
        try (RandomAccessFile file = new RandomAccessFile(half.toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }
        BlackReport report = search(half);
        assertThat(report.spans()).hasSize(1);
        isAt(report.spans().getFirst(), 5, 6, 24, 2);
        assertThat(report.fault())
                .hasValueSatisfying(e -> assertThat(e.getMessage()).contains("half.mkv"));
    }

    @Test
    void noiseInTheMiddleKeepsNothingElseFromBeingFound() throws IOException {
        Path broken = Files.copy(
                BlackClips.cut("broadcast.ts", "640x360", "50", BlackClips.X264), folder.resolve("broken.ts"));
        try (RandomAccessFile file = new RandomAccessFile(broken.toFile(), "rw")) {
            file.seek(file.length() * 2 / 5);
            byte[] noise = new byte[20_000];
            new Random(1).nextBytes(noise);
            file.write(noise);
        }
        List<BlackSpan> spans = search(broken).spans();
        assertThat(spans).anySatisfy(span -> isAt(span, 5, 6, 50, 2)).anySatisfy(span -> isAt(span, 12, 12.4, 50, 2));
    }

    @Test
    void refusesWhatHasNoPicture() {
        EngineException e = catchThrowableOfType(EngineException.class, () -> search(Clips.soundOnly()));
        assertThat(e).isNotNull();
        assertThat(e.kind()).isEqualTo(EngineException.Kind.UNSUPPORTED);
        assertThatThrownBy(() -> search(folder.resolve("nowhere.mkv"))).isInstanceOf(EngineException.class);
        assertThatThrownBy(() -> engine.blacks(BlackScan.of(new MediaSource.Synthetic("testsrc2", "sine"), DEADLINE)))
                .isInstanceOf(EngineException.class);
    }
}
