package tv.exstream.server.schedule.sequential;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How durations and times of day are written. Each throws IllegalArgumentException whose message is the form it takes. */
public final class Amounts {
    private static final Duration LONGEST = Duration.ofDays(31);
    private static final Pattern COLONS = Pattern.compile("(\\d{1,3}):([0-5]?\\d)(?::([0-5]?\\d(?:\\.\\d{1,3})?))?");
    private static final Pattern PART =
            Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)\\s*([a-z]+)\\.?(?:\\s*(?:,|and\\b)\\s*|\\s*)");
    private static final Pattern TIME =
            Pattern.compile("(\\d{1,2})(?::(\\d{2})(?::(\\d{2}))?)?\\s*(?:(a|p)\\.?m\\.?)?", Pattern.CASE_INSENSITIVE);

    private Amounts() {}

    /** {@code 30 minutes}, {@code 1h30m}, {@code 1 hour and 30 minutes}, {@code 01:30:00}, {@code PT90M}; above zero. */
    public static Duration duration(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        Optional<Duration> found = lower.startsWith("p")
                ? iso(lower)
                : COLONS.matcher(lower).matches() ? Optional.of(colons(lower)) : parts(lower);
        return found.filter(d -> d.compareTo(Duration.ofMillis(1)) >= 0 && d.compareTo(LONGEST) <= 0)
                .orElseThrow(() -> new IllegalArgumentException(
                        "a duration of at most 31 days, such as '30 minutes', '1h30m' or '01:30:00'"));
    }

    private static Optional<Duration> iso(String text) {
        try {
            return Optional.of(Duration.parse(text.toUpperCase(Locale.ROOT)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Duration colons(String text) {
        Matcher m = COLONS.matcher(text);
        if (!m.matches()) {
            return Duration.ZERO;
        }
        BigDecimal seconds = new BigDecimal(Optional.ofNullable(m.group(3)).orElse("0"));
        return Duration.ofHours(Long.parseLong(m.group(1)))
                .plusMinutes(Long.parseLong(m.group(2)))
                .plusMillis(seconds.movePointRight(3).longValue());
    }

    private static Optional<Duration> parts(String text) {
        Matcher part = PART.matcher(text);
        Duration sum = Duration.ZERO;
        int at = 0;
        while (at < text.length() && part.find(at) && part.start() == at) {
            long unit = unitMillis(part.group(2));
            if (unit == 0) {
                return Optional.empty();
            }
            sum = sum.plusMillis(new BigDecimal(part.group(1))
                    .multiply(BigDecimal.valueOf(unit))
                    .longValue());
            at = part.end();
        }
        return at == text.length() ? Optional.of(sum) : Optional.empty();
    }

    private static long unitMillis(String unit) {
        return switch (unit) {
            case "ms", "msec", "msecs", "millisecond", "milliseconds" -> 1;
            case "s", "sec", "secs", "second", "seconds" -> 1_000;
            case "m", "min", "mins", "minute", "minutes" -> 60_000;
            case "h", "hr", "hrs", "hour", "hours" -> 3_600_000;
            case "d", "day", "days" -> 86_400_000;
            case "w", "week", "weeks" -> 604_800_000;
            default -> 0;
        };
    }

    /** {@code 18:30}, {@code 6:00 AM}, {@code 8pm}, {@code 23:59:30}. */
    public static LocalTime time(String text) {
        Matcher m = TIME.matcher(text.strip());
        if (m.matches() && (m.group(2) != null || m.group(4) != null)) {
            int hour = Integer.parseInt(m.group(1));
            Optional<String> half = Optional.ofNullable(m.group(4)).map(letter -> letter.toLowerCase(Locale.ROOT));
            if (half.isEmpty() || (hour >= 1 && hour <= 12)) {
                try {
                    return LocalTime.of(
                            half.isEmpty() ? hour : hour % 12 + (half.get().equals("p") ? 12 : 0),
                            Integer.parseInt(Optional.ofNullable(m.group(2)).orElse("0")),
                            Integer.parseInt(Optional.ofNullable(m.group(3)).orElse("0")));
                } catch (DateTimeException e) {
                    throw new IllegalArgumentException(timeForm(), e);
                }
            }
        }
        throw new IllegalArgumentException(timeForm());
    }

    private static String timeForm() {
        return "a time of day such as '18:30' or '6:30 PM' (midnight is 0:00)";
    }
}
