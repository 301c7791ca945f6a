package tv.exstream.engine.av;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Encoded packets side by side in one piece of native memory, to be shared by reference as often as wanted: what was
 * shared stays valid after {@link #close}. Immutable but for closing; safe from any thread.
 */
public final class PacketBlock implements AutoCloseable {
    private @Nullable Packet bytes;
    private final int[] ends;
    private final BitSet keys;

    private PacketBlock(Packet bytes, int[] ends, BitSet keys) {
        this.bytes = bytes;
        this.ends = ends;
        this.keys = keys;
    }

    /** Collects packets. Confined to one thread. */
    public static final class Builder implements AutoCloseable {
        private @Nullable Packet bytes = new Packet();
        private int[] ends = new int[64];
        private final BitSet keys = new BitSet();
        private int count;

        /** Adds a copy of {@code packet}, which stays the caller's. */
        public void add(Packet packet) {
            Packet all = Objects.requireNonNull(bytes, "built");
            all.append(packet);
            if (count == ends.length) {
                ends = Arrays.copyOf(ends, 2 * count);
            }
            keys.set(count, packet.isKey());
            ends[count++] = all.size();
        }

        /** The block, which is the caller's; the builder is done. */
        public PacketBlock build() {
            Packet all = Objects.requireNonNull(bytes, "built");
            bytes = null;
            return new PacketBlock(all, Arrays.copyOf(ends, count), keys);
        }

        /** Throws away what was not built. */
        @Override
        public void close() {
            Packet all = bytes;
            if (all != null) {
                bytes = null;
                all.close();
            }
        }
    }

    /** Number of packets. */
    public int length() {
        return ends.length;
    }

    /** Bytes of all packets. */
    public int size() {
        return ends.length == 0 ? 0 : ends[ends.length - 1];
    }

    public boolean isKey(int index) {
        return keys.get(index);
    }

    /** Makes {@code target} share packet {@code index}. @return false once closed: {@code target} is as it was then */
    public synchronized boolean share(int index, Packet target) {
        Packet all = bytes;
        if (all == null) {
            return false;
        }
        int start = index == 0 ? 0 : ends[index - 1];
        target.refSlice(all, start, ends[index] - start, keys.get(index));
        return true;
    }

    @Override
    public synchronized void close() {
        Packet all = bytes;
        if (all != null) {
            bytes = null;
            all.close();
        }
    }
}
