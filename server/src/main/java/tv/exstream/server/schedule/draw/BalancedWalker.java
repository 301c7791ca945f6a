package tv.exstream.server.schedule.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Shuffle in order: each group in its own order, spread evenly over a pass through everything. A group of n items has
 * its places at (i + offset) / n of the pass; the offsets are drawn anew for every pass.
 */
final class BalancedWalker implements Walker {
    private static final double UNIT = 0x1p-53;

    /** @param number from the group's name, so that other groups change nothing for it */
    private record Group(PassWalker items, long number) {}

    private final List<Group> groups = new ArrayList<>();
    private final long seed;
    private final Memory memory;
    private final String key;
    private final int size;
    private final long shortest;
    private Cursor cursor;
    private Optional<Group> ahead = Optional.empty();

    /** @param grouped playable items by the name of their group */
    BalancedWalker(SortedMap<String, List<Airable>> grouped, long seed, Memory memory, String key) {
        this.seed = seed;
        this.memory = memory;
        this.key = key;
        this.cursor = memory.cursor(key).orElse(Cursor.START);
        // What is new in the library begins with the pass that is on.
        Cursor start = new Cursor(cursor.pass(), Optional.empty(), Optional.empty(), Optional.empty());
        int count = 0;
        long least = Long.MAX_VALUE;
        for (Map.Entry<String, List<Airable>> entry : grouped.entrySet()) {
            PassWalker walker = new PassWalker(
                    entry.getValue(), (item, pass) -> item.key(), memory, key + "|" + entry.getKey(), start);
            groups.add(new Group(walker, Walkers.number(entry.getKey())));
            count += walker.size();
            least = Math.min(least, walker.shortestMillis());
        }
        this.size = count;
        this.shortest = least;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public long shortestMillis() {
        return shortest;
    }

    @Override
    public Airable peek() {
        return next().items().peek();
    }

    @Override
    public void advance() {
        Group group = next();
        long aired = group.items().peek().mediaId();
        group.items().advance();
        cursor = new Cursor(cursor.pass(), Optional.empty(), Optional.of(aired), Optional.empty());
        memory.put(key, cursor);
        ahead = Optional.empty();
    }

    @Override
    public boolean endsPass() {
        return groups.stream().allMatch(group -> done(group, cursor.pass()));
    }

    @Override
    public void rewind() {
        cursor = memory.cursor(key).orElse(Cursor.START);
        ahead = Optional.empty();
        groups.forEach(group -> group.items().rewind());
    }

    private Group next() {
        Group found = ahead.orElseGet(this::find);
        ahead = Optional.of(found);
        return found;
    }

    private Group find() {
        if (endsPass()) {
            cursor = new Cursor(cursor.pass() + 1, Optional.empty(), cursor.last(), Optional.empty());
        }
        Optional<Group> best = Optional.empty();
        Optional<Group> repeat = Optional.empty();
        double lowest = Double.MAX_VALUE;
        for (Group group : groups) {
            double place = done(group, cursor.pass()) ? Double.MAX_VALUE : place(group);
            if (place < lowest) {
                if (cursor.last()
                        .filter(id -> id == group.items().peek().mediaId())
                        .isPresent()) {
                    repeat = Optional.of(group);
                } else {
                    best = Optional.of(group);
                    lowest = place;
                }
            }
        }
        return best.isPresent() ? best.get() : repeat.orElseThrow();
    }

    private static boolean done(Group group, long pass) {
        return group.items().pass() > pass
                || (group.items().pass() == pass
                        && group.items().passed() >= group.items().size());
    }

    private double place(Group group) {
        int passed = group.items().pass() < cursor.pass() ? 0 : group.items().passed();
        double offset = (SplitMix64.hash(seed, cursor.pass(), group.number()) >>> 11) * UNIT;
        return (passed + offset) / group.items().size();
    }
}
