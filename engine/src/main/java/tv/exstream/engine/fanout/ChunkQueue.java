package tv.exstream.engine.fanout;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/** A first-in-first-out array ring that grows by need and never shrinks. Not thread-safe; holds no references itself. */
final class ChunkQueue {
    private @Nullable PooledChunk[] cells;
    private int head;
    private int count;
    private long bytes;

    ChunkQueue(int initialCapacity) {
        cells = new PooledChunk[Integer.highestOneBit(Math.max(2, initialCapacity * 2 - 1))];
    }

    int count() {
        return count;
    }

    long bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return count == 0;
    }

    void add(PooledChunk chunk) {
        if (count == cells.length) {
            grow();
        }
        cells[(head + count) & (cells.length - 1)] = chunk;
        count++;
        bytes += chunk.size();
    }

    /** The chunk at this distance from the oldest one. */
    PooledChunk get(int index) {
        PooledChunk chunk = index < count ? cells[(head + index) & (cells.length - 1)] : null;
        if (chunk == null) {
            throw new IndexOutOfBoundsException(index + " of " + count);
        }
        return chunk;
    }

    /** Takes out the oldest chunk, null when empty. */
    @Nullable
    PooledChunk poll() {
        if (count == 0) {
            return null;
        }
        PooledChunk chunk = cells[head];
        cells[head] = null;
        head = (head + 1) & (cells.length - 1);
        count--;
        if (chunk != null) {
            bytes -= chunk.size();
        }
        return chunk;
    }

    /** Takes out and releases the oldest {@code n} chunks. */
    void release(int n) {
        for (int i = 0; i < n; i++) {
            PooledChunk chunk = poll();
            if (chunk != null) {
                chunk.release();
            }
        }
    }

    void releaseAll() {
        release(count);
    }

    private void grow() {
        @Nullable PooledChunk[] bigger = Arrays.copyOfRange(cells, head, head + cells.length * 2);
        int wrapped = head;
        System.arraycopy(cells, 0, bigger, cells.length - wrapped, wrapped);
        cells = bigger;
        head = 0;
    }
}
