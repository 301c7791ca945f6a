package tv.exstream.server.playout;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.engine.Playout;
import tv.exstream.engine.Programme;
import tv.exstream.server.channels.ChannelMode;
import tv.exstream.server.channels.Visibility;
import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.collection.FakeLibrary;
import tv.exstream.server.guide.GuideEntry;
import tv.exstream.server.schedule.definition.ClassicRule;
import tv.exstream.server.schedule.definition.RuleMode;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.draw.Draw;
import tv.exstream.server.schedule.draw.PlaybackOrder;
import tv.exstream.server.schedule.item.ScheduledItem;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(120)
class OnDemandPlayoutTest {
    private static final Instant BEGIN = Instant.parse("2026-03-02T10:10:20.345Z");
    private static final Duration HORIZON = Duration.ofDays(2);
    private static final Duration LINGER = Duration.ofSeconds(10);

    @TempDir
    Path data;

    private final FakeLibrary library = new FakeLibrary();
    private final Random random = new Random(7);
    private PlayoutFixture server;

    @BeforeEach
    void start() {
        for (int i = 1; i <= 40; i++) {
            library.episode("Show", 1, i, Duration.ofMinutes(20 + i % 7).plusMillis(137L * i));
        }
        server = new PlayoutFixture(data, library, BEGIN, HORIZON);
        long all = server.collection("all", new CollectionRule.Everything());
        server.channel(new ScheduleDefinition.Continuous(all, PlaybackOrder.CHRONOLOGICAL), 1);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Playout playout() {
        return server.playouts.playoutFor(PlayoutFixture.ONE);
    }

    /** The picture: which airing, and how far into its file. */
    private record Picture(long airing, String title, Duration position) {
        static Picture of(Programme programme, Instant at) {
            return new Picture(
                    programme.id(),
                    programme.title(),
                    programme.inPoint().plus(Duration.between(programme.start(), at)));
        }
    }

    private Picture picture() {
        return Picture.of(playout().programmeAt(server.now), server.now);
    }

    /** Watches for so long, and gives the picture at the end; the run lingers on and ends. */
    private Picture watch(Duration time) {
        playout().onAir(server.now);
        Instant until = server.now.plus(time);
        while (server.now.isBefore(until)) {
            guideAgrees();
            Duration left = Duration.between(server.now, until);
            server.advance(left.compareTo(Duration.ofMinutes(7)) < 0 ? left : Duration.ofMinutes(7));
        }
        Picture last = picture();
        Instant left = server.now;
        server.now = server.now.plus(LINGER);
        playout().offAir(left);
        return last;
    }

    private void guideAgrees() {
        Programme shown = playout().programmeAt(server.now);
        GuideEntry entry = server.guide.at(PlayoutFixture.ONE, server.now).orElseThrow();
        assertThat(entry.title()).isEqualTo("Show");
        assertThat(entry.start()).isBeforeOrEqualTo(shown.start());
        assertThat(entry.stop()).isAfterOrEqualTo(shown.finish());
        assertThat(server.playouts.position(PlayoutFixture.ONE, server.now).orElseThrow())
                .isEqualTo(Picture.of(shown, server.now).position());
    }

    private int rows() {
        return server.database
                .reads()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM playout_item")
                        .mapTo(Integer.class)
                        .one());
    }

    @Test
    void goesOnWhereItWasLeftOverMonthsOfRestarts() {
        server.mode(ChannelMode.ON_DEMAND);
        Picture left = picture();
        List<String> seen = new ArrayList<>();
        TreeMap<Instant, Programme> answered = new TreeMap<>();
        int most = 0;
        while (server.now.isBefore(BEGIN.plus(Duration.ofDays(100)))) {
            server.advance(Duration.ofSeconds(random.nextInt(1, 6 * 24 * 3600)));
            if (random.nextInt(4) == 0) {
                server.restart();
            }
            assertThat(server.playouts.standingSince(PlayoutFixture.ONE)).isPresent();
            playout().onAir(server.now);
            assertThat(picture()).isEqualTo(left);
            assertThat(server.playouts.standingSince(PlayoutFixture.ONE)).isEmpty();
            left = watch(Duration.ofSeconds(random.nextInt(1, 3 * 3600)));
            seen.add(left.title());
            answered.put(
                    server.now.minus(LINGER).minusSeconds(1),
                    playout().programmeAt(server.now.minus(LINGER).minusSeconds(1)));
            answered.headMap(server.now.minus(Duration.ofDays(3))).clear();
            for (Map.Entry<Instant, Programme> then : answered.entrySet()) {
                Programme again = playout().programmeAt(then.getKey());
                assertThat(Picture.of(again, then.getKey())).isEqualTo(Picture.of(then.getValue(), then.getKey()));
                assertThat(again.start()).isEqualTo(then.getValue().start());
            }
            most = Math.max(most, rows());
            assertThat(server.timeline().finish().orElseThrow())
                    .isAfter(server.now.plus(HORIZON).minus(Duration.ofHours(2)));
        }
        assertThat(seen).hasSizeGreaterThan(15);
        // Two days ahead and what three days showed, of items of twenty minutes and more: nothing piles up.
        assertThat(most).isBetween(100, 500);
    }

