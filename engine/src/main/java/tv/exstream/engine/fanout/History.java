package tv.exstream.engine.fanout;

/**
 * The newest chunks of a channel, from a keyframe on: where a new viewer starts. Holds one reference to each chunk.
 * Confined to its hub's lock.
 */
final class History {
    private final ChunkQueue chunks = new ChunkQueue(64);
    private final long minBurstTicks90k;
    private final long maxBytes;

    History(long minBurstTicks90k, long maxBytes) {
        this.minBurstTicks90k = minBurstTicks90k;
        this.maxBytes = maxBytes;
    }

    /** Keeps the newest chunk (taking a reference of its own) and lets go of those no new viewer would start with. */
    void add(PooledChunk newest) {
        if (chunks.isEmpty() && !newest.startsWithKeyframe()) {
            return;
        }
        newest.retain();
        chunks.add(newest);
        for (int next = nextKeyframe(); next < chunks.count() && isOldEnough(next, newest); next = nextKeyframe()) {
            chunks.release(next);
        }
        while (chunks.bytes() > maxBytes) {
            chunks.release(nextKeyframe());
        }
    }

    int count() {
        return chunks.count();
    }

    PooledChunk get(int index) {
        return chunks.get(index);
    }

    void releaseAll() {
        chunks.releaseAll();
    }

    private boolean isOldEnough(int index, PooledChunk newest) {
        return newest.timelineTicks90k() - chunks.get(index).timelineTicks90k() >= minBurstTicks90k;
    }

    /** Index of the second keyframe, or of the end when there is no other than the first. */
    private int nextKeyframe() {
        int index = 1;
        while (index < chunks.count() && !chunks.get(index).startsWithKeyframe()) {
            index++;
        }
        return index;
    }
}
