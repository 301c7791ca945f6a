package tv.exstream.server.schedule.sequential;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong, so that all is told at once. Not thread-safe. */
final class Faults {
    /** A text that is something else altogether would fill the screen. */
    private static final int MOST = 100;

    private final List<Fault> found = new ArrayList<>();

    void add(Place place, String text) {
        Fault fault = new Fault(place, text);
        if (found.size() < MOST && !found.contains(fault)) {
            found.add(fault);
        }
    }

    boolean none() {
        return found.isEmpty();
    }

    /** File by file, in the order in which they are read. */
    List<Fault> all() {
        List<String> files =
                found.stream().map(fault -> fault.place().file()).distinct().toList();
        return found.stream()
                .sorted(Comparator.comparingInt(
                                (Fault fault) -> files.indexOf(fault.place().file()))
                        .thenComparingInt(fault -> fault.place().line())
                        .thenComparingInt(fault -> fault.place().column()))
                .toList();
    }
}
