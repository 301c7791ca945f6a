package tv.exstream.engine.hls;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The bytes of a segment or part, as buffers of the channel's shared chunks. They stay while this is open, whatever
 * becomes of the segment meanwhile. One reader at a time; who got it closes it, on any thread.
 */
public final class HlsBody implements AutoCloseable {
    private final List<Slice> slices;
    private final long size;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** @param shared slices whose references become this body's */
    HlsBody(List<Slice> shared) {
        slices = List.copyOf(shared);
        size = slices.stream().mapToLong(Slice::size).sum();
    }

    /** Bytes in all, a multiple of 188. */
    public long size() {
        return size;
    }

    public int buffers() {
        return slices.size();
    }

    /** A new read-only view of the buffer at {@code index}; valid until {@link #close}. */
    public ByteBuffer buffer(int index) {
        return slices.get(index).bytes();
    }

    /** Gives the references back. Idempotent. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            slices.forEach(Slice::release);
        }
    }
}
