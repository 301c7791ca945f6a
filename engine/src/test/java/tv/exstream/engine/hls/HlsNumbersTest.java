package tv.exstream.engine.hls;

import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HlsNumbersTest {
    private static final long SECOND = 90_000;

    @Test
    void countsUpByOneFromTheClock() {
        HlsNumbers numbers = new HlsNumbers();
        assertThat(numbers.first(1_000 * SECOND)).isEqualTo(4_000);
        assertThat(numbers.next()).isEqualTo(4_001);
        assertThat(numbers.next()).isEqualTo(4_002);
        assertThat(numbers.first(2_000 * SECOND)).isEqualTo(8_000);
    }

    @Test
    void neverRepeatsItselfWithinAProcess() {
        HlsNumbers numbers = new HlsNumbers();
        numbers.first(1_000 * SECOND);
        numbers.next();
        assertThat(numbers.first(1_000 * SECOND)).isEqualTo(4_002);
        assertThat(numbers.first(0)).isEqualTo(4_003);
    }

    /** A server that starts anew knows nothing of the one before, which may have run for moments only. */
    @Test
    void aRestartedServerGoesOnAboveWhateverWasGivenBefore() {
        Random random = new Random(3);
        for (int life = 0; life < 200; life++) {
            long now = 1_000_000 * SECOND + random.nextLong(SECOND);
            long highest = -1;
            for (int server = 0; server < 30; server++) {
                HlsNumbers numbers = new HlsNumbers();
                long number = numbers.first(now);
                assertThat(number).as("life %d, server %d", life, server).isGreaterThan(highest);
                // the burst of a start: up to two segments are complete at once, and one is open
                int burst = random.nextInt(3);
                for (int i = 0; i < burst; i++) {
                    number = numbers.next();
                }
                int segments = random.nextInt(20);
                for (int i = 0; i < segments; i++) {
                    now += SECOND + random.nextLong(6 * SECOND); // no segment is shorter than a second
                    number = numbers.next();
                }
                highest = number;
                now += SECOND * 3 / 4 + random.nextLong(3 * SECOND); // no server starts faster
            }
        }
    }
}
