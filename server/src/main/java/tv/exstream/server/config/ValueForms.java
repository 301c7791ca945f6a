package tv.exstream.server.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.FrameRate;

/** How values are written. Each parser throws IllegalArgumentException whose message is the form it accepts. */
public final class ValueForms {
    private static final Pattern DURATION_PART = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})\\s*(B|KB|MB|GB)");

    private static final Pattern BITRATE = Pattern.compile("([0-9]{1,7})([kM])");

    private ValueForms() {}

    /** "500ms", "10s", "1h30m", "2d". */
    static Duration duration(String text) {
        Matcher part = DURATION_PART.matcher(text);
        Duration sum = Duration.ZERO;
        int at = 0;
        while (at < text.length() && part.find(at) && part.start() == at) {
            long n = Long.parseLong(part.group(1));
            sum = sum.plus(
                    switch (part.group(2)) {
                        case "ms" -> Duration.ofMillis(n);
                        case "s" -> Duration.ofSeconds(n);
                        case "m" -> Duration.ofMinutes(n);
                        case "h" -> Duration.ofHours(n);
                        default -> Duration.ofDays(n);
                    });
            at = part.end();
        }
        if (at == 0 || at < text.length()) {
            throw new IllegalArgumentException("a duration such as 500ms, 10s, 5m, 1h30m or 2d");
        }
        return sum;
    }

    /** The shortest way to write a duration in the settings: {@code 1h30m}. */
    public static String text(Duration d) {
        StringBuilder out = new StringBuilder();
        append(out, d.toDays(), "d");
        append(out, d.toHoursPart(), "h");
        append(out, d.toMinutesPart(), "m");
        append(out, d.toSecondsPart(), "s");
        append(out, d.toMillisPart(), "ms");
        return out.isEmpty() ? "0s" : out.toString();
    }

    private static void append(StringBuilder out, long n, String unit) {
        if (n > 0) {
            out.append(n).append(unit);
        }
    }

    /** "16MB": bytes, in powers of 1024. */
    static long size(String text) {
        Matcher m = SIZE.matcher(text.toUpperCase(Locale.ROOT));
        if (!m.matches()) {
            throw new IllegalArgumentException("a size such as 512KB, 16MB or 1GB");
        }
        int shift = switch (m.group(2)) {
            case "B" -> 0;
            case "KB" -> 10;
            case "MB" -> 20;
            default -> 30;
        };
        return Long.parseLong(m.group(1)) << shift;
    }

    static String sizeText(long bytes) {
        int shift = bytes == 0 ? 0 : Math.min(30, Long.numberOfTrailingZeros(bytes) / 10 * 10);
        return (bytes >> shift)
                + switch (shift) {
                    case 0 -> "B";
                    case 10 -> "KB";
                    case 20 -> "MB";
                    default -> "GB";
                };
    }

    static boolean flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw new IllegalArgumentException("true or false");
        };
    }

    static int integer(String text, int min, int max) {
        try {
            int n = Integer.parseInt(text);
            if (n >= min && n <= max) {
                return n;
            }
        } catch (NumberFormatException e) {
            // same answer as for a number out of range
        }
        throw new IllegalArgumentException("a whole number from " + min + " to " + max);
    }

    /** "3000k" or "3M": kilobits per second. */
    static int kilobits(String text, int min, int max) {
        Matcher m = BITRATE.matcher(text);
        if (m.matches()) {
            long n = Long.parseLong(m.group(1)) * (m.group(2).equals("k") ? 1 : 1000);
            if (n >= min && n <= max) {
                return (int) n;
            }
        }
        throw new IllegalArgumentException("a bit rate from " + min + "k to " + max + "k, such as 3000k or 3M");
    }

    /** "clock" is 0: the stream's own pace. */
    static long bitsPerSecond(String text) {
        if (text.equals("clock")) {
            return 0;
        }
        try {
            return kilobits(text, 100, 1_000_000) * 1000L;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'clock' or " + e.getMessage(), e);
        }
    }

    static ChannelNumber channelNumber(String text) {
        try {
            return ChannelNumber.parse(text.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("channel numbers such as 5 or 5.1", e);
        }
    }

    /** "source" (every source keeps its own rate), "25", "29.97" or "30000/1001". */
    static Optional<FrameRate> frameRate(String text) {
        if (text.equals("source")) {
            return Optional.empty();
        }
        try {
            return Optional.of(FrameRate.parse(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'source' or a rate from 1 to 120 such as 25, 29.97 or 30000/1001", e);
        }
    }

    static ZoneId zone(String text) {
        if (text.equals("system")) {
            return ZoneId.systemDefault();
        }
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'system' or a time zone such as Europe/Berlin, UTC or +01:00", e);
        }
    }

    static <E extends Enum<E>> E choice(Class<E> type, String text) {
        for (E value : type.getEnumConstants()) {
            if (value.name().equalsIgnoreCase(text)) {
                return value;
            }
        }
        throw new IllegalArgumentException("one of "
                + Arrays.stream(type.getEnumConstants())
                        .map(e -> e.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ")));
    }

    static String words(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("some text");
        }
        return text.strip();
    }
}
