package tv.exstream.server.schedule.draw;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Groups take turns: a marathon, or a rotation, which is a marathon in batches of one whose turns are shuffled. */
final class TurnWalker implements Walker {
    private static final String BATCH = "#batch";

    private final PassWalker turns;
    private final Map<Long, PassWalker> groups = new HashMap<>();
    private final int batch;
    private final Memory memory;
    private final String key;
    private final int size;
    private boolean lastOfPass;

    /** @param grouped playable items by the name of their group */
    TurnWalker(SortedMap<String, List<Airable>> grouped, Grouping grouping, long seed, Memory memory, String key) {
        this.batch = grouping.batch();
        this.memory = memory;
        this.key = key;
        List<Airable> names = new ArrayList<>();
        int count = 0;
        for (Map.Entry<String, List<Airable>> entry : grouped.entrySet()) {
            long number = Walkers.number(entry.getKey());
            names.add(new Airable(
                    number,
                    entry.getKey(),
                    Duration.ZERO,
                    true,
                    OrderKey.chronological(entry.getKey(), 0, 0, "", number)));
            Arrangement inside = Arrangement.of(
                    grouping.shuffleItems() ? PlaybackOrder.SHUFFLE : PlaybackOrder.CHRONOLOGICAL,
                    seed,
                    entry.getValue());
            groups.put(
                    number, new PassWalker(entry.getValue(), inside, memory, key + "|" + entry.getKey(), Cursor.START));
            count += entry.getValue().size();
        }
        Arrangement outside = Arrangement.of(
                grouping.shuffleGroups() ? PlaybackOrder.SHUFFLE : PlaybackOrder.CHRONOLOGICAL, seed, names);
        this.turns = new PassWalker(names, outside, memory, key, Cursor.START);
        this.size = count;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public long shortestMillis() {
        return groups.values().stream()
                .mapToLong(PassWalker::shortestMillis)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    @Override
    public Airable peek() {
        return onTurn().peek();
    }

    @Override
    public void advance() {
        PassWalker group = onTurn();
        group.advance();
        long aired = memory.count(key + BATCH) + 1;
        lastOfPass = false;
        if (group.endsPass() || (batch > 0 && aired >= batch)) {
            memory.clear(key + BATCH);
            turns.advance();
            lastOfPass = turns.endsPass();
        }
    }

    @Override
    public boolean endsPass() {
        return lastOfPass;
    }

    @Override
    public void rewind() {
        lastOfPass = false;
        turns.rewind();
        groups.values().forEach(PassWalker::rewind);
    }

    private PassWalker onTurn() {
        PassWalker group = groups.get(turns.peek().mediaId());
        if (group == null) {
            throw new IllegalStateException(
                    "no group has the number " + turns.peek().mediaId());
        }
        return group;
    }
}
