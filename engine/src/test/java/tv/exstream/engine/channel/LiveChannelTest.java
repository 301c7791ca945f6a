package tv.exstream.engine.channel;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.engine.ChannelHandle;
import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.ChannelSpec;
import tv.exstream.engine.ChannelStatus;
import tv.exstream.engine.Clips;
import tv.exstream.engine.Engine;
import tv.exstream.engine.EngineOptions;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.PesUnit;
import tv.exstream.engine.Playout;
import tv.exstream.engine.ScriptedPlayout;
import tv.exstream.engine.TestViewer;
import tv.exstream.engine.TsFigures;
import tv.exstream.engine.TsInspector;
import tv.exstream.engine.time.Timeline;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LiveChannelTest {
    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
    private static final Timeline TIMELINE = new Timeline(EPOCH);
    private static final OutputProfile SMALL = OutputProfile.DEFAULT.withSize(320, 180);
    /** A slate stands in for a moment where a copy must be joined at a keyframe; within a programme nothing is late. */
    private static final double VIDEO_GAP_MILLIS = 130;

    @TempDir
    Path folder;

    private Engine engine;

    LiveChannelTest() {
        engine = LiveEngine.start(EngineOptions.defaults(Path.of("target", "slates"), EPOCH));
    }

    @BeforeEach
    void renderBeforehand() {
        Clips.copied(3);
        Clips.copied(6);
        Clips.vp9Opus();
        Clips.allIntra(3);
        Clips.shortSound(12, 2);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private ChannelHandle channel(int number, Playout playout, Duration linger) {
        return engine.register(new ChannelSpec(ChannelNumber.of(number), "Test " + number, SMALL, playout, linger));
    }

    static void isClean(TsFigures figures) {
        assertThat(figures.sync()).as("%s", figures).isZero();
        assertThat(figures.continuity()).as("%s", figures).isZero();
        assertThat(figures.crc()).as("%s", figures).isZero();
        assertThat(figures.pcrJumps()).as("%s", figures).isZero();
        assertThat(figures.dtsBackward()).as("%s", figures).isZero();
        assertThat(figures.dtsRepeat()).as("%s", figures).isZero();
        assertThat(figures.ptsBeforeDts()).as("%s", figures).isZero();
        assertThat(figures.falseKeys()).as("%s", figures).isZero();
        assertThat(figures.videoGapMillis()).as("%s", figures).isLessThan(VIDEO_GAP_MILLIS);
        assertThat(figures.audioGapMillis()).as("%s", figures).isLessThan(11);
        assertThat(figures.audioOverlapMillis()).as("%s", figures).isLessThan(11);
        assertThat(figures.skewChangeMillis()).as("%s", figures).isLessThan(60);
    }

    /** The first picture of what starts at {@code start}; ticks of the recording are unwrapped from 33 bits. */
    static PesUnit firstFrom(TsInspector ts, Instant start) {
        long wanted = TIMELINE.ticksAt(start);
        return ts.video().stream()
                .filter(p -> Timeline.diff33(p.pts(), wanted) >= -900)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whoComesInTheLastMomentsSeesTheNextProgrammeAndNoSlate() throws Exception {
        Instant seam = ScriptedPlayout.soon(600);
        ScriptedPlayout playout = ScriptedPlayout.from(seam.minusSeconds(3))
                .file(3, Clips.copied(3))
                .file(6, Clips.copied(6));
        ChannelHandle channel = channel(9, playout, Duration.ofSeconds(5));
        Thread.sleep(Math.max(
                0, Duration.between(Instant.now(), seam.minusMillis(120)).toMillis()));
        TestViewer viewer = TestViewer.of(channel);
        viewer.sleepUntil(seam.plusMillis(2_500));
        ChannelStatus.Counters counters = channel.status().counters();
        byte[] bytes = viewer.leave();
        TsInspector ts = TsInspector.of(bytes);

        assertThat(counters.slateMillis()).isZero();
        assertThat(Timeline.diff33(ts.video().getFirst().pts(), TIMELINE.ticksAt(seam)))
                .isBetween(-900L, 900L);
        isClean(TsFigures.of(bytes));
    }

    @Test
    void airsProgrammesAtTheirWallClockSecond() throws Exception {
        Instant start = ScriptedPlayout.soon(1_200);
        ScriptedPlayout playout = ScriptedPlayout.from(start)
                .file(3, Clips.copied(3))
                .file(3, Clips.vp9Opus())
                .file(3, Clips.copied(6)) // cut
                .file(5, Clips.copied(3)); // too short
        ChannelHandle channel = channel(1, playout, Duration.ofSeconds(5));
        TestViewer viewer = TestViewer.of(channel);

        viewer.sleepUntil(start.plusMillis(1_500));
        ChannelStatus copying = channel.status();
        viewer.sleepUntil(start.plusMillis(4_500));
        ChannelStatus encoding = channel.status();
        viewer.sleepUntil(start.plusMillis(13_500));
        ChannelStatus filling = channel.status();
        viewer.sleepUntil(start.plusMillis(14_600));
        byte[] bytes = viewer.leave();

        assertThat(copying.state()).isEqualTo(ChannelStatus.State.ON_AIR);
        assertThat(copying.programme()).contains(playout.programme(0));
        assertThat(copying.position()).isBetween(Duration.ofMillis(1_300), Duration.ofMillis(2_000));
        assertThat(copying.video()).hasValueSatisfying(d -> assertThat(d.copy()).isTrue());
        assertThat(copying.audio()).hasValueSatisfying(d -> assertThat(d.copy()).isTrue());
        assertThat(copying.slate()).isFalse();
        assertThat(copying.viewers()).hasSize(1);
        assertThat(encoding.programme()).contains(playout.programme(1));
        assertThat(encoding.video())
                .hasValueSatisfying(d -> assertThat(d.copy()).isFalse());
        assertThat(filling.programme()).contains(playout.programme(3));
        assertThat(filling.slate()).isTrue();
        assertThat(filling.counters().underruns()).isZero();
        assertThat(filling.counters().sourceFailures()).isZero();
        assertThat(filling.fault()).isEmpty();

        TsInspector ts = TsInspector.of(bytes);
        isClean(TsFigures.of(ts));
        for (int i = 0; i < 4; i++) {
            Instant at = playout.programme(i).start();
            PesUnit first = firstFrom(ts, at);
            assertThat(Timeline.diff33(first.pts(), TIMELINE.ticksAt(at)))
                    .as("programme %d at %s", i, first)
                    .isBetween(-900L, 3_600L);
            assertThat(first.idr()).as("programme %d at %s", i, first).isTrue();
        }
    }

    @Test
    void aViewerWhoComesLaterStartsAtAKeyframeWithTables() throws Exception {
        Instant start = ScriptedPlayout.soon(0).minusSeconds(2); // already running
        ScriptedPlayout playout =
                ScriptedPlayout.from(start).file(6, Clips.copied(6)).file(3, Clips.allIntra(3));
        ChannelHandle channel = channel(2, playout, Duration.ZERO);
        long began = System.nanoTime();
        try (TestViewer first = TestViewer.of(channel)) {
            while (first.soFar().length == 0 && System.nanoTime() - began < 3_000_000_000L) {
                Thread.sleep(5);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(1_500));
            for (int i = 0; i < 12; i++) { // over the copied programme and the one where every picture is a keyframe
                Thread.sleep(430);
                long came = System.nanoTime();
                try (TestViewer later = TestViewer.of(channel)) {
                    while (later.soFar().length == 0 && System.nanoTime() - came < 2_000_000_000L) {
                        Thread.sleep(1);
                    }
                    assertThat(Duration.ofNanos(System.nanoTime() - came)).isLessThan(Duration.ofMillis(150));
                    startsWithTablesAndKeyframe(later);
                }
            }
            startsWithTablesAndKeyframe(first);
            isClean(TsFigures.of(first.leave()));
        }
    }

    private static void startsWithTablesAndKeyframe(TestViewer viewer) {
        assertThat(viewer.startedWithKeyframe()).isTrue();
        TsInspector ts = TsInspector.of(viewer.soFar());
        assertThat(ts.pats())
                .as("first packets")
                .startsWith(ts.pats().isEmpty() ? -1 : ts.pats().getFirst());
        PesUnit key = ts.video().getFirst();
        assertThat(key.randomAccess() && key.idr()).as("%s", key).isTrue();
        assertThat(ts.pats().getFirst()).isLessThan(key.packet());
        assertThat(ts.pmts().getFirst()).isLessThan(key.packet());
        assertThat(key.packet()).as("nothing but tables before the keyframe").isLessThanOrEqualTo(3);
    }

    @Test
    void playsTheWholePictureWhenSoundEndsEarly() throws Exception {
        Instant start = ScriptedPlayout.soon(1_200);
        ScriptedPlayout playout =
                ScriptedPlayout.from(start).file(11, Clips.shortSound(12, 2)).file(3, Clips.copied(3));
        ChannelHandle channel = channel(3, playout, Duration.ZERO);
        try (TestViewer viewer = TestViewer.of(channel)) {
            viewer.sleepUntil(start.plusMillis(10_500));
            ChannelStatus status = channel.status();
            assertThat(status.slate()).isFalse();
            assertThat(status.counters().underruns()).isLessThanOrEqualTo(1); // sound, once
            viewer.sleepUntil(start.plusMillis(12_500));
            TsInspector ts = TsInspector.of(viewer.leave());
            isClean(TsFigures.of(ts));
            assertThat(firstFrom(ts, start.plusSeconds(11)).idr()).isTrue();
            // no picture of the programme is missing: twenty-five a second, and its own keyframes only
            long pictures = ts.video().stream()
                    .filter(p -> Timeline.diff33(p.pts(), TIMELINE.ticksAt(start)) >= -900
                            && Timeline.diff33(p.pts(), TIMELINE.ticksAt(start.plusSeconds(11))) < -900)
                    .count();
            assertThat(pictures).isBetween(272L, 276L);
        }
    }

    @Test
    void goesFromOffAirToAProgramme() throws Exception {
        Instant start = ScriptedPlayout.soon(2_500);
        ScriptedPlayout playout =
                ScriptedPlayout.from(start).file(2, Clips.copied(3)).nothing(2);
        ChannelHandle channel = channel(4, playout, Duration.ZERO);
        try (TestViewer viewer = TestViewer.of(channel)) {
            viewer.sleepUntil(start.minusMillis(700));
            ChannelStatus before = channel.status();
            viewer.sleepUntil(start.plusMillis(1_000));
            ChannelStatus during = channel.status();
            viewer.sleepUntil(start.plusMillis(3_000));
            ChannelStatus after = channel.status();
            byte[] bytes = viewer.leave();

            assertThat(before.slate()).isTrue();
            assertThat(before.programme())
                    .hasValueSatisfying(p -> assertThat(p.source()).isEmpty());
            assertThat(during.slate()).isFalse();
            assertThat(during.programme()).contains(playout.programme(0));
            assertThat(after.slate()).isTrue();
            assertThat(after.programme()).contains(playout.programme(1));
            TsInspector ts = TsInspector.of(bytes);
            isClean(TsFigures.of(ts));
            PesUnit first = firstFrom(ts, start);
            assertThat(Timeline.diff33(first.pts(), TIMELINE.ticksAt(start))).isBetween(-900L, 3_600L);
            assertThat(first.idr()).isTrue();
        }
    }

    @Test
    void stopsWithItsLastViewerWhenThereIsNoLinger() throws Exception {
        Instant start = ScriptedPlayout.soon(0).minusSeconds(2);
        ChannelHandle channel = channel(5, ScriptedPlayout.from(start).file(60, Clips.vp9Opus()), Duration.ZERO);
        Map<String, Long> idle = idleNatives();
        TestViewer.record(channel, Duration.ofMillis(1_200));

        for (int i = 0; i < 300 && channel.status().state() != ChannelStatus.State.STOPPED; i++) {
            Thread.sleep(10);
        }
        assertThat(channel.status().state()).isEqualTo(ChannelStatus.State.STOPPED);
        for (int i = 0; i < 300 && !engine.liveNatives().equals(idle); i++) {
            Thread.sleep(10); // it counts as stopped from the moment that it stops
        }
        assertThat(engine.liveNatives()).isEqualTo(idle);
    }

    /** What the engine holds without any channel: its slates, once they are drawn. */
    private Map<String, Long> idleNatives() throws InterruptedException {
        TestViewer.record(engine.channels().getFirst(), Duration.ofMillis(100));
        engine.channels().getFirst().stop();
        return engine.liveNatives();
    }

    @Test
    void leavesNothingBehindOverManyShortLives() throws Exception {
        Instant start = ScriptedPlayout.soon(0).minusSeconds(2);
        ChannelHandle copying = channel(6, ScriptedPlayout.from(start).file(60, Clips.copied(6)), Duration.ZERO);
        ChannelHandle encoding = channel(7, ScriptedPlayout.from(start).file(60, Clips.vp9Opus()), Duration.ZERO);
        Map<String, Long> idle = idleNatives();
        for (int i = 0; i < 25; i++) {
            try (TestViewer a = TestViewer.of(copying);
                    TestViewer b = TestViewer.of(encoding)) {
                Thread.sleep(i * 4L); // stopped at every stage of starting
                if (i % 2 == 0) {
                    copying.stop();
                    encoding.stop();
                    assertThat(a.soFar().length % 188).isZero();
                    assertThat(b.soFar().length % 188).isZero();
                }
            }
            copying.stop();
            encoding.stop();
        }
        assertThat(copying.status().state()).isEqualTo(ChannelStatus.State.STOPPED);
        assertThat(encoding.status().counters().starts()).isGreaterThanOrEqualTo(25);
        for (int i = 0; i < 300 && !(engine.liveNatives().equals(idle) && sourceThreads() == 0); i++) {
            Thread.sleep(10);
        }
        assertThat(engine.liveNatives()).isEqualTo(idle);
        assertThat(sourceThreads()).isZero();
    }

    private static long sourceThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().startsWith("ch-"))
                .count();
    }

    @Test
    void endsItsViewersWhenTheEngineCloses() throws Exception {
        Instant start = ScriptedPlayout.soon(0).minusSeconds(2);
        ChannelHandle channel = channel(8, ScriptedPlayout.from(start).file(60, Clips.copied(6)), Duration.ZERO);
        try (TestViewer viewer = TestViewer.of(channel)) {
            Thread.sleep(600);
            engine.close();
            for (int i = 0; i < 200 && !viewer.ended(); i++) {
                Thread.sleep(10);
            }
            assertThat(viewer.ended()).isTrue();
            assertThat(viewer.soFar()).isNotEmpty();
        }
        assertThat(engine.liveNatives()).isEmpty();
    }
}
