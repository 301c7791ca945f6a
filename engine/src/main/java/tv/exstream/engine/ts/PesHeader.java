package tv.exstream.engine.ts;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

import tv.exstream.engine.time.Timeline;

/**
 * What goes before the bytes of an access unit: the PES header (ISO/IEC 13818-1 section 2.4.3.6) and, for H.264, the
 * access unit delimiter where the encoder left it out. One reused piece of memory.
 */
final class PesHeader {
    static final int VIDEO_STREAM = 0xe0;
    static final int AUDIO_STREAM = 0xc0;

    private static final int FIXED = 9;
    private static final int STAMP = 5;
    private static final int MAX_LENGTH = 0xffff;
    /** NAL unit type 9 for any kind of slices (ITU-T H.264 section 7.3.2.4), with its start code. */
    private static final byte[] DELIMITER = {0, 0, 0, 1, 9, (byte) 0xf0};

    private static final int NAL_DELIMITER = 9;

    private final byte[] bytes = new byte[FIXED + 2 * STAMP + DELIMITER.length];
    final MemorySegment memory = MemorySegment.ofArray(bytes);

    /**
     * @param length of the access unit
     * @param delimiter an access unit delimiter goes before it
     * @return how many bytes of {@link #memory} are the header
     */
    int write(int streamId, int length, long pts90k, long dts90k, boolean delimiter) {
        boolean reordered = dts90k != pts90k;
        int stamps = reordered ? 2 * STAMP : STAMP;
        int extra = delimiter ? DELIMITER.length : 0;
        int follows = 3 + stamps + extra + length;
        int announced = follows > MAX_LENGTH ? 0 : follows; // unbounded, which video alone may be
        bytes[2] = 1;
        bytes[3] = (byte) streamId;
        bytes[4] = (byte) (announced >> 8);
        bytes[5] = (byte) announced;
        bytes[6] = (byte) 0x84; // data_alignment_indicator: begins with an access unit
        bytes[7] = (byte) (reordered ? 0xc0 : 0x80);
        bytes[8] = (byte) stamps;
        stamp(FIXED, reordered ? 0x31 : 0x21, pts90k);
        if (reordered) {
            stamp(FIXED + STAMP, 0x11, dts90k);
        }
        System.arraycopy(DELIMITER, 0, bytes, FIXED + stamps, extra);
        return FIXED + stamps + extra;
    }

    private void stamp(int at, int marked, long ticks90k) {
        long ticks = Timeline.wrap33(ticks90k);
        bytes[at] = (byte) (marked | ((ticks >> 29) & 0x0e));
        bytes[at + 1] = (byte) (ticks >> 22);
        bytes[at + 2] = (byte) ((ticks >> 14) | 1);
        bytes[at + 3] = (byte) (ticks >> 7);
        bytes[at + 4] = (byte) ((ticks << 1) | 1);
    }

    /** Whether an Annex B access unit begins with its delimiter, as ISO/IEC 13818-1 section 2.14.1 asks. */
    static boolean delimited(MemorySegment unit, long offset, int length) {
        int at = 0;
        while (at < length && unit.get(ValueLayout.JAVA_BYTE, offset + at) == 0) {
            at++;
        }
        return at >= 2
                && at + 1 < length
                && unit.get(ValueLayout.JAVA_BYTE, offset + at) == 1
                && (unit.get(ValueLayout.JAVA_BYTE, offset + at + 1) & 0x1f) == NAL_DELIMITER;
    }
}
