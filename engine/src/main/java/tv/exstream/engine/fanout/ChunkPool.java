package tv.exstream.engine.fanout;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import tv.exstream.engine.observe.NativeLedger;

/**
 * Where chunks come from and go back to. Their memory is direct, cut from slabs of {@value #SLAB_CHUNKS}, so that many
 * channels coming and going do not fragment it; a slab that is wholly free is given up when enough others are. Never
 * empty: it grows by need, what bounds it is that hubs and viewers bound what they hold. Thread-safe.
 */
public final class ChunkPool {
    /** Some 16 kB: 45 ms of a 3 Mbit/s channel. */
    public static final int DEFAULT_CHUNK_BYTES = 188 * 87;

    /** Free chunks kept for reuse unless told otherwise: 4 MB. */
    public static final int DEFAULT_MAX_FREE = 256;

    static final NativeLedger.Kind LIVE = NativeLedger.kind("chunk");

    private static final int SLAB_CHUNKS = 64;

    private final int chunkBytes;
    private final int maxFree;
    /** Slabs with at least one free chunk; the last one is served first. */
    private final List<Slab> withFree = new ArrayList<>();

    private int free;
    private int slabs;

    /** @param chunkBytes capacity of each chunk, a positive multiple of 188 */
    public ChunkPool(int chunkBytes) {
        this(chunkBytes, DEFAULT_MAX_FREE);
    }

    /** @param maxFree free chunks beyond which wholly free slabs are given up */
    public ChunkPool(int chunkBytes, int maxFree) {
        if (chunkBytes <= 0 || chunkBytes % 188 != 0 || maxFree < 0) {
            throw new IllegalArgumentException("chunks of " + chunkBytes + " bytes, " + maxFree
                    + " kept free: the size must be a multiple of 188, the number not negative");
        }
        this.chunkBytes = chunkBytes;
        this.maxFree = maxFree;
    }

    public int chunkBytes() {
        return chunkBytes;
    }

    /** An empty chunk to be filled; the caller owns its one reference. */
    public PooledChunk acquire() {
        PooledChunk chunk = take();
        chunk.reset();
        LIVE.acquired();
        return chunk;
    }

    /** Free chunks kept now. */
    public synchronized int freeChunks() {
        return free;
    }

    /** Direct memory held now, in use or free. */
    public synchronized long memoryBytes() {
        return (long) slabs * SLAB_CHUNKS * chunkBytes;
    }

    private synchronized PooledChunk take() {
        if (withFree.isEmpty()) {
            withFree.add(new Slab());
            slabs++;
            free += SLAB_CHUNKS;
        }
        Slab slab = withFree.getLast();
        PooledChunk chunk = slab.free[--slab.freeCount];
        free--;
        if (slab.freeCount == 0) {
            withFree.removeLast();
        }
        return chunk;
    }

    synchronized void giveBack(PooledChunk chunk) {
        Slab slab = chunk.slab();
        slab.free[slab.freeCount++] = chunk;
        free++;
        if (slab.freeCount == 1) {
            withFree.add(slab);
        } else if (slab.freeCount == SLAB_CHUNKS && free - SLAB_CHUNKS >= maxFree) {
            withFree.remove(slab);
            slabs--;
            free -= SLAB_CHUNKS;
        }
    }

    /** One piece of direct memory; its lock is the pool's. */
    final class Slab {
        private final PooledChunk[] free = new PooledChunk[SLAB_CHUNKS];
        private int freeCount;

        Slab() {
            ByteBuffer memory = ByteBuffer.allocateDirect(SLAB_CHUNKS * chunkBytes);
            for (int i = SLAB_CHUNKS - 1; i >= 0; i--) {
                free[freeCount++] = new PooledChunk(ChunkPool.this, this, memory.slice(i * chunkBytes, chunkBytes));
            }
        }
    }
}