    @Test
    void aKilledServerHasNotRunOn() {
        server.mode(ChannelMode.ON_DEMAND);
        server.advance(Duration.ofHours(3));
        playout().onAir(server.now);
        server.advance(Duration.ofMinutes(50));
        Picture alive = picture();
        server.now = server.now.plus(Duration.ofSeconds(40));
        // Nobody tells it that it ends.
        PlayoutService killed = server.playouts;
        server.now = server.now.plus(Duration.ofDays(20));
        server.playouts = new PlayoutService(
                server.database, server.channels, server.collections, library, () -> server.now, settings());
        server.playouts.tick();
        assertThat(server.playouts.standingSince(PlayoutFixture.ONE)).isPresent();
        playout().onAir(server.now);
        assertThat(picture()).isEqualTo(alive);
        killed.close();
    }

    private static PlayoutSettings settings() {
        return new PlayoutSettings(HORIZON, Duration.ofDays(3), ZoneOffset.UTC);
    }

    @Test
    void whileItStandsTheGuideShowsWhatWouldBeOn() {
        server.mode(ChannelMode.ON_DEMAND);
        Picture left = watch(Duration.ofMinutes(35));
        long revision = server.guide.revision();
        server.advance(Duration.ofHours(30).plusSeconds(17));
        GuideEntry now = server.guide.at(PlayoutFixture.ONE, server.now).orElseThrow();
        assertThat(now.start()).isBetween(server.now.minusSeconds(60), server.now);
        assertThat(now.offAir()).isFalse();
        assertThat(server.guide.revision()).isNotEqualTo(revision);
        long before = server.guide.revision();
        server.now = server.now.plus(Duration.ofMinutes(1));
        assertThat(server.guide.revision()).isNotEqualTo(before);
        assertThat(server.playouts.position(PlayoutFixture.ONE, server.now)).contains(left.position());
        // What it stood still for is nobody's programme, and the rest of an item is no repeat of it.
        List<GuideEntry> entries = server.guide.entries(
                PlayoutFixture.ONE, server.now.minus(Duration.ofDays(2)), server.now.plus(Duration.ofHours(2)));
        assertThat(entries).extracting(GuideEntry::offAir).containsSubsequence(false, true, false);
        assertThat(entries).allMatch(entry -> entry.showing().earlier().isEmpty());
        for (int i = 1; i < entries.size(); i++) {
            assertThat(entries.get(i).start()).isEqualTo(entries.get(i - 1).stop());
        }
        playout().onAir(server.now);
        GuideEntry resumed = server.guide.at(PlayoutFixture.ONE, server.now).orElseThrow();
        assertThat(resumed.start()).isEqualTo(server.now);
        assertThat(Duration.between(resumed.start(), resumed.stop()))
                .isEqualTo(Duration.between(now.start(), now.stop()));
        assertThat(playout().nextAfter(server.now.plusSeconds(1)).orElseThrow().start())
                .isEqualTo(resumed.stop());
    }

    @Test
    void aRunThatNobodyWatchedLeavesItWhereItWas() {
        server.mode(ChannelMode.ON_DEMAND);
        Picture left = watch(Duration.ofMinutes(5));
        server.advance(Duration.ofHours(1));
        Instant warmSince = server.now;
        playout().onAir(warmSince);
        server.advance(Duration.ofHours(2));
        playout().offAir(warmSince);
        server.advance(Duration.ofHours(1));
        playout().onAir(server.now);
        assertThat(picture()).isEqualTo(left);
    }

