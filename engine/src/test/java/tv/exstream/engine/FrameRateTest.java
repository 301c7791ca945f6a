package tv.exstream.engine;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FrameRateTest {
    @ParameterizedTest
    @ValueSource(strings = {"25", "23.976", "29.97", "59.94", "24000/1001", "7", "120", "25/2"})
    void everySlotIsFoundAgainWhereItBeginsHoweverLongAfterTheEpoch(String text) {
        FrameRate rate = FrameRate.parse(text);
        long decades = rate.slotAt(60L * 365 * 86_400 * 90_000);
        for (long slot : new long[] {-3, 0, 1, 2, 1_000_001, decades, decades + 1}) {
            long ticks = rate.slotTicks(slot);
            assertThat(rate.slotAt(ticks)).isEqualTo(slot);
            assertThat(rate.slotAt(ticks + (long) (0.4 * 90_000 / rate.perSecond())))
                    .isEqualTo(slot);
            assertThat(rate.slotAt(ticks + (long) (0.6 * 90_000 / rate.perSecond())))
                    .isEqualTo(slot + 1);
        }
    }

    @Test
    void theSecondsOfAGridAreTheRatesOwn() {
        assertThat(new FrameRate(25, 1).slotTicks(25)).isEqualTo(90_000);
        assertThat(new FrameRate(30_000, 1001).slotTicks(30_000)).isEqualTo(90_000L * 1001);
        assertThat(FrameRate.parse("29.97")).isEqualTo(new FrameRate(30_000, 1001));
        assertThat(new FrameRate(50, 2)).hasToString("25");
    }

    @Test
    void onlyTheSameRateKeepsToTheGrid() {
        FrameRate film = FrameRate.parse("23.976");
        assertThat(film.matches(24_000.0 / 1001)).isTrue();
        assertThat(film.matches(24)).isFalse();
        assertThat(film.matches(23.98)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "121", "25fps", "1/0", "-25", "1/2"})
    void whatIsNoRateIsRefusedWithItsText(String text) {
        assertThatThrownBy(() -> FrameRate.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'");
    }
}
