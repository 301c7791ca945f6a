package tv.exstream.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Times as people write them: {@code 90}, {@code 1.5}, {@code 1:30}, {@code 1:02:03}, {@code 1h2m3s}, {@code 500ms}. */
final class MediaTime implements ITypeConverter<Duration> {
    private static final Pattern CLOCK = Pattern.compile("(?:(\\d{1,4}):)?(\\d{1,4}):([0-5]?\\d(?:\\.\\d{1,9})?)");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(?:\\.\\d{1,9})?");
    private static final Pattern UNITS =
            Pattern.compile("(?:(\\d{1,5})h)?(?:(\\d{1,6})m(?!s))?(?:(\\d{1,9}(?:\\.\\d{1,9})?)s)?(?:(\\d{1,12})ms)?");

    @Override
    public Duration convert(String value) {
        return parse(value);
    }

    /** @throws TypeConversionException naming the text and the accepted forms */
    static Duration parse(String text) {
        String value = text.strip().toLowerCase(Locale.ROOT);
        if (SECONDS.matcher(value).matches()) {
            return seconds(value);
        }
        Matcher clock = CLOCK.matcher(value);
        if (clock.matches()) {
            long minutes = Long.parseLong(clock.group(2));
            if (clock.group(1) == null || minutes < 60) {
                return Duration.ofHours(number(clock.group(1)))
                        .plusMinutes(minutes)
                        .plus(seconds(clock.group(3)));
            }
        }
        Matcher units = UNITS.matcher(value);
        if (!value.isEmpty() && units.matches()) {
            return Duration.ofHours(number(units.group(1)))
                    .plusMinutes(number(units.group(2)))
                    .plus(units.group(3) == null ? Duration.ZERO : seconds(units.group(3)))
                    .plusMillis(number(units.group(4)));
        }
        throw new TypeConversionException("'" + text + "' is not a time: write 90, 1:30, 1:02:03, 1h2m3s or 500ms");
    }

    /** {@code 1:02:03}, {@code 2:03}: for people. */
    static String clock(Duration time) {
        long seconds = time.toSeconds();
        return seconds >= 3600
                ? String.format("%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60)
                : String.format("%d:%02d", seconds / 60, seconds % 60);
    }

    /** {@code 1:02:03.4}, {@code 2:03.4}: for people who care for tenths. */
    static String precise(Duration time) {
        Duration rounded = Duration.ofMillis((time.toMillis() + 50) / 100 * 100);
        return clock(rounded) + "." + rounded.toMillis() % 1000 / 100;
    }

    static double inSeconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    private static Duration seconds(String decimal) {
        return Duration.ofNanos(
                new BigDecimal(decimal).movePointRight(9).toBigInteger().longValueExact());
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