    @Test
    void aChannelThatIsWatchedWhenItBecomesOnDemandGoesOn() {
        playout().onAir(server.now);
        server.advance(Duration.ofMinutes(3));
        Picture before = picture();
        server.mode(ChannelMode.ON_DEMAND);
        assertThat(picture()).isEqualTo(before);
        assertThat(server.playouts.standingSince(PlayoutFixture.ONE)).isEmpty();
        playout().offAir(server.now);
        server.advance(Duration.ofHours(9));
        playout().onAir(server.now);
        assertThat(picture()).isEqualTo(before);
    }

    @Test
    void goesBackToTheWallWithTheItemThatIsOn() {
        server.playouts.apply(PlayoutFixture.ONE, PlayoutFixture.edit(atEight(), OptionalLong.of(3)));
        server.mode(ChannelMode.ON_DEMAND);
        assertThat(server.status().warnings()).anyMatch(warning -> warning.contains("on demand"));
        Picture left = watch(Duration.ofMinutes(100));
        server.advance(Duration.ofDays(33).plusHours(5));
        server.mode(ChannelMode.CONTINUOUS);
        assertThat(picture()).isEqualTo(left);
        assertThat(server.status().warnings()).noneMatch(warning -> warning.contains("on demand"));
        Programme on = playout().programmeAt(server.now);
        Programme next = playout().programmeAt(on.finish());
        // The flood that was on in the channel's morning is over by this evening: it waits for eight.
        assertThat(next.id()).isNotEqualTo(left.airing());
        assertThat(server.timeline().finish().orElseThrow())
                .isAfter(server.now.plus(HORIZON).minus(Duration.ofHours(2)));
        // Library changes and restarts in between plan nothing that is never shown.
        library.episode("Show", 2, 1, Duration.ofMinutes(20));
        server.advance(Duration.ofSeconds(1));
        assertThat(playout().programmeAt(on.finish().minusMillis(1)).id()).isEqualTo(left.airing());
        server.restart();
        assertThat(picture().airing()).isEqualTo(left.airing());
        server.advance(Duration.ofDays(1));
        Instant eight = server.now
                .atZone(ZoneOffset.UTC)
                .toLocalDate()
                .plusDays(1)
                .atTime(20, 0)
                .toInstant(ZoneOffset.UTC);
        assertThat(server.timeline().at(eight).orElseThrow().start()).isEqualTo(eight);
        // And the order of the series has lost nothing.
        List<String> titles = server.timeline().items().stream()
                .filter(item -> !item.offline())
                .map(PlayoutItem::item)
                .map(ScheduledItem::title)
                .toList();
        for (int i = 1; i < titles.size(); i++) {
            if (!titles.get(i).equals(titles.get(i - 1))) {
                assertThat(number(titles.get(i))).as("%s", titles).isIn(number(titles.get(i - 1)) % 40 + 1, 41);
            }
        }
        server.advance(Duration.ofDays(4));
        server.advance(Duration.ofMinutes(1));
        assertThat(clocks()).isZero();
    }

