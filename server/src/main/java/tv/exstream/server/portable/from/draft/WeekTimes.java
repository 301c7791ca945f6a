package tv.exstream.server.portable.from.draft;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;
import java.util.Set;

/**
 * When slots begin that other products count in milliseconds from the beginning of a day or a week.
 *
 * @param weekly the offset counts from the beginning of a week
 * @param first  the day that a week begins with there
 */
public record WeekTimes(boolean weekly, DayOfWeek first) {
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    public LocalTime time(long offsetMillis) {
        return LocalTime.ofNanoOfDay(Math.floorMod(offsetMillis, DAY_MILLIS) * 1_000_000);
    }

    /** Empty for every day. */
    public Set<DayOfWeek> days(long offsetMillis) {
        return weekly ? Set.of(first.plus(Math.floorMod(Math.floorDiv(offsetMillis, DAY_MILLIS), 7))) : Set.of();
    }

    /** Minutes to whose multiples programmes are padded; empty where nothing, or less than a minute, is said. */
    public static Optional<Integer> padTo(long millis) {
        long minutes = Math.round(millis / 60_000.0);
        return millis < 60_000 || minutes > 1440 ? Optional.empty() : Optional.of((int) minutes);
    }
}
