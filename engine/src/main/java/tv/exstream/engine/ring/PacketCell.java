package tv.exstream.engine.ring;

import org.jspecify.annotations.Nullable;

import tv.exstream.engine.av.Packet;

/**
 * One preallocated cell: an encoded packet with its place on the timeline, or a hole to be filled. Belongs to the
 * producer from claim to publish and to the consumer from peek to advance.
 *
 * @param <T> what the packet is part of
 */
public final class PacketCell<T> {
    /** Values of {@link #stream}. */
    public static final int VIDEO = 0;

    public static final int AUDIO = 1;

    /** Compressed data; empty for a hole. Moved out by the consumer, or released when it advances. */
    public final Packet packet = new Packet();

    /** True: nothing will come for {@code [pts90k, pts90k + duration90k)}; something must stand in. */
    public boolean hole;

    /** {@link #VIDEO} or {@link #AUDIO}. */
    public int stream;

    public long pts90k;
    public long dts90k;
    public long duration90k;
    public boolean key;
    /** The time base jumps here, because the clock did; receivers are told. */
    public boolean discontinuity;

    public @Nullable T item;

    public void describe(@Nullable T newItem, int newStream, long pts, long dts, long duration, boolean isKey) {
        item = newItem;
        stream = newStream;
        pts90k = pts;
        dts90k = dts;
        duration90k = duration;
        key = isKey;
        hole = false;
        discontinuity = false;
    }

    public long end90k() {
        return pts90k + duration90k;
    }

    void clear() {
        packet.unref();
        item = null;
    }
}