    private int clocks() {
        return server.database
                .reads()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM channel_clock")
                        .mapTo(Integer.class)
                        .one());
    }

    private static int number(String title) {
        return Integer.parseInt(title.replaceAll("\\D+", " ").strip().split(" ", -1)[0]);
    }

    /** The show in order, begun anew with the next episode at eight in the evening. */
    private ScheduleDefinition atEight() {
        long all = server.collection("show", new CollectionRule.Everything());
        Draw draw = Draw.of(all, PlaybackOrder.CHRONOLOGICAL);
        return new ScheduleDefinition.Classic(
                List.of(
                        ClassicRule.of(draw, new RuleMode.Flood(), Optional.empty()),
                        ClassicRule.of(
                                draw,
                                new RuleMode.One(),
                                Optional.of(new ClassicRule.FixedStart(LocalTime.of(20, 0), false)))),
                false,
                false,
                Optional.empty());
    }

    @Test
    void editsAreSaidInTheTimeOfTheWall() {
        server.mode(ChannelMode.ON_DEMAND);
        watch(Duration.ofMinutes(10));
        server.advance(Duration.ofDays(60));
        PlayoutDiff diff = server.playouts.preview(
                PlayoutFixture.ONE,
                new PlayoutEdit(
                        Optional.empty(),
                        OptionalLong.of(99),
                        Optional.of(server.now.plus(Duration.ofHours(5))),
                        false));
        assertThat(diff.from())
                .isBetween(server.now.plus(Duration.ofHours(5)).minusSeconds(60), server.now.plus(Duration.ofHours(6)));
        assertThat(diff.added()).isNotEmpty().allMatch(item -> item.start().isAfter(server.now));
        assertThat(server.status().until().orElseThrow())
                .isAfter(server.now.plus(HORIZON).minus(Duration.ofHours(2)));
        PlayoutStatus longer = server.playouts.extend(PlayoutFixture.ONE, server.now.plus(Duration.ofDays(9)));
        assertThat(longer.until().orElseThrow()).isAfter(server.now.plus(Duration.ofDays(8)));
    }

    @Test
    void aDisabledChannelIsNotPlanned() {
        int before = rows();
        server.visibility(Visibility.DISABLED);
        server.advance(Duration.ofHours(30));
        assertThat(server.playouts.timeline(PlayoutFixture.ONE)).isEmpty();
        assertThat(server.playouts.statuses()).isEmpty();
        assertThat(rows()).isEqualTo(before);
        server.visibility(Visibility.HIDDEN);
        assertThat(server.timeline().at(server.now)).isPresent();
        assertThat(server.timeline().finish().orElseThrow())
                .isAfter(server.now.plus(HORIZON).minus(Duration.ofHours(2)));
    }

    @Test
    void whatIsDisabledOrDeletedMovesNoGuide() {
        server.mode(ChannelMode.ON_DEMAND);
        server.visibility(Visibility.DISABLED);
        long revision = server.guide.revision();
        server.now = server.now.plus(Duration.ofHours(1));
        assertThat(server.guide.revision()).isEqualTo(revision);
    }

    @Test
    void aChannelOnDemandThatIsDisabledStandsStill() {
        server.mode(ChannelMode.ON_DEMAND);
        Picture left = watch(Duration.ofMinutes(30));
        server.visibility(Visibility.DISABLED);
        server.advance(Duration.ofDays(9));
        server.restart();
        server.visibility(Visibility.LISTED);
        playout().onAir(server.now);
        assertThat(picture()).isEqualTo(left);
    }

    @Test
    void whatIsDisabledOnAirStandsWhereItWasLeft() {
        server.mode(ChannelMode.ON_DEMAND);
        watch(Duration.ofMinutes(30));
        server.advance(Duration.ofDays(9));
        playout().onAir(server.now);
        server.advance(Duration.ofMinutes(10));
        Picture left = picture();
        Playout onAir = playout();
        server.visibility(Visibility.DISABLED);
        onAir.offAir(server.now);
        server.advance(Duration.ofHours(5));
        server.restart();
        server.visibility(Visibility.LISTED);
        playout().onAir(server.now);
        assertThat(picture()).isEqualTo(left);
    }

    @Test
    void theClockDoesNotGoBackToBeforeItWasItsOwn() {
        playout().onAir(server.now);
        Instant unwatched = server.now;
        server.advance(Duration.ofDays(4));
        Programme before = playout().programmeAt(server.now.minus(Duration.ofDays(1)));
        server.mode(ChannelMode.ON_DEMAND);
        Picture there = picture();
        playout().offAir(unwatched);
        server.advance(Duration.ofHours(3));
        playout().onAir(server.now);
        assertThat(picture()).isEqualTo(there);
        assertThat(playout().programmeAt(before.start())).isEqualTo(before);
    }

    @Test
    void theReasonOfAnItemInTwoPiecesIsOne() {
        server.mode(ChannelMode.ON_DEMAND);
        watch(Duration.ofMinutes(12));
        server.advance(Duration.ofHours(30));
        watch(Duration.ofMinutes(3));
        List<PlayoutItem> shown =
                server.playouts.timeline(PlayoutFixture.ONE).orElseThrow().items();
        long distinct = shown.stream().map(PlayoutItem::id).distinct().count();
        assertThat(distinct).isLessThan(shown.size());
        assertThat(server.playouts.reasons(shown)).hasSize((int) distinct);
    }
}
