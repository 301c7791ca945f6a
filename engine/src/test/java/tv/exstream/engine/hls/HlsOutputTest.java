package tv.exstream.engine.hls;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import tv.exstream.engine.fanout.ChunkPool;
import tv.exstream.engine.fanout.ViewerFeed;
import tv.exstream.engine.fanout.ViewerHub;
import tv.exstream.engine.fanout.ViewerInfo;
import tv.exstream.engine.time.ManualAirClock;
import tv.exstream.engine.time.Timeline;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(20)
class HlsOutputTest {
    private static final long SECOND = 90_000;
    private static final long START = 1_000_000 * SECOND;
    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

    private final ChunkPool pool = new ChunkPool(188 * 87);
    private final ManualAirClock clock = new ManualAirClock(START);
    private final AtomicInteger tunes = new AtomicInteger();
    private ViewerHub hub = newHub();
    private TsMaker maker = new TsMaker(pool, 1, chunk -> hub.publish(chunk));
    private final HlsOutput output = new HlsOutput("7", new Timeline(EPOCH), clock, this::attach, Runnable::run);
    private long now = START;

    private ViewerHub newHub() {
        return new ViewerHub(pool, 16 << 20, SECOND, 8 << 20);
    }

    private ViewerFeed attach(ViewerInfo viewer) {
        tunes.incrementAndGet();
        return hub.attach(viewer);
    }

    private HlsFeed viewer(String id) {
        return output.tune(HlsOptions.DEFAULT, new ViewerInfo(id, "127.0.0.1", "test", "hls"))
                .orElseThrow();
    }

    /** Goes on air for so long, 25 pictures a second, a keyframe each second. */
    private void air(double seconds) {
        now = maker.pictures(now, (int) Math.round(seconds * 25), 25, 25);
        maker.flush();
        clock.set(now);
    }

    @AfterEach
    void end() {
        output.close();
        hub.end();
    }

    @Test
    void costsNothingBeforeTheFirstAndAfterTheLastViewer() {
        air(3);
        assertThat(hub.viewers()).isZero();

        HlsFeed one = viewer("1");
        HlsFeed two = viewer("2");
        assertThat(hub.viewers()).isEqualTo(1);
        assertThat(tunes).hasValue(1);
        assertThat(output.stats()).extracting(s -> s.viewer().id()).containsExactly("1", "2");
        air(5);
        one.close();
        assertThat(two.window().segments()).isNotEmpty();
        two.close();
        two.close();

        assertThat(hub.viewers()).isZero();
        assertThat(output.stats()).isEmpty();
        assertThat(two.window().segments()).isEmpty();
        assertThat(two.segment(one.window().firstMsn())).isEmpty();
    }

    @Test
    void theHistoryOfTheChannelMakesThePartsOfTheFirstAnswer() {
        air(10);
        HlsFeed feed = viewer("1");

        assertThat(feed.window().playable(true)).isTrue();
        // the newest keyframe that is at least a second old
        assertThat(feed.window().open().orElseThrow().start())
                .isEqualTo(EPOCH.plus(Timeline.duration(START + 8 * SECOND + 18_000)));
        assertThat(feed.window().format()).isEmpty(); // noise has no parameter sets
    }

    @Test
    void listsEnoughForThreeTargetDurationsAndKeepsTheLateOnes() {
        HlsFeed feed = viewer("1");
        PlaylistRules rules = new PlaylistRules();
        MediaPlaylist playlist = MediaPlaylist.live(".ts", true, Optional.empty());
        for (int i = 0; i < 300; i++) {
            air(0.2 * (1 + i % 3));
            if (feed.window().playable(true)) {
                rules.check(playlist.text(feed.window(), false));
            }
        }

        HlsWindow window = feed.window();
        assertThat(window.segments()).hasSizeBetween(8, 10);
        assertThat(window.averageBitsPerSecond()).isBetween(10_000L, window.peakBitsPerSecond());
        for (long msn = window.firstMsn() - 4; msn < window.openMsn(); msn++) {
            HlsBody body = feed.segment(msn).orElseThrow();
            assertThat(body.size()).isPositive();
            body.close();
        }
        assertThat(feed.segment(window.firstMsn() - 5)).isEmpty();
        assertThat(feed.segment(window.openMsn())).isEmpty();
        assertThat(feed.part(window.openMsn(), window.nextPart())).isEmpty();
    }

