package tv.exstream.cli;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MediaTimeTest {
    @ParameterizedTest
    @CsvSource({
        "90,90000",
        "1.5,1500",
        "0,0",
        "1:30,90000",
        "90:00,5400000",
        "1:02:03,3723000",
        "1:02:03.25,3723250",
        "1h2m3s,3723000",
        "2m,120000",
        "1h,3600000",
        "500ms,500",
        "1s500ms,1500",
        "1.5s,1500",
        "10m5ms,600005",
        "' 45S ',45000",
    })
    void readsWhatPeopleWrite(String text, long millis) {
        assertThat(MediaTime.parse(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "abc", "-5", "1:60", "1:75:00", "3s2m", "1..5", "1h2", "1 30", "ms", "1e3"})
    void refusesWhatIsNoTime(String text) {
        assertThatThrownBy(() -> MediaTime.parse(text))
                .hasMessageContaining("'" + text + "' is not a time")
                .hasMessageContaining("1h2m3s");
    }

    @Test
    void writesTimesWithoutLosingTenths() {
        assertThat(MediaTime.precise(Duration.ofMillis(59_960))).isEqualTo("1:00.0");
        assertThat(MediaTime.precise(Duration.ofMillis(3_723_250))).isEqualTo("1:02:03.3");
        assertThat(MediaTime.clock(Duration.ofSeconds(65))).isEqualTo("1:05");
    }
}
