package tv.exstream.server.schedule.sequential;

import java.time.MonthDay;
import java.util.List;
import java.util.Optional;

/**
 * Instructions that take the place of {@code playout} on some days.
 *
 * @param name     its own among them
 * @param from     the first day
 * @param to       the last day; before {@code from} where the days lie around New Year
 * @param fromYear given with {@code toYear}; without them the days come every year
 * @param priority of those that are meant for a day the one with the greatest is on, or the first of these
 * @param playout  at least one instruction
 */
public record DatedList(
        String name,
        MonthDay from,
        MonthDay to,
        Optional<Integer> fromYear,
        Optional<Integer> toYear,
        int priority,
        List<Line> playout) {
    public DatedList {
        playout = List.copyOf(playout);
    }
}
