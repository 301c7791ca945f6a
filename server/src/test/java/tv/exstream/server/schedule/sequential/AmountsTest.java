package tv.exstream.server.schedule.sequential;

import java.time.Duration;
import java.time.LocalTime;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AmountsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "30 minutes|PT30M",
                "1 hour|PT1H",
                "2h|PT2H",
                "1h30m|PT1H30M",
                "1 hour and 30 minutes|PT1H30M",
                "1 hr, 5 mins|PT1H5M",
                "1.5 hours|PT1H30M",
                "90 Seconds|PT1M30S",
                "1 day|PT24H",
                "500ms|PT0.5S",
                "01:30:00|PT1H30M",
                "1:30|PT1H30M",
                "00:00:07.5|PT7.5S",
                "PT45M|PT45M",
                "P1D|PT24H"
            })
    void readsDurationsAsPeopleWriteThem(String text, Duration expected) {
        assertThat(Amounts.duration(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "30", "minutes", "0 minutes", "00:00:00", "-5 minutes", "5 parsecs", "99 weeks", "1:75:00"})
    void refusesWhatIsNoDuration(String text) {
        assertThatThrownBy(() -> Amounts.duration(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("30 minutes");
    }

    @ParameterizedTest
    @CsvSource({
        "18:30,18:30",
        "6:00 AM,06:00",
        "8:00am,08:00",
        "12:00 AM,00:00",
        "12:15 pm,12:15",
        "8 PM,20:00",
        "0:30,00:30",
        "23:59:30,23:59:30",
        "9:05 p.m.,21:05"
    })
    void readsTimesOfDayAsPeopleWriteThem(String text, LocalTime expected) {
        assertThat(Amounts.time(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "6", "24:00", "13:00 PM", "0:00 AM", "6:60", "noon", "6:0"})
    void refusesWhatIsNoTimeOfDay(String text) {
        assertThatThrownBy(() -> Amounts.time(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("18:30");
    }
}
