package tv.exstream.server.schedule.lineup;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What tools made of a list. The first copy of an entry is taken for the first one before, and so on.
 *
 * @param was     for each entry of the new list its place in the old one, from zero; empty for a new one
 * @param removed places in the old list of what the new one does not have
 */
public record LineupDiff(List<Optional<Integer>> was, List<Integer> removed) {
    public LineupDiff {
        was = List.copyOf(was);
        removed = List.copyOf(removed);
    }

    public static LineupDiff between(List<LineupEntry> before, List<LineupEntry> after) {
        Map<LineupEntry, Deque<Integer>> places = new HashMap<>();
        for (int i = 0; i < before.size(); i++) {
            places.computeIfAbsent(before.get(i), none -> new ArrayDeque<>()).add(i);
        }
        List<Optional<Integer>> was = new ArrayList<>();
        for (LineupEntry entry : after) {
            was.add(Optional.ofNullable(
                    places.computeIfAbsent(entry, none -> new ArrayDeque<>()).poll()));
        }
        return new LineupDiff(
                was, places.values().stream().flatMap(Deque::stream).sorted().toList());
    }

    public int added() {
        return (int) was.stream().filter(Optional::isEmpty).count();
    }

    /** Entries that stand behind another one than before, of those that were there. */
    public int moved() {
        int moved = 0;
        int newest = -1;
        for (Optional<Integer> place : was) {
            if (place.isPresent()) {
                moved += place.get() < newest ? 1 : 0;
                newest = Math.max(newest, place.get());
            }
        }
        return moved;
    }
}
