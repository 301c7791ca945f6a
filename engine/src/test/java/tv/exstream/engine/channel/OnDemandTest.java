package tv.exstream.engine.channel;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import tv.exstream.engine.ChannelHandle;
import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.ChannelSpec;
import tv.exstream.engine.Clips;
import tv.exstream.engine.Engine;
import tv.exstream.engine.EngineOptions;
import tv.exstream.engine.MediaSource;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.PesUnit;
import tv.exstream.engine.Playout;
import tv.exstream.engine.Programme;
import tv.exstream.engine.ScriptedPlayout;
import tv.exstream.engine.TestViewer;
import tv.exstream.engine.TsInspector;
import tv.exstream.engine.fanout.ViewerFeed;
import tv.exstream.engine.fanout.ViewerInfo;
import tv.exstream.engine.hls.HlsFeed;
import tv.exstream.engine.hls.HlsOptions;
import tv.exstream.engine.time.Timeline;

import static org.assertj.core.api.Assertions.assertThat;

/** A playout that stands still while nobody watches is told when, and goes on with the picture it was left at. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class OnDemandTest {
    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
    private static final Timeline TIMELINE = new Timeline(EPOCH);
    private static final Duration LINGER = Duration.ofMillis(700);
    private static final long FRAME = Timeline.RATE / 25;
    private static final int CLIP_SECONDS = 12;

    private final Engine engine = LiveEngine.start(EngineOptions.defaults(Path.of("target", "slates"), EPOCH));

    @BeforeEach
    void renderBeforehand() {
        Clips.copied(CLIP_SECONDS);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    /** One clip, from where it was left; keeps what it was told. */
    private static final class Frozen implements Playout {
        private final List<Instant> began = new ArrayList<>();
        private final List<Instant> ended = new ArrayList<>();
        private Duration seen = Duration.ZERO;
        private boolean askedBefore;

        @Override
        public synchronized Programme programmeAt(Instant instant) {
            if (began.size() == ended.size()) {
                askedBefore = true;
                return Programme.offline(instant, instant.plusSeconds(30));
            }
            return new Programme(
                    1,
                    "clip",
                    began.getLast(),
                    began.getLast().plusSeconds(CLIP_SECONDS).minus(seen),
                    Optional.of(new MediaSource.File(Clips.copied(CLIP_SECONDS))),
                    seen);
        }

        @Override
        public synchronized void onAir(Instant begins) {
            began.add(begins);
        }

        @Override
        public synchronized void offAir(Instant unwatchedSince) {
            seen = seen.plus(Duration.between(began.getLast(), unwatchedSince));
            ended.add(unwatchedSince);
        }

        synchronized int runs() {
            return ended.size();
        }

        synchronized Duration seen() {
            return seen;
        }

        synchronized Instant began(int run) {
            return began.get(run);
        }

        synchronized Instant ended(int run) {
            return ended.get(run);
        }

        void awaitEnd(int runs) throws InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (runs() < runs) {
                assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
                Thread.sleep(10);
            }
        }
    }

    private ChannelHandle channel(int number, Playout playout) {
        return engine.register(new ChannelSpec(
                ChannelNumber.of(number), "Test " + number, OutputProfile.DEFAULT.withSize(320, 180), playout, LINGER));
    }

    /** Coded pictures in threes, each by its size: where in the clip they are, in ticks, where only one place has them. */
    private Map<List<Integer>, Long> places() throws InterruptedException {
        Instant start = ScriptedPlayout.soon(300);
        ChannelHandle whole = channel(8, ScriptedPlayout.from(start).file(CLIP_SECONDS, Clips.copied(CLIP_SECONDS)));
        TestViewer viewer = TestViewer.of(whole);
        viewer.sleepUntil(start.plusSeconds(CLIP_SECONDS - 2));
        Map<List<Integer>, Long> places = new HashMap<>();
        Set<List<Integer>> twice = new HashSet<>();
        threes(TsInspector.of(viewer.leave())).forEach((sizes, pts) -> {
            long place = Timeline.diff33(pts, TIMELINE.ticksAt(start));
            if (place >= 0 && places.put(sizes, place) != null) {
                twice.add(sizes);
            }
        });
        places.keySet().removeAll(twice);
        return places;
    }

    private static Map<List<Integer>, Long> threes(TsInspector ts) {
        Map<List<Integer>, Long> threes = new HashMap<>();
        List<PesUnit> video = ts.video();
        for (int i = 2; i < video.size(); i++) {
            threes.put(
                    List.of(
                            video.get(i - 2).dataBytes(),
                            video.get(i - 1).dataBytes(),
                            video.get(i).dataBytes()),
                    video.get(i).pts());
        }
        return threes;
    }

    @Test
    void goesOnWithThePictureItWasLeftAt() throws Exception {
        Map<List<Integer>, Long> places = places();
        Frozen playout = new Frozen();
        ChannelHandle channel = channel(7, playout);
        TestViewer first = TestViewer.of(channel);
        Thread.sleep(2_600);
        Instant left = Instant.now();
        first.leave();
        playout.awaitEnd(1);
        assertThat(playout.ended(0)).isBetween(left.minusMillis(50), left.plusMillis(500));
        assertThat(Duration.between(left, Instant.now())).isGreaterThanOrEqualTo(LINGER);
        Duration seen = playout.seen();
        Thread.sleep(1_500);

        TsInspector again = TsInspector.of(TestViewer.record(channel, Duration.ofMillis(3_500)));
        assertThat(playout.askedBefore).isFalse();
        long resumed = TIMELINE.ticksAt(playout.began(1)) - Timeline.ticks(seen);
        List<Long> off = new ArrayList<>();
        threes(again).forEach((sizes, pts) -> {
            if (places.containsKey(sizes)) {
                off.add(Timeline.diff33(pts, resumed) - places.get(sizes));
            }
        });
        // The clip has a keyframe every second: where it was left is at most that far from the first copied picture.
        assertThat(off).hasSizeGreaterThan(25).allMatch(ticks -> Math.abs(ticks) <= FRAME);
    }

    @Test
    void whoComesBackWithinTheLingerFindsTheRunGoingOn() throws Exception {
        Frozen playout = new Frozen();
        ChannelHandle channel = channel(6, playout);
        TestViewer.record(channel, Duration.ofMillis(300));
        TestViewer.record(channel, Duration.ofMillis(300));
        playout.awaitEnd(1);
        assertThat(playout.began).hasSize(1);
        assertThat(playout.seen()).isBetween(Duration.ofMillis(600), Duration.ofMillis(3_000));
    }

    @Test
    void hlsIsWatchingAndBeingWarmIsNot() throws Exception {
        Frozen playout = new Frozen();
        ChannelHandle channel = channel(5, playout);
        Instant before = Instant.now();
        try (HlsFeed hls = channel.hls(HlsOptions.DEFAULT, new ViewerInfo("h", "127.0.0.1", "test", "hls"))) {
            Thread.sleep(LINGER.plusMillis(400));
            assertThat(hls).isNotNull();
            assertThat(playout.runs()).isZero();
        }
        Instant left = Instant.now();
        playout.awaitEnd(1);
        assertThat(playout.began(0)).isBetween(before.minusMillis(50), left);
        assertThat(playout.ended(0)).isBetween(left.minusMillis(100), left.plusMillis(500));

        channel.keepWarm(true);
        Thread.sleep(600);
        channel.stop();
        assertThat(playout.runs()).isEqualTo(2);
        assertThat(Duration.between(playout.began(1), playout.ended(1)))
                .isBetween(Duration.ZERO, Duration.ofMillis(300));
    }

    @Test
    void aRunThatIsEndedForItsViewersWasWatchedToTheEnd() throws Exception {
        Frozen playout = new Frozen();
        ChannelHandle channel = channel(4, playout);
        try (ViewerFeed feed = channel.tune(new ViewerInfo("a", "127.0.0.1", "test", "ts"))) {
            Thread.sleep(300);
            // Another playout takes over while it is on air, and the same one does not.
            channel(4, playout);
            assertThat(playout.runs()).isZero();
            Frozen other = new Frozen();
            channel(4, other);
            assertThat(playout.runs()).isEqualTo(1);
            assertThat(playout.seen()).isGreaterThanOrEqualTo(Duration.ofMillis(250));
            Thread.sleep(200);
            engine.retire(ChannelNumber.of(4));
            assertThat(other.seen()).isGreaterThanOrEqualTo(Duration.ofMillis(150));
            assertThat(playout.runs()).isEqualTo(1);
            assertThat(feed.stats().viewer().id()).isEqualTo("a");
        }
    }
}
