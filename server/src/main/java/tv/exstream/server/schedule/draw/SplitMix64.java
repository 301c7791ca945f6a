package tv.exstream.server.schedule.draw;

/**
 * Our own source of randomness, so that a schedule is the same on every machine and in every release: Steele, Lea and
 * Flood's SplitMix64 (state += 0x9E3779B97F4A7C15; the output is the state through two xor-shift-multiply rounds with
 * 0xBF58476D1CE4E5B9 and 0x94D049BB133111EB, shifts 30, 27, 31). Not thread-safe.
 */
public final class SplitMix64 {
    private static final long GOLDEN_GAMMA = 0x9E37_79B9_7F4A_7C15L;

    private long state;

    SplitMix64(long seed) {
        this.state = seed;
    }

    /** A generator for one of many independent uses of a seed, e.g. a day or a pass. */
    public static SplitMix64 of(long seed, long use) {
        return new SplitMix64(mix(seed + GOLDEN_GAMMA) ^ mix(use + 2 * GOLDEN_GAMMA));
    }

    /** A random-looking number that depends on all three and on nothing else. */
    public static long hash(long seed, long use, long id) {
        return mix(mix(mix(seed + GOLDEN_GAMMA) + use + GOLDEN_GAMMA) + id + GOLDEN_GAMMA);
    }

    long next() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** Evenly from zero to {@code bound - 1}; {@code bound} is small, so the bias of the remainder is below 2^-50. */
    public int below(int bound) {
        return (int) Long.remainderUnsigned(next(), bound);
    }

    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return b ^ (b >>> 31);
    }
}