    @Test
    void bytesStayWhileSomebodyReadsThem() {
        air(1);
        int before = maker.made().length;
        HlsFeed feed = viewer("1");
        air(5);
        HlsBody body = feed.segment(feed.window().firstMsn()).orElseThrow();
        feed.close();
        output.close();
        hub.end();

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < body.buffers(); i++) {
            byte[] bytes = new byte[body.buffer(i).remaining()];
            body.buffer(i).get(bytes);
            out.writeBytes(bytes);
        }
        assertThat(out.toByteArray()).isEqualTo(Arrays.copyOf(maker.made(), out.size()));
        assertThat(out.size()).isGreaterThan(before);
        body.close();
        body.close();
    }

    @Test
    void whoWaitsIsToldOnce() {
        HlsFeed feed = viewer("1");
        List<String> told = new ArrayList<>();
        Runnable unused = feed.await(w -> w.playable(false), () -> told.add("segment"));
        Runnable givenUp = feed.await(w -> w.playable(true), () -> told.add("never"));
        unused = feed.await(w -> w.playable(true), () -> told.add("part"));
        givenUp.run();
        assertThat(told).isEmpty();
        air(1);
        assertThat(told).containsExactly("part");
        air(3);
        assertThat(told).containsExactly("part", "segment");
        long msn = feed.window().openMsn();
        unused = feed.await(w -> w.has(msn), () -> told.add("next"));
        unused = feed.await(w -> w.has(msn, 99), () -> told.add("the part after its last"));
        air(0.2);
        assertThat(told).hasSize(3).last().isEqualTo("next");
        air(0.4);
        assertThat(told).last().isEqualTo("the part after its last");
        unused = feed.await(w -> w.has(msn + 10), () -> told.add("left"));
        feed.close();
        assertThat(told).last().isEqualTo("left");
        unused.run();
    }

    @Test
    void aChannelThatStartsAnewGoesOnWithADiscontinuity() {
        HlsFeed feed = viewer("1");
        air(5.2);
        HlsWindow before = feed.window();
        hub.end(); // as when the channel fails
        hub = newHub();
        now += 3 * SECOND;
        air(0.1);

        assertThat(feed.window().segments()).hasSize(before.segments().size() + 1);
        assertThat(tunes).hasValue(2);
        air(4.9);

        HlsWindow after = feed.window();
        assertThat(after.segments())
                .extracting(HlsWindow.Segment::discontinuity)
                .containsExactly(false, false, false, true, false);
        new PlaylistRules()
                .check(MediaPlaylist.live(".ts", false, Optional.empty()).text(after, false));
    }

    @Test
    void numbersGoOnAfterEverybodyLeftAndInTheNextProcess() {
        HlsFeed first = viewer("1");
        air(9);
        long last = first.window().openMsn();
        first.close();

        HlsFeed second = viewer("2");
        air(3);
        assertThat(second.window().firstMsn()).isGreaterThan(last);
        last = second.window().openMsn();

        clock.advance(SECOND);
        try (HlsOutput restarted = new HlsOutput("7", new Timeline(EPOCH), clock, this::attach, Runnable::run)) {
            HlsFeed third = restarted
                    .tune(HlsOptions.DEFAULT, new ViewerInfo("3", "", "", "hls"))
                    .orElseThrow();
            assertThat(third.window().openMsn()).isGreaterThan(last);
        }
    }

    @Test
    void deltaUpdatesLeaveOutWhatIsOld() {
        HlsOptions lengthy = new HlsOptions(Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofMillis(350), 20);
        HlsFeed feed = output.tune(lengthy, new ViewerInfo("1", "", "", "hls")).orElseThrow();
        air(60);
        MediaPlaylist playlist = MediaPlaylist.live(".ts", true, Optional.empty());
        String full = playlist.text(feed.window(), false);
        String delta = playlist.text(feed.window(), true);

        assertThat(full).contains("CAN-SKIP-UNTIL=18.0").doesNotContain("EXT-X-SKIP");
        assertThat(delta).contains("#EXT-X-SKIP:SKIPPED-SEGMENTS=");
        int skipped = Integer.parseInt(
                PlaylistRules.tag(delta, "#EXT-X-SKIP").orElseThrow().split("=", 2)[1]);
        List<String> fullSegments =
                full.lines().filter(l -> l.matches("\\d+\\.ts")).toList();
        List<String> deltaSegments =
                delta.lines().filter(l -> l.matches("\\d+\\.ts")).toList();
        assertThat(skipped).isBetween(9, 11);
        assertThat(deltaSegments).isEqualTo(fullSegments.subList(skipped, fullSegments.size()));
    }

    @Test
    void cuesAreToldInEverySegmentTheyAreShownIn() {
        HlsFeed feed = viewer("1");
        air(2.2);
        assertThat(feed.window().subtitles()).isFalse();
        long shown = START + 18_000;
        output.cue(new Cue(shown + SECOND, shown + 3 * SECOND, "Tom & Jerry\n\n<run>"));
        air(6);

        HlsWindow window = feed.window();
        assertThat(window.subtitles()).isTrue();
        long at = Timeline.wrap33(shown + SECOND) / 90;
        String start =
                String.format("%02d:%02d:%02d.%03d", at / 3_600_000, at / 60_000 % 60, at / 1000 % 60, at % 1000);
        for (long msn = window.firstMsn(); msn < window.firstMsn() + 2; msn++) {
            assertThat(feed.subtitles(msn).orElseThrow())
                    .startsWith("WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000\n")
                    .contains(start + " --> ")
                    .endsWith("\nTom &amp; Jerry\n&lt;run&gt;\n");
        }
        assertThat(feed.subtitles(window.firstMsn() + 2).orElseThrow()).doesNotContain("Tom");
        assertThat(feed.subtitles(window.openMsn())).isEmpty();
    }

    @Test
    void nobodyGetsInOnceClosed() {
        HlsFeed feed = viewer("1");
        output.close();
        assertThat(output.tune(HlsOptions.DEFAULT, new ViewerInfo("2", "", "", "hls")))
                .isEmpty();
        assertThat(feed.window().segments()).isEmpty();
        assertThat(hub.viewers()).isZero();
    }
}
