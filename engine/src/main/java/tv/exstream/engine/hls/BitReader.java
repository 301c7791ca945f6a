package tv.exstream.engine.hls;

/** Reads an H.264 raw byte sequence payload bit by bit (ITU-T H.264, 7.2 and 9.1); reads zeros past its end. */
final class BitReader {
    private final byte[] rbsp;
    private int bit;

    BitReader(byte[] rbsp) {
        this.rbsp = rbsp;
    }

    /** @param count 0 to 32 */
    long bits(int count) {
        long value = 0;
        for (int i = 0; i < count; i++) {
            int at = bit >> 3;
            int one = at < rbsp.length ? rbsp[at] >> (7 - (bit & 7)) & 1 : 0;
            value = value << 1 | one;
            bit++;
        }
        return value;
    }

    boolean flag() {
        return bits(1) != 0;
    }

    /** ue(v). */
    int unsigned() {
        int zeros = 0;
        while (zeros < 32 && (bit >> 3) < rbsp.length && !flag()) {
            zeros++;
        }
        return (int) ((1L << zeros) - 1 + bits(zeros));
    }

    /** se(v). */
    int signed() {
        int code = unsigned();
        return (code & 1) != 0 ? (code >> 1) + 1 : -(code >> 1);
    }

    void skip(int count) {
        bit += count;
    }
}
