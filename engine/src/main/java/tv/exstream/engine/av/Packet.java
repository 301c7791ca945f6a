package tv.exstream.engine.av;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

import tv.exstream.engine.observe.NativeLedger;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_grow_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_move_ref;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_ref;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;

/**
 * Owner of one {@code AVPacket} shell and of the reference to compressed data it may hold. Confined to one thread at a
 * time; publishing it in a ring is the handover. Getters are primitive and allocate nothing.
 */
public final class Packet implements AutoCloseable {
    /** libav's "no timestamp"; test before arithmetic. */
    public static final long NOPTS = Long.MIN_VALUE;

    /** All memory, for reading a packet's bytes at their {@link #address}. */
    public static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private static final NativeLedger.Kind LEDGER = NativeLedger.kind("packet");
    private static final long DATA_OFFSET = Pointer.offsetof(AVPacket.class, "data");
    private static final long SIZE_OFFSET = Pointer.offsetof(AVPacket.class, "size");
    private static final long FLAGS_OFFSET = Pointer.offsetof(AVPacket.class, "flags");

    private @Nullable AVPacket packet;
    private final MemorySegment struct;

    public Packet() {
        AVPacket allocated = av_packet_alloc();
        if (allocated == null || allocated.isNull()) {
            throw new OutOfMemoryError("av_packet_alloc");
        }
        packet = allocated;
        struct = MemorySegment.ofAddress(allocated.address()).reinterpret(Pointer.sizeof(AVPacket.class));
        LEDGER.acquired();
    }

    AVPacket raw() {
        return Objects.requireNonNull(packet, "packet is closed");
    }

    public long pts() {
        return raw().pts();
    }

    public long dts() {
        return raw().dts();
    }

    public long duration() {
        return raw().duration();
    }

    public int size() {
        return raw().size();
    }

    public int streamIndex() {
        return raw().stream_index();
    }

    public boolean isKey() {
        return (raw().flags() & AV_PKT_FLAG_KEY) != 0;
    }

    public boolean isCorrupt() {
        return (raw().flags() & AV_PKT_FLAG_CORRUPT) != 0;
    }

    /** Sets all timestamps, in the time base of whoever reads them next. */
    public void stamp(long pts, long dts, long duration) {
        raw().pts(pts).dts(dts).duration(duration);
    }

    void streamIndex(int index) {
        raw().stream_index(index);
    }

    /**
     * Where the {@link #size} bytes are, as an offset in {@link #MEMORY}: the way to them that allocates nothing. Valid
     * until this packet is changed or closed.
     */
    public long address() {
        return struct.get(ValueLayout.JAVA_LONG, DATA_OFFSET);
    }

    /** The bytes, valid until this packet is changed or closed. */
    MemorySegment data() {
        return MemorySegment.ofAddress(address()).reinterpret(size());
    }

    /** Replaces the contents by {@code size} uninitialised bytes of its own. */
    void allocate(int size) {
        unref();
        Av.check(av_new_packet(raw(), size), "av_new_packet", size + " bytes");
    }

    void describe(int stream, long pts, long dts, long duration, boolean key) {
        raw().stream_index(stream).flags(key ? AV_PKT_FLAG_KEY : 0);
        stamp(pts, dts, duration);
    }

    void flagsFrom(Packet other) {
        raw().flags(other.raw().flags());
    }

    /** Takes the contents of {@code other}, which is empty afterwards; what this one held is released. */
    public void moveFrom(Packet other) {
        av_packet_unref(raw());
        av_packet_move_ref(raw(), other.raw());
    }

    /** Shares the contents of {@code other}: a reference, no copy. What this one held is released. */
    public void refFrom(Packet other) {
        av_packet_unref(raw());
        Av.check(av_packet_ref(raw(), other.raw()), "av_packet_ref", "packet");
    }

    /** Makes this share {@code size} bytes of {@code whole} from {@code offset} on: a reference, no copy. */
    void refSlice(Packet whole, long offset, int size, boolean key) {
        refFrom(whole);
        struct.set(ValueLayout.JAVA_LONG, DATA_OFFSET, struct.get(ValueLayout.JAVA_LONG, DATA_OFFSET) + offset);
        struct.set(ValueLayout.JAVA_INT, SIZE_OFFSET, size);
        struct.set(ValueLayout.JAVA_INT, FLAGS_OFFSET, key ? AV_PKT_FLAG_KEY : 0);
    }

    /** Adds a copy of the contents of {@code other}. */
    void append(Packet other) {
        int end = size();
        Av.check(av_grow_packet(raw(), other.size()), "av_grow_packet", "packet");
        data().asSlice(end).copyFrom(other.data());
    }

    public void unref() {
        av_packet_unref(raw());
    }

    @Override
    public void close() {
        AVPacket owned = packet;
        if (owned != null) {
            packet = null;
            av_packet_free(owned);
            LEDGER.released();
        }
    }
}
