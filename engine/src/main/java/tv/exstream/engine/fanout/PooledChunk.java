package tv.exstream.engine.fanout;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * A chunk on its way from the muxer to the viewers. Filled by one thread, sealed, then shared and immutable; it goes
 * back to its pool with the last reference. Breaking that order is a bug and always throws, asserts on or off.
 */
public final class PooledChunk implements Chunk {
    private static final int TS_PACKET = 188;

    private final ChunkPool pool;
    private final AtomicInteger references = new AtomicInteger();

    /** Null while in the pool. */
    private ChunkMemory.@Nullable Cell cell;

    private int size;
    private boolean sealed;
    private boolean startsWithKeyframe;
    private long ticks90k;

    PooledChunk(ChunkPool pool) {
        this.pool = pool;
    }

    /** Bytes that may still be claimed; zero once sealed. */
    public int remaining() {
        return sealed ? 0 : cell().capacity() - size;
    }

    /**
     * Makes room for transport packets at the end, to be written before the next claim; allocates nothing.
     *
     * @param packets at least one
     * @return where in {@link #memory} the first goes
     * @throws IllegalStateException when sealed or released, or when there is no room
     */
    public long claim(int packets) {
        if (packets < 1 || remaining() < packets * TS_PACKET) {
            throw new IllegalStateException(
                    "claim of " + packets + " packets in a chunk with " + remaining() + " bytes left");
        }
        long at = size;
        size += packets * TS_PACKET;
        return at;
    }

    /** What {@link #claim} points into, until sealed. */
    public MemorySegment memory() {
        return cell().memory;
    }

    /**
     * Makes the chunk immutable and, where it is much smaller than its memory, moves it to less.
     *
     * @param keyframe whether it begins with PAT, PMT and a keyframe
     * @param ticks    see {@link #timelineTicks90k}
     * @throws IllegalStateException when sealed already or empty
     */
    public void seal(boolean keyframe, long ticks) {
        ChunkMemory.Cell full = cell();
        if (sealed || size == 0) {
            throw new IllegalStateException(sealed ? "sealed twice" : "sealed while empty");
        }
        ChunkMemory.Cell fitting = pool.takeFitting(size);
        if (fitting != null) {
            MemorySegment.copy(full.memory, 0, fitting.memory, 0, size);
            cell = fitting;
            pool.giveBack(full);
        }
        startsWithKeyframe = keyframe;
        ticks90k = ticks;
        sealed = true;
    }

    @Override
    public void retain() {
        int before = references.getAndUpdate(n -> n > 0 ? n + 1 : n);
        if (before <= 0) {
            throw new IllegalStateException("retain of a released chunk");
        }
    }

    @Override
    public void release() {
        int before = references.getAndUpdate(n -> n > 0 ? n - 1 : n);
        if (before <= 0) {
            throw new IllegalStateException("chunk released more often than acquired");
        }
        if (before == 1) {
            ChunkMemory.Cell memory = cell;
            cell = null;
            ChunkPool.LIVE.released();
            if (memory != null) {
                pool.giveBack(this, memory);
            }
        }
    }

    @Override
    public ByteBuffer bytes() {
        return cell().first(size);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean startsWithKeyframe() {
        return startsWithKeyframe;
    }

    @Override
    public long timelineTicks90k() {
        return ticks90k;
    }

    public boolean sealed() {
        return sealed;
    }

    /** Called by the pool, which alone holds it now. */
    void reset(ChunkMemory.Cell memory) {
        cell = memory;
        size = 0;
        sealed = false;
        startsWithKeyframe = false;
        ticks90k = 0;
        references.set(1);
    }

    private ChunkMemory.Cell cell() {
        ChunkMemory.Cell current = cell;
        if (references.get() <= 0 || current == null) {
            throw new IllegalStateException("use of a released chunk");
        }
        return current;
    }
}
