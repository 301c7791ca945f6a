package tv.exstream.engine.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class AirClockTest {
    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong monotonic = new AtomicLong(-12_345);
    /** Wall clock minus monotonic clock. */
    private final AtomicLong offset = new AtomicLong(1000 * SECOND);

    private final InstantSource wall = () -> EPOCH.plusNanos(monotonic.get() + offset.get());
    private final SystemAirClock clock = new SystemAirClock(new Timeline(EPOCH), monotonic::get, wall);

    @Test
    void startsAtTheWallClockAndRunsWithTheMonotonicOne() {
        assertThat(clock.nowTicks90k()).isEqualTo(wallTicks());
        pass(Duration.ofMillis(400));
        assertThat(clock.nowTicks90k()).isEqualTo(wallTicks());
        pass(Duration.ofHours(5));
        assertThat(clock.nowTicks90k()).isEqualTo(wallTicks());
        assertThat(clock.reanchors()).isZero();
    }

    @Test
    void slewsTowardsASteppedWallClockByHalfAMillisecondASecond() {
        clock.nowTicks90k();
        offset.addAndGet(10_000_000);
        long before = clock.nowTicks90k();
        for (int quarter = 0; quarter < 4 * 30; quarter++) {
            pass(Duration.ofMillis(250));
            long now = clock.nowTicks90k();
            // a quarter of a second is 22500 ticks; half a millisecond a second adds at most 11.25
            assertThat(now - before).isBetween(22_500L, 22_512L);
            before = now;
        }
        assertThat(wallTicks() - clock.nowTicks90k()).isBetween(0L, 1L);
        assertThat(clock.reanchors()).isZero();
    }

    @Test
    void neverRunsBackwardsWhileSlewingBack() {
        offset.addAndGet(-4 * SECOND);
        long before = clock.nowTicks90k();
        for (int i = 0; i < 10_000; i++) {
            pass(Duration.ofMillis(1));
            long now = clock.nowTicks90k();
            assertThat(now - before).isBetween(89L, 91L);
            before = now;
        }
        assertThat(before - wallTicks()).isBetween(4 * 90_000L - 450, 4 * 90_000L);
    }

    @Test
    void jumpsOnceOverADifferenceOfMoreThanFiveSeconds() {
        offset.addAndGet(6 * SECOND);
        pass(Duration.ofMillis(1001));
        assertThat(clock.nowTicks90k()).isEqualTo(wallTicks());
        offset.addAndGet(-3600 * SECOND);
        pass(Duration.ofMillis(1001));
        assertThat(clock.nowTicks90k()).isEqualTo(wallTicks());
        pass(Duration.ofMillis(5001));
        assertThat(clock.nowTicks90k()).isEqualTo(wallTicks());
        assertThat(clock.reanchors()).isEqualTo(2);
    }

    @Test
    void isMonotonicForAllThreadsOnRealClocks() throws InterruptedException {
        AtomicLong fast = new AtomicLong();
        // time runs a thousand times too fast, so that segments change all the time
        SystemAirClock real = new SystemAirClock(
                new Timeline(EPOCH), () -> fast.addAndGet(1_000_000), () -> EPOCH.plusNanos(fast.get() + 30_000_000));
        AtomicBoolean backwards = new AtomicBoolean();
        AtomicLong newest = new AtomicLong();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            threads.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 50_000; i++) {
                    long seen = newest.get();
                    long now = real.nowTicks90k();
                    if (now < seen) {
                        backwards.set(true);
                    }
                    newest.accumulateAndGet(now, Math::max);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join(20_000);
        }
        assertThat(backwards).isFalse();
    }

    @Test
    void manualClockStandsStillUntilTold() {
        ManualAirClock manual = new ManualAirClock(7);
        assertThat(manual.nowTicks90k()).isEqualTo(7);
        assertThat(manual.advance(3)).isEqualTo(10);
        manual.set(-1);
        assertThat(manual.nowTicks90k()).isEqualTo(-1);
    }

    private long wallTicks() {
        return new Timeline(EPOCH).ticksAt(wall.instant());
    }

    private void pass(Duration time) {
        monotonic.addAndGet(time.toNanos());
    }
}
