package tv.exstream.server.schedule.draw;

import java.util.List;
import java.util.Optional;

/** Entry after entry of a playlist; what has nothing to air is passed over. */
final class PlaylistWalker implements Walker {
    private static final String ENTRY = "#entry";
    private static final String AIRED = "#aired";

    /** @param count empty for one pass */
    record Entry(Walker items, Optional<Integer> count) {}

    private final List<Entry> entries;
    private final Memory memory;
    private final String key;
    private final int size;
    private boolean lastOfPass;

    PlaylistWalker(List<Entry> entries, Memory memory, String key) {
        this.entries =
                entries.stream().filter(entry -> entry.items().size() > 0).toList();
        this.memory = memory;
        this.key = key;
        this.size = this.entries.stream()
                .mapToInt(entry -> entry.count().orElse(entry.items().size()))
                .sum();
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public long shortestMillis() {
        return entries.stream()
                .mapToLong(entry -> entry.items().shortestMillis())
                .min()
                .orElse(Long.MAX_VALUE);
    }

    @Override
    public Airable peek() {
        return entry().items().peek();
    }

    @Override
    public void advance() {
        Entry entry = entry();
        entry.items().advance();
        long aired = memory.count(key + AIRED) + 1;
        lastOfPass = false;
        if (entry.count().map(count -> aired >= count).orElse(entry.items().endsPass())) {
            memory.clear(key + AIRED);
            int next = (index() + 1) % entries.size();
            memory.set(key + ENTRY, next);
            lastOfPass = next == 0;
        }
    }

    @Override
    public boolean endsPass() {
        return lastOfPass;
    }

    @Override
    public void rewind() {
        lastOfPass = false;
        entries.forEach(entry -> entry.items().rewind());
    }

    private Entry entry() {
        return entries.get(index());
    }

    private int index() {
        return (int) (memory.mark(key + ENTRY, 0) % entries.size());
    }
}
