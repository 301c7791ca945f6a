package tv.exstream.engine.time;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TimelineTest {
    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
    private final Timeline timeline = new Timeline(EPOCH);

    @Test
    void ticksCountFromTheEpochRoundedDown() {
        assertThat(timeline.ticksAt(EPOCH)).isZero();
        assertThat(timeline.ticksAt(EPOCH.plusSeconds(1))).isEqualTo(90_000);
        assertThat(timeline.ticksAt(EPOCH.plusNanos(11_111))).isZero();
        assertThat(timeline.ticksAt(EPOCH.plusNanos(11_112))).isEqualTo(1);
        assertThat(timeline.ticksAt(EPOCH.minusNanos(1))).isEqualTo(-1);
        assertThat(timeline.ticksAt(EPOCH.plus(Duration.ofDays(36_500)))).isEqualTo(36_500L * 86_400 * 90_000);
    }

    @Test
    void instantAndTicksAreInverse() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100_000; i++) {
            long ticks = random.nextLong(-(1L << 50), 1L << 50);
            assertThat(timeline.ticksAt(timeline.instantAt(ticks))).isEqualTo(ticks);
            assertThat(timeline.ticksAt(timeline.instantAt(ticks).minusNanos(1)))
                    .isEqualTo(ticks - 1);
            assertThat(Timeline.ticks(Timeline.duration(ticks))).isEqualTo(ticks);
            long nanos = random.nextLong();
            assertThat(Timeline.ticksOfNanos(nanos)).isEqualTo(Timeline.ticks(Duration.ofNanos(nanos)));
        }
    }

    @Test
    void wrapsAt33BitsAndMeasuresTheShortWayRound() {
        long turn = 1L << 33;
        assertThat(Timeline.wrap33(turn)).isZero();
        assertThat(Timeline.wrap33(turn + 5)).isEqualTo(5);
        assertThat(Timeline.wrap33(-1)).isEqualTo(turn - 1);
        assertThat(Timeline.diff33(5, turn - 5)).isEqualTo(10);
        assertThat(Timeline.diff33(turn - 5, 5)).isEqualTo(-10);
        assertThat(Timeline.diff33(turn / 2, 0)).isEqualTo(-turn / 2);
        assertThat(Timeline.diff33(turn / 2 - 1, 0)).isEqualTo(turn / 2 - 1);
        assertThat(Timeline.diff33(7 * turn + 3, 1)).isEqualTo(2);
    }

    @Test
    void rescaleAgreesWithExactArithmetic() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 50_000; i++) {
            int num = Math.max(1, random.nextInt(1, Integer.MAX_VALUE) >>> random.nextInt(31));
            int den = Math.max(1, random.nextInt(1, Integer.MAX_VALUE) >>> random.nextInt(31));
            long value = random.nextLong() >> random.nextInt(63);
            BigDecimal exact = BigDecimal.valueOf(value)
                    .multiply(BigDecimal.valueOf(num * 90_000L))
                    .divide(BigDecimal.valueOf(den), 0, RoundingMode.HALF_UP)
                    .min(BigDecimal.valueOf(Timeline.TICKS_LIMIT))
                    .max(BigDecimal.valueOf(-Timeline.TICKS_LIMIT));
            assertThat(Timeline.rescale(value, num, den))
                    .as("%d * %d/%d", value, num, den)
                    .isEqualTo(exact.longValueExact());
        }
    }

    @Test
    void rescaleHoldsWildInputAndRefusesImpossibleTimeBases() {
        assertThat(Timeline.rescale(1, 1, 25)).isEqualTo(3_600);
        assertThat(Timeline.rescale(-1, 1001, 30_000)).isEqualTo(-3_003);
        assertThat(Timeline.rescale(Long.MAX_VALUE, Integer.MAX_VALUE, 1)).isEqualTo(Timeline.TICKS_LIMIT);
        assertThat(Timeline.rescale(Long.MIN_VALUE, 1, 1)).isEqualTo(-Timeline.TICKS_LIMIT);
        assertThatThrownBy(() -> Timeline.rescale(1, 1, 0)).hasMessageContaining("1/0");
        assertThatThrownBy(() -> Timeline.rescale(1, -1, 1)).hasMessageContaining("-1/1");
    }
}
