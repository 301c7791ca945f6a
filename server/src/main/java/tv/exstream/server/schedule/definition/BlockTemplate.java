package tv.exstream.server.schedule.definition;

import java.time.Duration;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;

/**
 * A day that is no certain one: which block begins when. Between blocks, and all day where there is none, the air is
 * dead and its deco's to fill.
 *
 * @param name   not blank
 * @param blocks by their starts; they do not overlap, but for what runs past midnight
 */
public record BlockTemplate(String name, List<Entry> blocks) {
    public BlockTemplate {
        blocks = blocks.stream().sorted(Comparator.comparing(Entry::start)).toList();
        if (name.isBlank()) {
            throw new IllegalArgumentException("a template has no name: days could not name it");
        }
    }

    /**
     * @param start by the wall clock, whole minutes
     * @param block its name
     */
    public record Entry(LocalTime start, String block) {
        public Entry {
            if (start.getSecond() != 0 || start.getNano() != 0) {
                throw new IllegalArgumentException("block '" + block + "' begins at " + start + ": give whole minutes");
            }
        }

        /** Minutes since midnight at which a block of this length is over. */
        public long endMinute(Duration length) {
            return start.toSecondOfDay() / 60 + length.toMinutes();
        }
    }
}
