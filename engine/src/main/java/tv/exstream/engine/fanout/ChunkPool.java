package tv.exstream.engine.fanout;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.jspecify.annotations.Nullable;

import tv.exstream.engine.observe.NativeLedger;

/**
 * Where chunks come from and go back to. A chunk is filled in memory of the full size and, when sealed with much less,
 * moved to memory of about its own size: a channel that is in step publishes a chunk for each packet, and most packets
 * are small. Never empty: it grows by need, what bounds it is that hubs and viewers bound what they hold. Thread-safe.
 */
public final class ChunkPool {
    /** Some 16 kB: 45 ms of a 3 Mbit/s channel. */
    public static final int DEFAULT_CHUNK_BYTES = 188 * 87;

    /** Free memory kept for reuse unless told otherwise: this many chunks of each size, 4 MB of the full one. */
    public static final int DEFAULT_MAX_FREE = 256;

    static final NativeLedger.Kind LIVE = NativeLedger.kind("chunk");

    private static final int TS_PACKET = 188;

    private final int maxFree;
    /** Largest first, each half of the one before, in whole packets. */
    private final List<ChunkMemory> sizes = new ArrayList<>();

    private final Deque<PooledChunk> shells = new ArrayDeque<>();

    /** @param chunkBytes capacity of each chunk, a positive multiple of 188 */
    public ChunkPool(int chunkBytes) {
        this(chunkBytes, DEFAULT_MAX_FREE);
    }

    /** @param maxFree free chunks of each size beyond which wholly free slabs are given up */
    public ChunkPool(int chunkBytes, int maxFree) {
        if (chunkBytes <= 0 || chunkBytes % TS_PACKET != 0 || maxFree < 0) {
            throw new IllegalArgumentException("chunks of " + chunkBytes + " bytes, " + maxFree
                    + " kept free: the size must be a multiple of 188, the number not negative");
        }
        this.maxFree = maxFree;
        int packets = chunkBytes / TS_PACKET;
        sizes.add(new ChunkMemory(packets * TS_PACKET, maxFree));
        while (packets > 1) {
            packets = (packets + 1) / 2;
            sizes.add(new ChunkMemory(packets * TS_PACKET, maxFree));
        }
    }

    public int chunkBytes() {
        return sizes.getFirst().cellBytes();
    }

    /** An empty chunk to be filled; the caller owns its one reference. */
    public PooledChunk acquire() {
        PooledChunk chunk;
        ChunkMemory.Cell memory;
        synchronized (this) {
            PooledChunk shell = shells.pollLast();
            chunk = shell == null ? new PooledChunk(this) : shell;
            memory = sizes.getFirst().take();
        }
        chunk.reset(memory);
        LIVE.acquired();
        return chunk;
    }

    /** Chunks of the full size that could be had without new memory. */
    public synchronized int freeChunks() {
        return sizes.getFirst().freeCells();
    }

    /** Direct memory held now, in use or free. */
    public synchronized long memoryBytes() {
        return sizes.stream().mapToLong(ChunkMemory::bytes).sum();
    }

    /** Memory that suits so many bytes better than the full size, null when there is none. */
    synchronized ChunkMemory.@Nullable Cell takeFitting(int bytes) {
        int best = 0;
        while (best + 1 < sizes.size() && sizes.get(best + 1).cellBytes() >= bytes) {
            best++;
        }
        return best == 0 ? null : sizes.get(best).take();
    }

    synchronized void giveBack(ChunkMemory.Cell memory) {
        memory.giveBack();
    }

    synchronized void giveBack(PooledChunk shell, ChunkMemory.Cell memory) {
        memory.giveBack();
        if (shells.size() < maxFree * sizes.size()) {
            shells.addLast(shell);
        }
    }
}
