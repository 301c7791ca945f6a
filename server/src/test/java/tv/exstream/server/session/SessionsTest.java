package tv.exstream.server.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.fanout.ViewerInfo;
import tv.exstream.engine.fanout.ViewerStats;

import static org.assertj.core.api.Assertions.assertThat;

class SessionsTest {
    private static final ChannelNumber FIVE = ChannelNumber.of(5);
    private static final ChannelNumber SIX = ChannelNumber.of(6);

    private final ManualClock clock = new ManualClock();
    private final Sessions sessions =
            new Sessions(new SessionLimits(2, 3, Duration.ofSeconds(300), Duration.ofSeconds(60)), clock);
    private final List<String> events = new ArrayList<>();

    /** Stands still until told otherwise. */
    static final class ManualClock extends Clock {
        private Instant now = Instant.parse("2026-01-01T12:00:00Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private Session admit(ChannelNumber channel, String format) {
        return (Session) sessions.admit(channel, "10.0.0.1", "player", format);
    }

    private SessionState only() {
        return sessions.views().getFirst().state();
    }

    @Test
    void statesFollowTheRules() {
        sessions.onEvent(e -> events.add(e.kind() + " " + e.session().state()));
        Session session = admit(FIVE, "hls");
        assertThat(only()).isEqualTo(SessionState.CREATED);
        session.touch(1000);
        assertThat(only()).isEqualTo(SessionState.ACTIVE);
        clock.advance(Duration.ofSeconds(11));
        assertThat(only()).isEqualTo(SessionState.IDLE);
        sessions.sweep();
        session.error("segment 7 is gone");
        assertThat(only()).isEqualTo(SessionState.ERROR);
        session.touch(500);
        session.close();
        session.close();
        assertThat(sessions.views()).isEmpty();
        assertThat(sessions.endedViews()).singleElement().satisfies(view -> {
            assertThat(view.state()).isEqualTo(SessionState.DISCONNECTED);
            assertThat(view.bytes()).isEqualTo(1500);
            assertThat(view.errors()).isEqualTo(1);
            assertThat(view.error()).contains("segment 7 is gone");
            assertThat(view.ended()).contains(clock.instant());
        });
        assertThat(events)
                .containsExactly(
                        "OPENED CREATED",
                        "CHANGED ACTIVE",
                        "CHANGED IDLE",
                        "CHANGED ERROR",
                        "CHANGED ACTIVE",
                        "CLOSED DISCONNECTED");
    }

    @Test
    void aSessionWhoseStreamBrokeEndsInError() {
        Session session = admit(FIVE, "ts");
        session.touch(1);
        session.error("took nothing for 60 s");
        session.close();
        assertThat(sessions.endedViews())
                .singleElement()
                .satisfies(v -> assertThat(v.state()).isEqualTo(SessionState.ERROR));
    }

    @Test
    void everyCombinationHasItsState() {
        for (boolean delivered : new boolean[] {false, true}) {
            for (long quiet : new long[] {0, 9_999, 10_000, 1_000_000}) {
                assertThat(SessionState.of(true, true, delivered, quiet)).isEqualTo(SessionState.ERROR);
                assertThat(SessionState.of(false, true, delivered, quiet)).isEqualTo(SessionState.ERROR);
                assertThat(SessionState.of(true, false, delivered, quiet)).isEqualTo(SessionState.DISCONNECTED);
            }
        }
        assertThat(SessionState.of(false, false, false, 1_000_000)).isEqualTo(SessionState.CREATED);
        assertThat(SessionState.of(false, false, true, 9_999)).isEqualTo(SessionState.ACTIVE);
        assertThat(SessionState.of(false, false, true, 10_000)).isEqualTo(SessionState.IDLE);
    }

    @Test
    void placesAreCountedPerChannelAndInAllAndGivenBack() {
        Session first = admit(FIVE, "ts");
        Session second = admit(FIVE, "ts");
        assertThat(sessions.admit(FIVE, "a", "b", "ts"))
                .isEqualTo(new Admission.Refused("All 2 places of channel 5 are taken."));
        Session third = admit(SIX, "hls");
        assertThat(sessions.admit(SIX, "a", "b", "hls"))
                .isEqualTo(new Admission.Refused("All 3 places of this server are taken."));
        first.close();
        first.close();
        assertThat(admit(FIVE, "ts")).isNotNull();
        second.close();
        third.close();
        assertThat(sessions.count()).isEqualTo(1);
        assertThat(admit(FIVE, "ts")).isNotNull();
        assertThat(sessions.admit(FIVE, "a", "b", "ts")).isInstanceOf(Admission.Refused.class);
    }

