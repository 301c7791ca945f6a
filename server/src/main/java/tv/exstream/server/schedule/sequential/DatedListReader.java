package tv.exstream.server.schedule.sequential;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the lists of instructions that are for some days only. */
final class DatedListReader {
    private static final int MOST_PRIORITY = 1_000_000;
    private static final String OWNER = "a schedule for some days";

    private final InstructionReader instructions;

    DatedListReader(InstructionReader instructions) {
        this.instructions = instructions;
    }

    /** A day of every year, or of one. */
    private record Day(MonthDay day, Optional<Integer> year) {
        static Day parse(String text) {
            try {
                if (text.matches("\\d{2}-\\d{2}")) {
                    return new Day(MonthDay.parse("--" + text), Optional.empty());
                }
                LocalDate date = LocalDate.parse(text);
                return new Day(MonthDay.from(date), Optional.of(date.getYear()));
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("a day such as 12-24, or 2026-12-24", e);
            }
        }
    }

    List<DatedList> read(Fields in, Faults faults) {
        List<DatedList> lists = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Fields section : in.sections("schedules", "schedules for some days")) {
            Optional<String> name = section.required("name", OWNER);
            name.filter(text -> !names.add(text))
                    .ifPresent(text ->
                            section.fault("name", "schedule '" + text + "' is defined twice: give each its own name"));
            Optional<Day> from = day(section, "start_date");
            Optional<Day> to = day(section, "end_date");
            int priority =
                    section.integer("priority", -MOST_PRIORITY, MOST_PRIORITY).orElse(0);
            if (!section.has("playout")) {
                faults.add(section.place(), OWNER + " needs 'playout': add the list of its instructions");
            }
            List<Line> playout = instructions.read(section, "playout", false, faults);
            section.finish(OWNER);
            if (name.isPresent() && from.isPresent() && to.isPresent()) {
                list(section, name.get(), from.get(), to.get(), priority, playout)
                        .ifPresent(lists::add);
            }
        }
        return lists;
    }

    private static Optional<Day> day(Fields section, String key) {
        if (!section.has(key)) {
            return section.required(key, OWNER).map(Day::parse);
        }
        return section.value(key, Day::parse);
    }

    private static Optional<DatedList> list(
            Fields section, String name, Day from, Day to, int priority, List<Line> playout) {
        // Where one of the days has a year, the other one is of that year.
        Optional<Integer> fromYear = from.year().or(to::year);
        Optional<Integer> toYear = to.year().or(from::year);
        if (fromYear.isPresent()
                && from.day().atYear(fromYear.get()).isAfter(to.day().atYear(toYear.orElse(fromYear.get())))) {
            section.fault("end_date", "'end_date' is before 'start_date': give the later day there, with its year");
            return Optional.empty();
        }
        return Optional.of(new DatedList(name, from.day(), to.day(), fromYear, toYear, priority, playout));
    }
}
