package tv.exstream.server.schedule.sequential;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Complains of what leads back to itself, and of what goes too deep. Used once. */
final class Nesting {
    private static final int DEEPEST = 32;

    private final String name;
    private final Map<String, List<String>> links;
    private final Map<String, Place> places;
    private final Faults faults;
    private final Map<String, Integer> depths = new HashMap<>();
    private final Deque<String> path = new ArrayDeque<>();

    /**
     * @param name   of the kind of thing
     * @param links  the keys that each refers to
     * @param places where each is written
     */
    Nesting(String name, Map<String, List<String>> links, Map<String, Place> places, Faults faults) {
        this.name = name;
        this.links = links;
        this.places = places;
        this.faults = faults;
    }

    void check() {
        links.keySet().stream().sorted().forEach(this::depth);
    }

    private int depth(String key) {
        Integer known = depths.get(key);
        if (known != null) {
            return known;
        }
        Place place = places.getOrDefault(key, Place.NOWHERE);
        if (path.contains(key)) {
            faults.add(
                    place,
                    name + " '" + key + "' leads back to itself (" + String.join(" → ", path.reversed()) + " → " + key
                            + "): take one of these out");
            return 0;
        }
        int deepest = 0;
        path.push(key);
        for (String next : path.size() > DEEPEST ? List.<String>of() : links.getOrDefault(key, List.of())) {
            deepest = Math.max(deepest, 1 + (links.containsKey(next) ? depth(next) : 0));
        }
        path.pop();
        if (deepest > DEEPEST || path.size() > DEEPEST) {
            faults.add(place, name + " '" + key + "' holds others " + DEEPEST + " deep and more: nest less");
        }
        depths.put(key, deepest);
        return deepest;
    }
}
