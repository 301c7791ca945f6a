package tv.exstream.server.http;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class InstantTextTest {
    private static final String[] ZONES = {"UTC", "Europe/Berlin", "America/St_Johns", "Africa/Monrovia", "Asia/Kolkata"
    };

    private static void sameAsTheFormatters(Instant instant, String zone) {
        assertThat(new InstantText(ZoneId.of(zone)).of(instant))
                .isEqualTo(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(ZoneId.of(zone))));
    }

    @Property
    void isWhatTheFormatterWrites(
            @ForAll @LongRange(min = -70_000_000_000L, max = 260_000_000_000L) long second,
            @ForAll @IntRange(max = 999_999_999) int nano,
            @ForAll @IntRange(max = 4) int zone) {
        sameAsTheFormatters(Instant.ofEpochSecond(second, nano), ZONES[zone]);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-25T00:59:59.999Z, Europe/Berlin",
        "2026-10-25T01:00:00Z, Europe/Berlin",
        "1970-01-01T00:00:00Z, UTC",
        "2026-01-01T00:00:00.1Z, UTC",
        "2026-01-01T00:00:00.000000001Z, Asia/Kolkata",
        "1960-01-01T00:00:00Z, Africa/Monrovia",
        "9999-12-31T23:59:59Z, Europe/Berlin",
        "-0001-01-01T00:00:00Z, UTC",
    })
    void alsoAtTheEdges(String instant, String zone) {
        sameAsTheFormatters(Instant.parse(instant), zone);
    }
}
