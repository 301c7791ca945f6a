package tv.exstream.engine.ts;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;

import tv.exstream.engine.time.Timeline;

/** Lays out single transport packets (ISO/IEC 13818-1 section 2.4.3) in the output's memory. */
final class PacketWriter {
    /** Adaptation field flags. */
    static final int DISCONTINUITY = 0x80;

    static final int RANDOM_ACCESS = 0x40;
    static final int ES_PRIORITY = 0x20;
    static final int PCR = 0x10;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private static final int HEADER = 4;
    private static final int PAYLOAD = TsOutput.PACKET - HEADER;
    private static final int PCR_BYTES = 6;

    private static final MemorySegment STUFFING = MemorySegment.ofArray(ones(PAYLOAD));
    private static final int SYNC = 0x47 << 24;
    private static final int UNIT_START = 1 << 22;
    private static final int NULL_HEADER = SYNC | (Pid.NULL << 8) | 0x10;

    private final TsOutput out;
    /** The packet being written: its memory and where its next payload byte goes. */
    private MemorySegment memory = STUFFING;

    private long cursor;

    PacketWriter(TsOutput out) {
        this.out = out;
    }

    private static byte[] ones(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 0xff);
        return bytes;
    }

    /**
     * Begins a packet: header, adaptation field, stuffing. The payload follows by {@link #append}.
     *
     * @param flags of the adaptation field; zero: none is needed
     * @param pcr27M sent when {@link #PCR} is among the flags
     * @param wanted bytes there are to carry; zero makes a packet of an adaptation field alone
     * @return bytes of them that go into this packet, to be appended
     */
    int begin(Pid pid, boolean unitStart, int flags, long pcr27M, int wanted) {
        boolean pcr = (flags & PCR) != 0;
        int needed = pcr ? 2 + PCR_BYTES : flags != 0 ? 2 : 0;
        int payload = Math.min(PAYLOAD - needed, wanted);
        int field = PAYLOAD - payload;
        int control = (field > 0 ? 0x20 : 0) | (payload > 0 ? 0x10 : 0);
        int counter = payload > 0 ? pid.counted() : pid.held();
        long at = out.claim();
        MemorySegment to = out.memory();
        to.set(INT, at, SYNC | (unitStart ? UNIT_START : 0) | (pid.value << 8) | control | counter);
        if (field > 0) {
            to.set(ValueLayout.JAVA_BYTE, at + HEADER, (byte) (field - 1));
        }
        if (field > 1) {
            to.set(ValueLayout.JAVA_BYTE, at + HEADER + 1, (byte) flags);
            int used = 2;
            if (pcr) {
                pcr(to, at + HEADER + 2, pcr27M);
                used += PCR_BYTES;
            }
            MemorySegment.copy(STUFFING, 0, to, at + HEADER + used, field - used);
        }
        memory = to;
        cursor = at + HEADER + field;
        return payload;
    }

    /** 33 bits of 90 kHz, six reserved, nine of 27 MHz. */
    private static void pcr(MemorySegment to, long at, long pcr27M) {
        long base = Timeline.wrap33(Math.floorDiv(pcr27M, 300));
        int extension = Math.floorMod(pcr27M, 300);
        to.set(INT, at, (int) (base >> 1));
        to.set(SHORT, at + 4, (short) ((base << 15) | 0x7e00 | extension));
    }

    void append(MemorySegment from, long offset, int length) {
        MemorySegment.copy(from, offset, memory, cursor, length);
        cursor += length;
    }

    /** A packet made beforehand, but for its continuity counter. */
    void ready(Pid pid, MemorySegment packets, long offset) {
        long at = out.claim();
        MemorySegment to = out.memory();
        MemorySegment.copy(packets, offset, to, at, TsOutput.PACKET);
        to.set(ValueLayout.JAVA_BYTE, at + 3, (byte) (0x10 | pid.counted()));
    }

    /** A packet that only fills time. */
    void nothing() {
        long at = out.claim();
        MemorySegment to = out.memory();
        to.set(INT, at, NULL_HEADER);
        MemorySegment.copy(STUFFING, 0, to, at + HEADER, PAYLOAD);
    }
}
