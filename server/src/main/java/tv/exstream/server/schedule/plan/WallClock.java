package tv.exstream.server.schedule.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;

/**
 * Instants by the clock on a wall in a zone. A time that a day does not have, because clocks went forward, is as much
 * later as they went; of a time that a day has twice the first one counts.
 */
public record WallClock(ZoneId zone) {
    private static final long MINUTE = 60_000;
    private static final long DAY = 24 * 60 * MINUTE;

    /** The day on the wall, at epoch milliseconds. */
    public LocalDate date(long atMillis) {
        return Instant.ofEpochMilli(atMillis).atZone(zone).toLocalDate();
    }

    /** The time on the wall, at epoch milliseconds. */
    public LocalTime time(long atMillis) {
        return Instant.ofEpochMilli(atMillis).atZone(zone).toLocalTime();
    }

    /** When the clock shows a time of a day, in epoch milliseconds. */
    public long at(LocalDate date, LocalTime time) {
        return date.atTime(time).atZone(zone).toInstant().toEpochMilli();
    }

    /** As {@link #at}, but a time that the day does not have is the moment at which the clocks went forward. */
    public long edge(LocalDate date, LocalTime time) {
        LocalDateTime local = date.atTime(time);
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        return change != null && change.isGap()
                ? change.getInstant().toEpochMilli()
                : local.atZone(zone).toInstant().toEpochMilli();
    }

    /** The first time at or after an instant that the clock shows {@code time}. */
    public long next(LocalTime time, long fromMillis) {
        LocalDate date = date(fromMillis);
        long found = at(date, time);
        while (found < fromMillis) {
            date = date.plusDays(1);
            found = at(date, time);
        }
        return found;
    }

    /** When the day ends that an instant belongs to: the next midnight, after it. */
    public long endOfDay(long atMillis) {
        return at(date(atMillis).plusDays(1), LocalTime.MIDNIGHT);
    }

    /**
     * The first instant at or after one at which the wall clock shows a multiple of so many minutes since midnight, or
     * midnight itself.
     */
    public long pad(long atMillis, int minutes) {
        return pad(atMillis, minutes, 0);
    }

    /** As {@link #pad(long, int)}, with all of these times so many minutes later, fewer than they are apart. */
    public long pad(long atMillis, int minutes, int later) {
        long offset = zone.getRules().getOffset(Instant.ofEpochMilli(atMillis)).getTotalSeconds() * 1000L;
        long sinceMidnight = Math.floorMod(atMillis + offset, DAY);
        long step = minutes * MINUTE;
        long rest = Math.floorMod(sinceMidnight - later * MINUTE, step);
        return rest == 0 ? atMillis : atMillis + Math.min(step - rest, DAY - sinceMidnight + later * MINUTE);
    }
}
