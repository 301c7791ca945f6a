package tv.exstream.server.channels;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

import org.junit.jupiter.api.Test;

import tv.exstream.server.schedule.item.ChannelRef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** When a channel's night is. */
class NightTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static Night night(String from, String to) {
        return new Night(LocalTime.parse(from), LocalTime.parse(to), ChannelRef.of("7"));
    }

    private static Night.Span span(Night night, String instant) {
        return night.onOrAfter(Instant.parse(instant), BERLIN);
    }

    @Test
    void isByTheWallClockOverMidnight() {
        Night night = night("22:00", "06:00");
        assertThat(span(night, "2026-01-10T12:00:00Z"))
                .isEqualTo(
                        new Night.Span(Instant.parse("2026-01-10T21:00:00Z"), Instant.parse("2026-01-11T05:00:00Z")));
        for (String during : List.of("2026-01-10T21:00:00Z", "2026-01-11T00:00:00Z", "2026-01-11T04:59:59Z")) {
            assertThat(night.includes(Instant.parse(during), BERLIN)).as(during).isTrue();
        }
        for (String outside : List.of("2026-01-10T20:59:59Z", "2026-01-11T05:00:00Z", "2026-01-11T12:00:00Z")) {
            assertThat(night.includes(Instant.parse(outside), BERLIN))
                    .as(outside)
                    .isFalse();
        }
    }

    @Test
    void isAnHourShorterOrLongerWhenClocksChange() {
        Night night = night("22:00", "06:00");
        Night.Span spring = span(night, "2026-03-28T23:00:00Z");
        assertThat(Duration.between(spring.start(), spring.end())).isEqualTo(Duration.ofHours(7));
        Night.Span autumn = span(night, "2026-10-24T23:00:00Z");
        assertThat(Duration.between(autumn.start(), autumn.end())).isEqualTo(Duration.ofHours(9));
    }

    @Test
    void anHourThatClocksSkipIsNoNight() {
        assertThat(span(night("02:00", "03:00"), "2026-03-28T22:00:00Z").start())
                .isEqualTo(Instant.parse("2026-03-30T00:00:00Z"));
        assertThat(span(night("02:30", "04:00"), "2026-03-28T22:00:00Z"))
                .isEqualTo(
                        new Night.Span(Instant.parse("2026-03-29T01:00:00Z"), Instant.parse("2026-03-29T02:00:00Z")));
    }

    @Test
    void needsTwoTimes() {
        assertThatThrownBy(() -> night("06:00", "06:00")).hasMessageContaining("kind 'relay'");
    }
}
