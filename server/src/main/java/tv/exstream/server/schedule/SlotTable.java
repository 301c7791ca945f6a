package tv.exstream.server.schedule;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import tv.exstream.server.schedule.definition.TimeSlot;
import tv.exstream.server.schedule.plan.WallClock;

/** When the slots of a day or week begin, as instants. What it keeps is only so as not to work it out again. */
final class SlotTable {
    /** A slot of some days only comes again after a week at most. */
    private static final int DAYS = 8;

    /** @param slot its place in the definition, from zero */
    record Occurrence(long start, int slot) {}

    private final List<TimeSlot> slots;
    private final WallClock clock;
    private final Map<LocalDate, List<Occurrence>> days = new HashMap<>();

    SlotTable(List<TimeSlot> slots, WallClock clock) {
        this.slots = slots;
        this.clock = clock;
    }

    /** The newest that began at {@code at} or before. */
    Occurrence onAt(long at) {
        LocalDate date = clock.date(at).plusDays(1);
        for (int i = 0; i <= DAYS + 1; i++) {
            List<Occurrence> day = day(date.minusDays(i));
            for (int k = day.size() - 1; k >= 0; k--) {
                if (day.get(k).start <= at) {
                    return day.get(k);
                }
            }
        }
        throw new IllegalStateException("no slot in " + DAYS + " days before " + date);
    }

    /** The first that begins after {@code at}. */
    Occurrence after(long at) {
        LocalDate date = clock.date(at).minusDays(1);
        for (int i = 0; i <= DAYS + 1; i++) {
            for (Occurrence occurrence : day(date.plusDays(i))) {
                if (occurrence.start > at) {
                    return occurrence;
                }
            }
        }
        throw new IllegalStateException("no slot in " + DAYS + " days after " + date);
    }

    private List<Occurrence> day(LocalDate date) {
        return days.computeIfAbsent(date, this::occurrences);
    }

    private List<Occurrence> occurrences(LocalDate date) {
        List<Occurrence> found = new ArrayList<>();
        for (int i = 0; i < slots.size(); i++) {
            TimeSlot slot = slots.get(i);
            if (slot.days().isEmpty() || slot.days().contains(date.getDayOfWeek())) {
                found.add(new Occurrence(clock.at(date, slot.start()), i));
            }
        }
        found.sort(Comparator.comparingLong(Occurrence::start));
        return found;
    }
}
