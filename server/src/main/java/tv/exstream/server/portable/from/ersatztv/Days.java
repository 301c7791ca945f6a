package tv.exstream.server.portable.from.ersatztv;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.MonthDay;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import tv.exstream.server.portable.from.draft.Row;
import tv.exstream.server.schedule.definition.DateRule;

/** On which days an alternate schedule, or a template, is used. Stateless. */
final class Days {
    private Days() {}

    /** Empty where there is no such day. */
    static Optional<DateRule> of(Row row) {
        Set<DayOfWeek> week = week(row.text("DaysOfWeek").orElse(""));
        Set<Integer> month = numbers(row.text("DaysOfMonth").orElse(""), 31);
        Set<Integer> year = numbers(row.text("MonthsOfYear").orElse(""), 12);
        if (week.isEmpty() || month.isEmpty() || year.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new DateRule(
                week.size() == 7 ? Set.of() : week,
                month.size() == 31 ? Set.of() : month,
                year.size() == 12 ? Set.of() : year.stream().map(Month::of).collect(Collectors.toSet()),
                row.flag("LimitToDateRange", false) ? range(row) : Optional.empty()));
    }

    /** Newer versions write names as JSON, days of .NET as numbers begin with Sunday. */
    private static Set<DayOfWeek> week(String text) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String part : text.replaceAll("[\\[\\]\"\\s]", "").split(",", -1)) {
            if (part.matches("[0-6]")) {
                days.add(DayOfWeek.SUNDAY.plus(Long.parseLong(part)));
            } else {
                Arrays.stream(DayOfWeek.values())
                        .filter(day -> day.name().equals(part.toUpperCase(Locale.ROOT)))
                        .forEach(days::add);
            }
        }
        return days;
    }

    private static Set<Integer> numbers(String text, int most) {
        return Arrays.stream(text.replaceAll("[\\[\\]\\s]", "").split(",", -1))
                .filter(part -> part.matches("\\d{1,2}"))
                .map(Integer::valueOf)
                .filter(n -> n >= 1 && n <= most)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Optional<DateRule.Range> range(Row row) {
        Optional<MonthDay> from = day(row, "Start");
        Optional<MonthDay> to = day(row, "End");
        Optional<Integer> fromYear = row.number("StartYear").map(Long::intValue);
        Optional<Integer> toYear = row.number("EndYear").map(Long::intValue);
        boolean years = fromYear.isPresent() && toYear.isPresent();
        return from.flatMap(first -> to.map(last -> new DateRule.Range(
                first, last, years ? fromYear : Optional.empty(), years ? toYear : Optional.empty())));
    }

    /** A day that no month has is its last one. */
    private static Optional<MonthDay> day(Row row, String prefix) {
        int month = row.number(prefix + "Month", 0);
        int day = row.number(prefix + "Day", 0);
        return month < 1 || month > 12 || day < 1
                ? Optional.empty()
                : Optional.of(MonthDay.of(month, Math.min(day, Month.of(month).maxLength())));
    }
}
