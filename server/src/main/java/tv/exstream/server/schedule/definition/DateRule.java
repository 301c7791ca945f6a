package tv.exstream.server.schedule.definition;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Some days of the calendar. What is empty does not matter; all that is not must hold.
 *
 * @param daysOfWeek  Monday to Sunday
 * @param daysOfMonth 1 to 31
 * @param months      January to December
 * @param range       of days
 */
public record DateRule(Set<DayOfWeek> daysOfWeek, Set<Integer> daysOfMonth, Set<Month> months, Optional<Range> range) {
    public static final DateRule ALWAYS = new DateRule(Set.of(), Set.of(), Set.of(), Optional.empty());

    public DateRule {
        daysOfWeek = sorted(daysOfWeek);
        daysOfMonth = sorted(daysOfMonth);
        months = sorted(months);
        if (daysOfMonth.stream().anyMatch(day -> day < 1 || day > 31)) {
            throw new IllegalArgumentException("days of the month " + daysOfMonth + ": give 1 to 31");
        }
    }

    /** The order of other immutable sets is another one in every run of the program, and with it their text. */
    static <E extends Comparable<? super E>> Set<E> sorted(Set<E> set) {
        return Collections.unmodifiableSet(new TreeSet<>(set));
    }

    public boolean includes(LocalDate date) {
        return (daysOfWeek.isEmpty() || daysOfWeek.contains(date.getDayOfWeek()))
                && (daysOfMonth.isEmpty() || daysOfMonth.contains(date.getDayOfMonth()))
                && (months.isEmpty() || months.contains(date.getMonth()))
                && range.map(span -> span.includes(date)).orElse(true);
    }

    /**
     * From a day to another, both included. Without years it comes every year, and wraps round the year's end where
     * {@code from} is after {@code to}; 29 February is the last day of a February that has 28.
     *
     * @param fromYear given with {@code toYear} or not at all
     */
    public record Range(MonthDay from, MonthDay to, Optional<Integer> fromYear, Optional<Integer> toYear) {
        public Range {
            if (fromYear.isPresent() != toYear.isPresent()) {
                throw new IllegalArgumentException("a range of days has both years or none");
            }
            if (fromYear.isPresent()
                    && toYear.isPresent()
                    && from.atYear(fromYear.get()).isAfter(to.atYear(toYear.get()))) {
                throw new IllegalArgumentException("a range of days ends on " + to.atYear(toYear.get())
                        + ", before it begins on " + from.atYear(fromYear.get()));
            }
        }

        /** Whether a day lies within. */
        public boolean includes(LocalDate date) {
            if (fromYear.isPresent() && toYear.isPresent()) {
                return !date.isBefore(from.atYear(fromYear.get())) && !date.isAfter(to.atYear(toYear.get()));
            }
            boolean afterFrom = !date.isBefore(from.atYear(date.getYear()));
            boolean beforeTo = !date.isAfter(to.atYear(date.getYear()));
            return from.isAfter(to) ? afterFrom || beforeTo : afterFrom && beforeTo;
        }
    }
}
