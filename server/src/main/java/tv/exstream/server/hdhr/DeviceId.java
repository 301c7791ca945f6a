package tv.exstream.server.hdhr;

import java.util.Locale;

/**
 * An HDHomeRun's 32-bit identity. Its last digit is a checksum over the others; programs ignore devices where it is
 * wrong.
 */
public record DeviceId(int value) {
    /** Substituted digits of the odd places; SiliconDust's table. */
    private static final int[] SUBSTITUTE = {
        0xA, 0x5, 0xF, 0x6, 0x7, 0xC, 0x1, 0xB, 0x9, 0x2, 0x8, 0xD, 0x4, 0x3, 0xE, 0x0
    };

    /** Ids of network tuners start so; others are taken for legacy hardware or storage. */
    private static final int FAMILY = 0x1040_0000;

    public DeviceId {
        if (checksum(value) != 0) {
            throw new IllegalArgumentException(
                    "device id " + String.format(Locale.ROOT, "%08X", value) + " has a wrong checksum");
        }
    }

    /** The id of an installation: the same for the same seed. */
    public static DeviceId of(long seed) {
        // SplitMix64's finaliser, so that neighbouring seeds give ids far apart.
        long mixed = seed + 0x9E37_79B9_7F4A_7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D0_49BB_1331_11EBL;
        mixed ^= mixed >>> 31;
        int unchecked = FAMILY | ((int) mixed & 0x000F_FFF0);
        return new DeviceId(unchecked | checksum(unchecked));
    }

    public static boolean isValid(int value) {
        return checksum(value) == 0;
    }

    private static int checksum(int value) {
        int sum = 0;
        for (int shift = 28; shift >= 0; shift -= 8) {
            sum ^= SUBSTITUTE[(value >>> shift) & 0xF];
            sum ^= (value >>> (shift - 4)) & 0xF;
        }
        return sum;
    }

    /** Eight hex digits in upper case. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%08X", value);
    }
}
