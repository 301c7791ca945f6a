package tv.exstream.engine.ring;

import java.util.ArrayList;
import java.util.List;

import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.YieldingWaitStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Hands packets from one thread to one other: a Disruptor ring of preallocated {@link PacketCell}s whose consumer can
 * look at the head before it takes it. A full ring is a result ({@link #claim} gives null), not an exception and not a
 * wait: whoever produces decides. No allocation after construction.
 *
 * @param <T> what packets are part of
 */
public final class PacketRing<T> implements AutoCloseable {
    private final RingBuffer<PacketCell<T>> cells;
    /** Last cell given back by the consumer. */
    private final Sequence consumed = new Sequence(RingBuffer.INITIAL_CURSOR_VALUE);

    private final List<PacketCell<T>> owned = new ArrayList<>();
    private long claimed;
    private boolean closed;

    /** @param capacity cells, a power of two */
    public PacketRing(int capacity) {
        // Nobody ever waits on the ring itself, and this strategy's signal is empty.
        cells = RingBuffer.createSingleProducer(this::newCell, capacity, new YieldingWaitStrategy());
        cells.addGatingSequences(consumed);
    }

    private PacketCell<T> newCell() {
        PacketCell<T> cell = new PacketCell<>();
        owned.add(cell);
        return cell;
    }

    /** Producer: an empty cell to fill, or null when the consumer is a whole ring behind. Publish before the next claim. */
    public @Nullable PacketCell<T> claim() {
        if (!cells.hasAvailableCapacity(1)) {
            return null;
        }
        claimed = cells.next();
        return cells.get(claimed);
    }

    /** Producer: hands the claimed cell over. */
    public void publish() {
        cells.publish(claimed);
    }

    /** Consumer: the oldest cell not yet given back, or null. */
    public @Nullable PacketCell<T> peek() {
        long next = consumed.get() + 1;
        return next <= cells.getCursor() ? cells.get(next) : null;
    }

    /** Consumer: gives the peeked cell back, emptied. */
    public void advance() {
        long next = consumed.get() + 1;
        cells.get(next).clear();
        consumed.set(next);
    }

    /** Cells between producer and consumer, a momentary figure. */
    public int size() {
        return (int) (cells.getCursor() - consumed.get());
    }

    /** Frees the cells' packets. Only once neither side uses the ring. Idempotent. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            owned.forEach(cell -> cell.packet.close());
        }
    }
}
