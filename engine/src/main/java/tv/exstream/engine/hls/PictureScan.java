package tv.exstream.engine.hls;

import java.nio.ByteBuffer;

/** Finds the pictures of a transport stream by their PES headers (ISO/IEC 13818-1, 2.4.3.7). Stateless. */
final class PictureScan {
    static final int PACKET = 188;

    /** Told of each picture, in order. */
    @FunctionalInterface
    interface Sink {
        /**
         * @param offset of the transport packet in which the picture begins
         * @param dts33  33 bits, as sent
         * @param pts33  33 bits, as sent
         */
        void picture(int offset, long dts33, long pts33);
    }

    private PictureScan() {}

    /** @param ts whole packets from position 0 to the limit; what is no packet is passed over */
    static void scan(ByteBuffer ts, Sink sink) {
        for (int at = 0; at + PACKET <= ts.limit(); at += PACKET) {
            int pes = unitStart(ts, at);
            if (pes >= 0 && isVideo(ts, at, pes)) {
                int flags = ts.get(pes + 7) >> 6 & 3;
                if (flags >= 2) {
                    long pts = stamp(ts, pes + 9);
                    sink.picture(at, flags == 3 ? stamp(ts, pes + 14) : pts, pts);
                }
            }
        }
    }

    /** Where the payload of a packet with payload_unit_start begins; -1 when it does not begin anything. */
    static int unitStart(ByteBuffer ts, int at) {
        if (ts.get(at) != 0x47 || (ts.get(at + 1) & 0x40) == 0 || (ts.get(at + 3) & 0x10) == 0) {
            return -1;
        }
        int payload = at + 4;
        if ((ts.get(at + 3) & 0x20) != 0) {
            payload += 1 + (ts.get(payload) & 0xff);
        }
        return payload + 20 <= at + PACKET ? payload : -1;
    }

    private static boolean isVideo(ByteBuffer ts, int at, int pes) {
        return pes > at && isPes(ts, pes) && (ts.get(pes + 3) & 0xf0) == 0xe0;
    }

    static boolean isPes(ByteBuffer ts, int pes) {
        return ts.get(pes) == 0 && ts.get(pes + 1) == 0 && ts.get(pes + 2) == 1;
    }

    private static long stamp(ByteBuffer ts, int at) {
        return (long) (ts.get(at) >> 1 & 7) << 30
                | (long) (ts.get(at + 1) & 0xff) << 22
                | (long) (ts.get(at + 2) >> 1 & 0x7f) << 15
                | (long) (ts.get(at + 3) & 0xff) << 7
                | (ts.get(at + 4) >> 1 & 0x7f);
    }
}
