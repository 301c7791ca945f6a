package tv.exstream.engine.fanout;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Direct memory in cells of one size, cut from slabs so that many channels coming and going do not fragment it; a slab
 * that is wholly free is given up when enough others are. Its lock is the pool's.
 */
final class ChunkMemory {
    private static final int SLAB_CELLS = 64;

    private final int cellBytes;
    private final int maxFree;
    /** Slabs with at least one free cell; the last one is served first. */
    private final List<Slab> withFree = new ArrayList<>();

    private int free;
    private int slabs;

    ChunkMemory(int cellBytes, int maxFree) {
        this.cellBytes = cellBytes;
        this.maxFree = maxFree;
    }

    int cellBytes() {
        return cellBytes;
    }

    int freeCells() {
        return free;
    }

    long bytes() {
        return (long) slabs * SLAB_CELLS * cellBytes;
    }

    Cell take() {
        if (withFree.isEmpty()) {
            withFree.add(new Slab());
            slabs++;
            free += SLAB_CELLS;
        }
        Slab slab = withFree.getLast();
        Cell cell = slab.free[--slab.freeCount];
        free--;
        if (slab.freeCount == 0) {
            withFree.removeLast();
        }
        return cell;
    }

    private void giveBack(Cell cell) {
        Slab slab = cell.slab;
        slab.free[slab.freeCount++] = cell;
        free++;
        if (slab.freeCount == 1) {
            withFree.add(slab);
        } else if (slab.freeCount == SLAB_CELLS && free - SLAB_CELLS >= maxFree) {
            withFree.remove(slab);
            slabs--;
            free -= SLAB_CELLS;
        }
    }

    /** Room for one chunk's bytes. */
    static final class Cell {
        final MemorySegment memory;
        /** Made once: what viewers get is a slice of it, one object each. */
        private final ByteBuffer readOnly;

        private final Slab slab;

        private Cell(Slab slab, ByteBuffer buffer) {
            this.slab = slab;
            this.memory = MemorySegment.ofBuffer(buffer);
            this.readOnly = buffer.asReadOnlyBuffer();
        }

        int capacity() {
            return readOnly.capacity();
        }

        /** A read-only view of the first bytes. */
        ByteBuffer first(int bytes) {
            return readOnly.slice(0, bytes);
        }

        void giveBack() {
            slab.owner().giveBack(this);
        }
    }

    private final class Slab {
        private final Cell[] free = new Cell[SLAB_CELLS];
        private int freeCount;

        Slab() {
            ByteBuffer memory = ByteBuffer.allocateDirect(SLAB_CELLS * cellBytes);
            for (int i = SLAB_CELLS - 1; i >= 0; i--) {
                free[freeCount++] = new Cell(this, memory.slice(i * cellBytes, cellBytes));
            }
        }

        ChunkMemory owner() {
            return ChunkMemory.this;
        }
    }
}
