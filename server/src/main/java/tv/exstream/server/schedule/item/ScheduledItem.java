package tv.exstream.server.schedule.item;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * One item of a playout, on air over {@code [start, finish)}.
 *
 * @param start      whole milliseconds
 * @param finish     whole milliseconds, after {@code start}
 * @param inPoint    position in the content at {@code start}, not negative
 * @param outPoint   position in the content at {@code finish}, not before {@code inPoint}
 * @param fillerKind empty for a programme
 * @param title      of the airing; not blank
 * @param guideGroup items of one group are one entry of the guide, under the title of its first programme: the epoch
 *                   milliseconds at which the group begins
 * @param overrides  of what the channel says about how it is shown
 */
public record ScheduledItem(
        Instant start,
        Instant finish,
        Content content,
        Duration inPoint,
        Duration outPoint,
        Optional<FillerKind> fillerKind,
        String title,
        long guideGroup,
        Overrides overrides) {
    public ScheduledItem {
        if (!finish.isAfter(start)) {
            throw new IllegalArgumentException("'" + title + "' finishes at " + finish + ", not after " + start);
        }
        if (!start.truncatedTo(ChronoUnit.MILLIS).equals(start)
                || !finish.truncatedTo(ChronoUnit.MILLIS).equals(finish)) {
            throw new IllegalArgumentException("'" + title + "' starts or finishes within a millisecond: " + start);
        }
        if (inPoint.isNegative() || outPoint.compareTo(inPoint) < 0) {
            throw new IllegalArgumentException("'" + title + "' runs from " + inPoint + " to " + outPoint);
        }
        if (title.isBlank()) {
            throw new IllegalArgumentException("an item at " + start + " has no title");
        }
    }

    /** An item that is an entry of the guide by itself, shown as its channel says. */
    public ScheduledItem(
            Instant start,
            Instant finish,
            Content content,
            Duration inPoint,
            Duration outPoint,
            Optional<FillerKind> fillerKind,
            String title) {
        this(start, finish, content, inPoint, outPoint, fillerKind, title, start.toEpochMilli(), Overrides.NONE);
    }

    public static ScheduledItem offline(Instant start, Instant finish) {
        return new ScheduledItem(
                start,
                finish,
                new Content.Offline(),
                Duration.ZERO,
                Duration.between(start, finish),
                Optional.empty(),
                "Off air");
    }
}
