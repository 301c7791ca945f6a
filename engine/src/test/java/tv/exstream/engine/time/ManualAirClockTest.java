package tv.exstream.engine.time;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class ManualAirClockTest {
    private final ManualAirClock clock = new ManualAirClock(1_000);

    @Test
    void whoSleepsWakesOnceTheClockHasBeenMovedSoFar() throws Exception {
        CompletableFuture<Long> woken = CompletableFuture.supplyAsync(() -> {
            while (clock.nowTicks90k() < 1_500) {
                clock.sleep(1_500 - clock.nowTicks90k());
            }
            return clock.nowTicks90k();
        });
        while (clock.sleeping() == 0) {
            Thread.sleep(Duration.ofMillis(1));
        }
        clock.advance(400);
        assertThat(woken).isNotDone();
        clock.set(1_600);
        assertThat(woken.get(10, TimeUnit.SECONDS)).isEqualTo(1_600);
        assertThat(clock.sleeping()).isZero();
    }

    @Test
    void nobodySleepsForNothing() {
        clock.sleep(0);
        clock.sleep(-5);
        assertThat(clock.sleeping()).isZero();
    }
}
