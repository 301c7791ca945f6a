package tv.exstream.server.schedule.draw;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Any item at any time, never the same one twice in a row. The cursor's pass counts the draws. */
final class RandomWalker implements Walker {
    private final List<Airable> items;
    private final long seed;
    private final Memory memory;
    private final String key;

    RandomWalker(List<Airable> items, long seed, Memory memory, String key) {
        this.items = items.stream()
                .sorted(Comparator.comparingLong(Airable::mediaId))
                .toList();
        this.seed = seed;
        this.memory = memory;
        this.key = key;
    }

    @Override
    public int size() {
        return items.size();
    }

    @Override
    public long shortestMillis() {
        return items.stream().mapToLong(Airable::airMillis).min().orElse(Long.MAX_VALUE);
    }

    @Override
    public Airable peek() {
        Cursor cursor = cursor();
        int last = cursor.last().map(this::indexOf).orElse(-1);
        int choices = last >= 0 && items.size() > 1 ? items.size() - 1 : items.size();
        int index = (int) Long.remainderUnsigned(SplitMix64.hash(seed, cursor.pass(), 0), choices);
        return items.get(choices < items.size() && index >= last ? index + 1 : index);
    }

    @Override
    public void advance() {
        long aired = peek().mediaId();
        memory.put(key, new Cursor(cursor().pass() + 1, Optional.empty(), Optional.of(aired), Optional.empty()));
    }

    @Override
    public boolean endsPass() {
        return cursor().pass() % items.size() == 0;
    }

    @Override
    public void rewind() {
        // It keeps its position nowhere else.
    }

    private Cursor cursor() {
        return memory.cursor(key).orElse(Cursor.START);
    }

    private int indexOf(long mediaId) {
        int low = 0;
        int high = items.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long id = items.get(middle).mediaId();
            if (id == mediaId) {
                return middle;
            }
            if (id < mediaId) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }
}
