package tv.exstream.server.portable.from.ersatztv;

import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as .NET writes them: {@code 20:15:00}, {@code 1.00:00:00}, {@code 00:00:30.5000000}. Stateless. */
final class TimeSpan {
    private static final Pattern FORM =
            Pattern.compile("(-)?(?:(\\d{1,6})\\.)?(\\d{1,2}):(\\d{1,2}):(\\d{1,2})(?:\\.(\\d{1,7}))?");

    private TimeSpan() {}

    static Optional<Duration> parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            return Optional.empty();
        }
        String fraction = form.group(6) == null ? "" : form.group(6);
        Duration span = Duration.ofDays(form.group(2) == null ? 0 : Long.parseLong(form.group(2)))
                .plusHours(Long.parseLong(form.group(3)))
                .plusMinutes(Long.parseLong(form.group(4)))
                .plusSeconds(Long.parseLong(form.group(5)))
                .plusMillis(Long.parseLong((fraction + "000").substring(0, 3)));
        return Optional.of(form.group(1) == null ? span : span.negated());
    }

    /** A time of day: what is left of whole days. */
    static Optional<LocalTime> time(String text) {
        return parse(text)
                .map(span -> LocalTime.ofNanoOfDay(
                        Math.floorMod(span.toMillis(), Duration.ofDays(1).toMillis()) * 1_000_000));
    }
}
