package tv.exstream.server.playout;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import tv.exstream.server.schedule.item.Content;
import tv.exstream.server.schedule.item.ScheduledItem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

/** Minutes count from {@link #START}. */
class ChannelClockTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int DAYS = 40;

    private static Instant at(double minute) {
        return START.plusMillis(Math.round(minute * 60_000));
    }

    /** Stopped and resumed in turn at random moments, and now and then back at the wall's. */
    private static List<ChannelClock> history(Random random) {
        List<ChannelClock> history = new ArrayList<>(List.of(ChannelClock.WALL));
        Instant at = START;
        for (int i = random.nextInt(12); i >= 0; i--) {
            at = at.plusMillis(random.nextInt(1, 300_000_000));
            ChannelClock before = history.getLast();
            if (before.standingSince().isPresent()) {
                history.add(before.resumed(at));
            } else if (random.nextInt(6) == 0) {
                history.add(before.leapingAt(before.channel(at).plusMillis(random.nextInt(5_000_000))));
            } else {
                history.add(before.stopped(at));
            }
        }
        return history;
    }

    private static Instant any(Random random) {
        return START.plusMillis(random.nextLong(-100_000_000L, 4_000_000_000L));
    }

    @Property(tries = 500)
    void neverGoesBackAndIsNeverAhead(@ForAll Random random) {
        ChannelClock clock = history(random).getLast();
        for (int i = 0; i < 100; i++) {
            Instant one = any(random);
            Instant two = any(random);
            Instant earlier = one.isBefore(two) ? one : two;
            Instant later = one.isBefore(two) ? two : one;
            assertThat(clock.channel(earlier)).isBeforeOrEqualTo(clock.channel(later));
            assertThat(clock.channel(later)).isBeforeOrEqualTo(later);
        }
    }

    @Property(tries = 500)
    void whatItShowsAtAMomentIsShownThen(@ForAll Random random) {
        ChannelClock clock = history(random).getLast();
        for (int i = 0; i < 100; i++) {
            Instant wall = any(random);
            Instant channel = clock.channel(wall);
            Optional<Instant> again = clock.wall(channel);
            if (clock.runAt(wall).isPresent()) {
                assertThat(again).contains(wall);
            } else if (again.isPresent()) {
                assertThat(clock.channel(again.get())).isEqualTo(channel);
                assertThat(again.get()).isAfter(wall);
            } else {
                assertThat(clock.standingSince().orElseThrow()).isBeforeOrEqualTo(wall);
            }
            Instant onward = clock.onward(channel);
            assertThat(onward).isEqualTo(channel);
        }
    }

    @Property(tries = 500)
    void whatItSaidOfThePastIsNeverTakenBack(@ForAll Random random) {
        List<ChannelClock> history = history(random);
        for (int i = 1; i < history.size(); i++) {
            ChannelClock after = history.get(i);
            if (after.marks().isEmpty()) {
                continue;
            }
            Instant changed = Instant.ofEpochMilli(after.marks().getLast().wall());
            for (int j = 0; j < 50; j++) {
                Instant past = any(random);
                if (past.isBefore(changed)) {
                    assertThat(after.channel(past)).isEqualTo(history.get(i - 1).channel(past));
                }
            }
        }
    }

    @Property(tries = 300)
    void whatIsForgottenChangesNothingSince(@ForAll Random random) {
        ChannelClock clock = history(random).getLast();
        Instant since = any(random);
        ChannelClock shorter = clock.since(since);
        assertThat(shorter.marks().size()).isLessThanOrEqualTo(clock.marks().size());
        for (int i = 0; i < 50; i++) {
            Instant at = any(random);
            if (!at.isBefore(since)) {
                assertThat(shorter.channel(at)).isEqualTo(clock.channel(at));
            }
        }
        assertThat(StoredJson.marks(StoredJson.marks(clock))).isEqualTo(clock.marks());
    }

    @Property(tries = 200)
    void aTimelineIsShownWholeAndInOrder(@ForAll Random random) {
        ChannelClock clock = history(random).getLast();
        List<PlayoutItem> items = new ArrayList<>();
        Instant from = START.minus(Duration.ofDays(1));
        while (from.isBefore(START.plus(Duration.ofDays(DAYS)))) {
            Instant to = from.plusMillis(random.nextInt(60_000, 9_000_000));
            if (random.nextInt(8) > 0) {
                items.add(item(items.size() + 1, from, to));
            }
            from = to;
        }
        PlayoutTimeline planned = new PlayoutTimeline(items);
        PlayoutTimeline whole = ClockedTimeline.of(planned, clock);
        for (int i = 0; i < 200; i++) {
            Instant wall = any(random);
            Optional<PlayoutItem> on = whole.at(wall);
            if (clock.runAt(wall).isEmpty()) {
                assertThat(on).isEmpty();
                continue;
            }
            Optional<PlayoutItem> meant = planned.at(clock.channel(wall));
            assertThat(on.map(PlayoutItem::id)).isEqualTo(meant.map(PlayoutItem::id));
            if (on.isPresent()) {
                // The very picture: so far into the file.
                assertThat(position(on.get(), wall)).isEqualTo(position(meant.get(), clock.channel(wall)));
                assertThat(on.get().item().guideGroup())
                        .isLessThanOrEqualTo(on.get().start().toEpochMilli());
            }
        }
    }

    private static Duration position(PlayoutItem item, Instant at) {
        return item.item().inPoint().plus(Duration.between(item.start(), at));
    }

    private static PlayoutItem item(long id, Instant from, Instant to) {
        return new PlayoutItem(
                id,
                new ScheduledItem(
                        from,
                        to,
                        new Content.Media(id),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(3).plus(Duration.between(from, to)),
                        Optional.empty(),
                        "item " + id),
                Optional.empty());
    }

    @Test
    void standsStillAndRunsOn() {
        ChannelClock clock = ChannelClock.WALL.stopped(at(10)).resumed(at(25)).stopped(at(30));
        assertThat(clock.channel(at(5))).isEqualTo(at(5));
        assertThat(clock.channel(at(20))).isEqualTo(at(10));
        assertThat(clock.channel(at(27))).isEqualTo(at(12));
        assertThat(clock.channel(at(9_000))).isEqualTo(at(15));
        assertThat(clock.standingSince()).contains(at(30));
        assertThat(clock.wall(at(10))).contains(at(25));
        assertThat(clock.wall(at(15))).isEmpty();
        assertThat(clock.stopped(at(40))).isSameAs(clock);
    }

    @Test
    void aStopThatIsTakenBackWasNone() {
        ChannelClock clock = ChannelClock.WALL.stopped(at(10)).resumed(at(25));
        assertThat(clock.stopped(at(30)).resumed(at(30))).isEqualTo(clock);
        // Nobody watched this run: it never left the place.
        assertThat(clock.stopped(at(20))).isEqualTo(ChannelClock.WALL.stopped(at(10)));
        assertThat(ChannelClock.WALL.stopped(at(1)).resumed(at(1))).isSameAs(ChannelClock.WALL);
    }

    @Test
    void rejoinsTheWallAndIsForgotten() {
        ChannelClock behind = ChannelClock.WALL.stopped(at(10)).resumed(at(100));
        ChannelClock leaping = behind.leapingAt(at(20));
        assertThat(behind.rejoins()).isFalse();
        assertThat(leaping.rejoins()).isTrue();
        assertThat(leaping.channel(at(105))).isEqualTo(at(15));
        assertThat(leaping.channel(at(110))).isEqualTo(at(110));
        assertThat(leaping.onward(at(20))).isEqualTo(at(110));
        assertThat(leaping.onward(at(19))).isEqualTo(at(19));
        assertThat(leaping.since(at(111))).isSameAs(ChannelClock.WALL);
        // Stopped before it has leapt: it stands where it leaps to.
        assertThat(leaping.stopped(at(103)).channel(at(500))).isEqualTo(at(110));
        assertThatThrownBy(() -> new ChannelClock(leaping.marks().reversed()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anItemIsShownInTwoPieces() {
        ChannelClock clock = ChannelClock.WALL.stopped(at(10)).resumed(at(100));
        PlayoutTimeline planned = new PlayoutTimeline(List.of(item(1, at(0), at(30)), item(2, at(30), at(40))));
        assertThat(ClockedTimeline.of(planned, clock).items())
                .extracting(
                        PlayoutItem::id,
                        PlayoutItem::start,
                        PlayoutItem::finish,
                        i -> i.item().inPoint().toSeconds())
                .containsExactly(
                        tuple(1L, at(0), at(10), 3L),
                        tuple(1L, at(100), at(120), 603L),
                        tuple(2L, at(120), at(130), 3L));
        assertThat(ClockedTimeline.of(planned, ChannelClock.WALL)).isSameAs(planned);
    }
}
