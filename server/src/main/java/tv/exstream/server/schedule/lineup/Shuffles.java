package tv.exstream.server.schedule.lineup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Orders by chance. A programme's place depends on the programme itself, so one more or less in the library moves few
 * others.
 */
final class Shuffles {
    /** @param rank compared without sign */
    private record Place(long rank, int occurrence, int index, LineupEntry entry) {
        static final Comparator<Place> ORDER = ((Comparator<Place>) (a, b) -> Long.compareUnsigned(a.rank, b.rank))
                .thenComparingInt(Place::occurrence)
                .thenComparingLong(place -> place.entry.code())
                .thenComparingInt(Place::index);
    }

    private Shuffles() {}

    static List<LineupEntry> shuffle(List<LineupEntry> list, Chance chance) {
        List<LineupEntry> shuffled = new ArrayList<>(places(list, chance).stream()
                .sorted(Place.ORDER)
                .map(Place::entry)
                .toList());
        for (int i = 1; i < shuffled.size(); i++) {
            if (shuffled.get(i).equals(shuffled.get(i - 1)) && !part(shuffled, i)) {
                break;
            }
        }
        return shuffled;
    }

    /** Puts something else where an entry follows itself; false if there is nothing else behind it. */
    private static boolean part(List<LineupEntry> list, int at) {
        for (int other = at + 1; other < list.size(); other++) {
            if (!list.get(other).equals(list.get(at))) {
                list.add(at, list.remove(other));
                return true;
            }
        }
        return false;
    }

    /** Where each group has its places is drawn; which of its programmes takes which of them is not. */
    static List<LineupEntry> cyclic(List<LineupEntry> list, LineupLibrary library, Chance chance) {
        Map<String, List<Place>> shows = new LinkedHashMap<>();
        List<Place> found = new ArrayList<>();
        for (Place place : places(list, chance)) {
            String show = library.group(place.entry);
            if (show.isEmpty() || place.entry instanceof LineupEntry.Redirect) {
                found.add(place);
            } else {
                shows.computeIfAbsent(show, none -> new ArrayList<>()).add(place);
            }
        }
        for (List<Place> show : shows.values()) {
            List<Place> drawn = show.stream().sorted(Place.ORDER).toList();
            show.sort(Comparator.comparingInt(Place::occurrence)
                    .thenComparingLong(place -> Orders.place(place.entry, library))
                    .thenComparingInt(Place::index));
            for (int i = 0; i < drawn.size(); i++) {
                found.add(new Place(drawn.get(i).rank, drawn.get(i).occurrence, drawn.get(i).index, show.get(i).entry));
            }
        }
        return found.stream().sorted(Place.ORDER).map(Place::entry).toList();
    }

    static List<LineupEntry> blocks(
            List<LineupEntry> list, LineupTool.BlockShuffle blocks, LineupLibrary library, Chance chance) {
        Map<String, List<LineupEntry>> shows = new LinkedHashMap<>();
        for (LineupEntry entry : LineupTools.programmes(list)) {
            shows.computeIfAbsent(library.group(entry), none -> new ArrayList<>())
                    .add(entry);
        }
        int longest = shows.values().stream().mapToInt(List::size).max().orElse(0);
        List<LineupEntry> result = new ArrayList<>();
        List<List<LineupEntry>> left = new ArrayList<>(shows.values());
        for (int round = 0; round * blocks.size() < longest; round++) {
            int from = round * blocks.size();
            left.removeIf(show -> show.size() <= from && (!blocks.loop() || result.size() >= LineupTools.MOST));
            for (List<LineupEntry> show : order(left, blocks.random(), round, chance)) {
                int until = Math.min(from + blocks.size(), blocks.loop() ? longest : show.size());
                for (int i = from; i < until; i++) {
                    if (i >= show.size() && result.size() >= LineupTools.MOST) {
                        break;
                    }
                    result.add(show.get(i % show.size()));
                }
            }
        }
        return result;
    }

    private static List<List<LineupEntry>> order(
            List<List<LineupEntry>> shows, boolean random, int round, Chance chance) {
        if (!random) {
            return shows;
        }
        return shows.stream()
                .sorted((a, b) -> Long.compareUnsigned(
                        chance.of(round, a.getFirst().code()),
                        chance.of(round, b.getFirst().code())))
                .toList();
    }

    /** The programmes with ranks by chance; the copies of one have ranks of their own. */
    private static List<Place> places(List<LineupEntry> list, Chance chance) {
        Map<LineupEntry, Integer> seen = new HashMap<>();
        List<Place> places = new ArrayList<>();
        for (LineupEntry entry : LineupTools.programmes(list)) {
            int occurrence = seen.merge(entry, 1, Integer::sum);
            places.add(new Place(chance.of(occurrence, entry.code()), occurrence, places.size(), entry));
        }
        return places;
    }
}
