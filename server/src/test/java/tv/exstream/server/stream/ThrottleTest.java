package tv.exstream.server.stream;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ThrottleTest {
    private static final long SECOND = 1_000_000_000L;
    /** A chunk every 40 ms. */
    private static final long CHUNK_TICKS = 3_600;

    private static final long CHUNK_NANOS = 40_000_000;
    private static final int CHUNK_BYTES = 15_040;

    private long now = 1_000 * SECOND;
    private long clockSpent;

    /** Sends chunk after chunk, sleeping on the manual clock as told; the moments at which they left, from zero. */
    private List<Long> send(Throttle throttle, int chunks, long firstTicks) {
        long begun = now;
        List<Long> moments = new ArrayList<>();
        for (int i = 0; i < chunks; i++) {
            long ticks = firstTicks + i * CHUNK_TICKS;
            long delay = throttle.delayNanos(now, ticks);
            now += delay;
            clockSpent += delay;
            assertThat(throttle.delayNanos(now, ticks)).isZero();
            throttle.left(now, ticks, CHUNK_BYTES);
            moments.add(now - begun);
        }
        return moments;
    }

    @Test
    void realtimeNeverBursts() {
        Throttle throttle = new Throttle(Pacing.REALTIME, 0);
        throttle.start(now, 50L * CHUNK_BYTES);
        List<Long> moments = send(throttle, 50, 900_000);
        for (int i = 0; i < moments.size(); i++) {
            assertThat(moments.get(i)).isBetween(i * CHUNK_NANOS - Throttle.TOLERANCE_NANOS - 1, i * CHUNK_NANOS + 1);
        }
        assertThat(moments.getLast()).isGreaterThanOrEqualTo(49 * CHUNK_NANOS - Throttle.TOLERANCE_NANOS - 100);
    }

    @Test
    void realtimeStartsAnewAfterAPauseInsteadOfMakingUpForIt() {
        Throttle throttle = new Throttle(Pacing.REALTIME, 0);
        throttle.start(now, 0);
        long unused = send(throttle, 10, 0).size();
        now += 3 * SECOND; // the reader took nothing
        List<Long> moments = send(throttle, 26, 10 * CHUNK_TICKS);
        assertThat(moments.getLast()).isGreaterThan(SECOND - Throttle.TOLERANCE_NANOS - 1000);
    }

    @Test
    void burstSendsWhatWasQueuedAtOnceAndThenGoesAsTheChannelDoes() {
        Throttle throttle = new Throttle(Pacing.BURST, 0);
        throttle.start(now, 25L * CHUNK_BYTES);
        assertThat(send(throttle, 25, 0)).allMatch(moment -> moment == 0);
        for (int i = 25; i < 60; i++) {
            now += CHUNK_NANOS;
            assertThat(throttle.delayNanos(now, i * CHUNK_TICKS)).isZero();
            throttle.left(now, i * CHUNK_TICKS, CHUNK_BYTES);
        }
    }

    @Test
    void burstDoesNotWaitForAChannelThatJumpedAhead() {
        Throttle throttle = new Throttle(Pacing.BURST, 0);
        throttle.start(now, CHUNK_BYTES);
        throttle.left(now, 0, CHUNK_BYTES);
        now += CHUNK_NANOS;
        // history was old, the channel comes back three seconds further on: no viewer waits three seconds
        assertThat(throttle.delayNanos(now, 270_000)).isZero();
        throttle.left(now, 270_000, CHUNK_BYTES);
        assertThat(throttle.delayNanos(now + CHUNK_NANOS, 270_000 + CHUNK_TICKS))
                .isZero();
    }

    @Test
    void aBitRateIsHeldWhateverTheClockSays() {
        Throttle throttle = new Throttle(Pacing.REALTIME, 8_000_000);
        throttle.start(now, 0);
        List<Long> moments = send(throttle, 200, 0);
        double bits = 200.0 * CHUNK_BYTES * 8;
        assertThat(moments.getLast() / 1e9)
                .isCloseTo(bits / 8_000_000, org.assertj.core.data.Percentage.withPercentage(2));
    }

    @Test
    void aBurstIsFreeOfTheBitRate() {
        Throttle throttle = new Throttle(Pacing.BURST, 1_000_000);
        throttle.start(now, 10L * CHUNK_BYTES);
        assertThat(send(throttle, 10, 0)).allMatch(moment -> moment == 0);
        assertThat(send(throttle, 10, 10 * CHUNK_TICKS).getLast()).isGreaterThan(SECOND);
    }

    @Test
    void adaptiveFollowsTheReader() {
        Throttle throttle = new Throttle(Pacing.ADAPTIVE, 0);
        throttle.start(now, 0);
        int small = throttle.writeBytes();
        for (int i = 0; i < 20; i++) {
            throttle.written(CHUNK_BYTES, 100_000);
        }
        assertThat(throttle.speed()).isEqualTo(Throttle.MAX_SPEED);
        List<Long> fast = send(throttle, 100, 0);
        // a quarter of the stream's four seconds
        assertThat(fast.getLast()).isBetween(SECOND - 2 * Throttle.TOLERANCE_NANOS, SECOND);
        for (int i = 0; i < 20; i++) {
            throttle.written(CHUNK_BYTES, 200_000_000);
        }
        assertThat(throttle.speed()).isEqualTo(1);
        assertThat(throttle.writeBytes()).isEqualTo(Throttle.MAX_WRITE_BYTES).isGreaterThan(small);
        List<Long> slow = send(throttle, 100, 100 * CHUNK_TICKS);
        assertThat(slow.getLast()).isGreaterThan(3 * SECOND);
    }

    @Test
    void disabledNeverWaits() {
        Throttle throttle = new Throttle(Pacing.DISABLED, 1_000_000);
        throttle.start(now, 0);
        long unused = send(throttle, 1000, 0).size();
        assertThat(clockSpent).isZero();
    }

    @Test
    void aClockThatStepsBackHoldsNobodyUp() {
        for (Pacing pacing : Pacing.values()) {
            Throttle throttle = new Throttle(pacing, 0);
            throttle.start(now, 0);
            throttle.left(now, 90_000_000, CHUNK_BYTES);
            assertThat(throttle.delayNanos(now, 0)).isZero();
            throttle.left(now, 0, CHUNK_BYTES);
            assertThat(throttle.delayNanos(now + CHUNK_NANOS, CHUNK_TICKS)).isZero();
        }
    }

    @Test
    void namesAreReadInAnyCaseAndUnknownOnesTellWhatThereIs() {
        assertThat(Pacing.parse("Realtime")).isEqualTo(Pacing.REALTIME);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pacing.parse("warp"))
                .withMessage("one of realtime, burst, adaptive, disabled");
    }
}
