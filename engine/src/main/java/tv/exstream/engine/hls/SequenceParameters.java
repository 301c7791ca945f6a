package tv.exstream.engine.hls;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What an H.264 sequence parameter set (ITU-T H.264, 7.3.2.1.1) tells players.
 *
 * @param codec     as in RFC 6381, e.g. {@code avc1.64001f}
 * @param frameRate of the VUI timing, empty when it has none
 */
record SequenceParameters(String codec, int width, int height, OptionalDouble frameRate) {
    private static final Set<Integer> WITH_CHROMA =
            Set.of(100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135);
    private static final int EXTENDED_SAR = 255;

    /** @param nal with its header byte, emulation prevention still in. Empty when it makes no sense */
    static Optional<SequenceParameters> parse(byte[] nal) {
        if (nal.length < 5 || (nal[0] & 0x1f) != 7) {
            return Optional.empty();
        }
        BitReader in = new BitReader(unescaped(nal));
        in.skip(8);
        int profile = (int) in.bits(8);
        int constraints = (int) in.bits(8);
        int level = (int) in.bits(8);
        in.unsigned(); // seq_parameter_set_id
        int chroma = WITH_CHROMA.contains(profile) ? chroma(in) : 1;
        in.unsigned(); // log2_max_frame_num_minus4
        pictureOrder(in);
        in.unsigned(); // max_num_ref_frames
        in.skip(1);
        int widthMbs = in.unsigned() + 1;
        int heightUnits = in.unsigned() + 1;
        boolean frameMbsOnly = in.flag();
        if (!frameMbsOnly) {
            in.skip(1);
        }
        in.skip(1); // direct_8x8_inference_flag
        int fields = frameMbsOnly ? 1 : 2;
        int width = widthMbs * 16;
        int height = heightUnits * 16 * fields;
        if (in.flag()) {
            int unitX = chroma == 1 || chroma == 2 ? 2 : 1;
            int unitY = (chroma == 1 ? 2 : 1) * fields;
            width -= (in.unsigned() + in.unsigned()) * unitX;
            height -= (in.unsigned() + in.unsigned()) * unitY;
        }
        if (width < 16 || height < 16 || width > 16_384 || height > 16_384) {
            return Optional.empty();
        }
        String codec = String.format("avc1.%02x%02x%02x", profile, constraints, level);
        return Optional.of(new SequenceParameters(codec, width, height, in.flag() ? rate(in) : OptionalDouble.empty()));
    }

    /** @return chroma_format_idc */
    private static int chroma(BitReader in) {
        int chroma = in.unsigned();
        if (chroma == 3) {
            in.skip(1);
        }
        in.unsigned();
        in.unsigned();
        in.skip(1);
        if (in.flag()) {
            for (int list = 0; list < (chroma == 3 ? 12 : 8); list++) {
                if (in.flag()) {
                    scalingList(in, list < 6 ? 16 : 64);
                }
            }
        }
        return chroma;
    }

    private static void scalingList(BitReader in, int size) {
        int last = 8;
        int next = 8;
        for (int i = 0; i < size && next != 0; i++) {
            next = (last + in.signed()) & 0xff;
            last = next == 0 ? last : next;
        }
    }

    private static void pictureOrder(BitReader in) {
        int type = in.unsigned();
        if (type == 0) {
            in.unsigned();
        } else if (type == 1) {
            in.skip(1);
            in.signed();
            in.signed();
            int frames = Math.min(255, in.unsigned());
            for (int i = 0; i < frames; i++) {
                in.signed();
            }
        }
    }

    /** E.2.1, up to the timing. */
    private static OptionalDouble rate(BitReader in) {
        if (in.flag() && in.bits(8) == EXTENDED_SAR) {
            in.skip(32);
        }
        if (in.flag()) {
            in.skip(1);
        }
        if (in.flag()) {
            in.skip(4);
            if (in.flag()) {
                in.skip(24);
            }
        }
        if (in.flag()) {
            in.unsigned();
            in.unsigned();
        }
        if (!in.flag()) {
            return OptionalDouble.empty();
        }
        long units = in.bits(32);
        long scale = in.bits(32);
        return units > 0 && scale > 0 && scale / units < 1000
                ? OptionalDouble.of(scale / (2.0 * units))
                : OptionalDouble.empty();
    }

    /** Without emulation_prevention_three_byte. */
    private static byte[] unescaped(byte[] nal) {
        byte[] out = new byte[nal.length];
        int length = 0;
        int zeros = 0;
        for (byte b : nal) {
            if (zeros >= 2 && b == 3) {
                zeros = 0;
                continue;
            }
            zeros = b == 0 ? zeros + 1 : 0;
            out[length++] = b;
        }
        byte[] exact = new byte[length];
        System.arraycopy(out, 0, exact, 0, length);
        return exact;
    }
}
