package tv.exstream.engine.channel;

import java.util.ArrayList;
import java.util.List;

/** Picture sizes in a recorded transport stream, in the order of their appearance, from the parameter sets as sent. */
final class H264Sizes {
    private final byte[] data;
    private int bit;

    private H264Sizes(byte[] data) {
        this.data = data;
    }

    /** Looks for sequence parameter sets (ITU-T H.264 7.3.2.1.1), which fit into one transport packet. */
    static List<String> of(byte[] ts) {
        List<String> sizes = new ArrayList<>();
        for (int at = 0; at + 188 <= ts.length; at += 188) {
            for (int i = at + 4; i + 30 < at + 188; i++) {
                if (ts[i] == 0 && ts[i + 1] == 0 && ts[i + 2] == 1 && (ts[i + 3] & 0x1f) == 7) {
                    String size = new H264Sizes(payload(ts, i + 4, at + 188)).size();
                    if (sizes.isEmpty() || !sizes.getLast().equals(size)) {
                        sizes.add(size);
                    }
                }
            }
        }
        return sizes;
    }

    /** Without the bytes that keep start codes out of the payload. */
    private static byte[] payload(byte[] ts, int from, int to) {
        byte[] clean = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            boolean escape = ts[i] == 3 && i >= from + 2 && ts[i - 1] == 0 && ts[i - 2] == 0;
            if (!escape) {
                clean[length++] = ts[i];
            }
        }
        return clean;
    }

    private String size() {
        int profile = bits(8);
        bits(16);
        exp();
        if (profile >= 100) {
            exp();
            exp();
            exp();
            bits(1);
            bits(1); // no scaling matrix in what we look at
        }
        exp();
        if (exp() == 0) {
            exp();
        }
        exp();
        bits(1);
        int width = (exp() + 1) * 16;
        int height = (exp() + 1) * 16;
        bits(2);
        if (bits(1) == 1) {
            width -= 2 * (exp() + exp());
            height -= 2 * (exp() + exp());
        }
        return width + "x" + height;
    }

    private int bits(int count) {
        int value = 0;
        for (int i = 0; i < count; i++, bit++) {
            value = (value << 1) | ((data[bit / 8] >> (7 - (bit % 8))) & 1);
        }
        return value;
    }

    private int exp() {
        int zeros = 0;
        while (bits(1) == 0) {
            zeros++;
        }
        return (1 << zeros) - 1 + bits(zeros);
    }
}
