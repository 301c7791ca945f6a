package tv.exstream.server.schedule.definition;

import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which deco a day has at which hours; at others it has that of the whole schedule.
 *
 * @param name  not blank
 * @param decos by their starts, not overlapping
 */
public record DecoTemplate(String name, List<Entry> decos) {
    public DecoTemplate {
        decos = decos.stream().sorted(Comparator.comparing(Entry::from)).toList();
        if (name.isBlank()) {
            throw new IllegalArgumentException("a deco template has no name: days could not name it");
        }
        for (int i = 1; i < decos.size(); i++) {
            Entry before = decos.get(i - 1);
            Entry entry = decos.get(i);
            if (before.to().filter(to -> !to.isAfter(entry.from())).isEmpty()) {
                throw new IllegalArgumentException("deco template '" + name + "': '" + before.deco()
                        + "' is still on at " + entry.from() + ", when '" + entry.deco() + "' begins");
            }
        }
    }

    /**
     * @param to   midnight if empty
     * @param deco its name
     */
    public record Entry(LocalTime from, Optional<LocalTime> to, String deco) {
        public Entry {
            to = to.filter(time -> !time.equals(LocalTime.MIDNIGHT));
            if (to.filter(end -> !end.isAfter(from)).isPresent()) {
                throw new IllegalArgumentException("deco '" + deco + "' is on from " + from + " to " + to.get()
                        + ": a day ends at midnight, give the hours after it an entry of their own");
            }
        }

        public boolean includes(LocalTime time) {
            return !time.isBefore(from) && to.map(time::isBefore).orElse(true);
        }
    }
}