    @Test
    void aTouchedSessionIsResumedAndEndsWhenItIsIdle() {
        Session session = admit(FIVE, "hls");
        session.touch(10);
        assertThat(sessions.resume(FIVE, "10.0.0.1", "player", "hls")).isSameAs(session);
        assertThat(sessions.resume(FIVE, "10.0.0.2", "player", "hls")).isNotSameAs(session);
        clock.advance(Duration.ofSeconds(299));
        sessions.sweep();
        assertThat(session.isOver()).isFalse();
        clock.advance(Duration.ofSeconds(1));
        sessions.sweep();
        assertThat(session.isOver()).isTrue();
        assertThat(sessions.count()).isZero();
        assertThat(sessions.resume(FIVE, "10.0.0.1", "player", "hls")).isNotSameAs(session);
    }

    @Test
    void aConnectedSessionIsEndedThroughItsStreamAndStaysUntilThatIsOver() {
        AtomicInteger ends = new AtomicInteger();
        Session session = admit(FIVE, "ts");
        ViewerStats stats = new ViewerStats(
                new ViewerInfo(session.viewer().id(), "10.0.0.1", "player", "ts"), clock.instant(), 7, 300, 2, 4000);
        session.attach(() -> stats, ends::incrementAndGet);
        assertThat(sessions.views()).singleElement().satisfies(view -> {
            assertThat(view.lag()).isEqualTo(300);
            assertThat(view.drops()).isEqualTo(2);
            assertThat(view.droppedBytes()).isEqualTo(4000);
        });
        clock.advance(Duration.ofSeconds(301));
        sessions.sweep();
        sessions.sweep();
        assertThat(ends).hasValue(1);
        assertThat(sessions.count()).isEqualTo(1);
        session.close();
        assertThat(sessions.count()).isZero();
    }

    @Test
    void whoIsEndedBeforeItsStreamBeganIsEndedThen() {
        AtomicInteger ends = new AtomicInteger();
        Session session = admit(FIVE, "ts");
        session.end();
        session.end();
        session.attach(() -> new ViewerStats(session.viewer(), clock.instant(), 0, 0, 0, 0), ends::incrementAndGet);
        assertThat(ends).hasValue(1);
    }

    @Test
    void watchedTimeIsCountedUpToTheLastSignOfLife() {
        List<Duration> watched = new ArrayList<>();
        sessions.onWatched((channel, time) -> watched.add(time));
        Session session = admit(FIVE, "hls");
        clock.advance(Duration.ofSeconds(30));
        session.touch(1);
        sessions.sweep();
        clock.advance(Duration.ofSeconds(20));
        sessions.sweep();
        session.touch(1);
        clock.advance(Duration.ofSeconds(100));
        session.close();
        assertThat(watched).containsExactly(Duration.ofSeconds(30), Duration.ofSeconds(20));
    }

    @Test
    void theApiFiltersByChannelAndState() {
        SessionsResource api = new SessionsResource(sessions);
        Session five = admit(FIVE, "ts");
        admit(SIX, "hls").touch(1);
        assertThat(api.list(SIX, null, false)).extracting(SessionView::channel).containsExactly("6");
        assertThat(api.list(null, "created", false))
                .extracting(SessionView::id)
                .containsExactly(five.viewer().id());
        five.close();
        assertThat(api.list(FIVE, null, false)).isEmpty();
        assertThat(api.list(FIVE, null, true)).hasSize(1);
        assertThat(api.list(null, "DISCONNECTED", false)).hasSize(1);
        assertThat(api.one(five.viewer().id()).ended()).isEqualTo(Optional.of(clock.instant()));
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> api.list(null, "lost", false))
                .hasMessageContaining("created, active, idle, error or disconnected");
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> api.end(five.viewer().id()))
                .hasMessageContaining("GET /api/sessions");
    }
}
