package tv.exstream.engine.channel;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Predicate;

import tv.exstream.engine.Programme;

/** What a slate says of the programme that follows. Pure. */
final class NextLine {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("'at' HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("'on' EEEE 'at' HH:mm", Locale.ENGLISH);
    /** A time of day says enough about what is nearer than this. */
    private static final Duration NEAR = Duration.ofHours(18);

    private NextLine() {}

    /**
     * @param from     when the slate may first be seen
     * @param writable whether a title can be written with the fonts there are
     */
    static String of(Programme next, Instant from, ZoneId zone, Predicate<String> writable) {
        boolean near = Duration.between(from, next.start()).compareTo(NEAR) < 0;
        String when = (near ? TIME : DAY_AND_TIME).format(next.start().atZone(zone));
        String title = next.title().strip();
        return title.isEmpty() || !writable.test(title) ? "Next programme " + when : "Next: " + title + " " + when;
    }
}
