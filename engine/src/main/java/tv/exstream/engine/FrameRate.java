package tv.exstream.engine;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;

/**
 * A constant picture rate, and the grid of slots it lays over the timeline: slot 0 begins at tick 0, for ever, so that all
 * that is made on a channel falls on the same grid however often it starts anew.
 *
 * @param num pictures in {@code den} seconds; the rate is 1 to 120 a second
 * @param den 1 to 1001
 */
public record FrameRate(int num, int den) {
    private static final long RATE = 90_000;
    /** What people call the rates of NTSC. */
    private static final Map<String, FrameRate> NTSC = Map.of(
            "23.976", new FrameRate(24_000, 1001),
            "23.98", new FrameRate(24_000, 1001),
            "29.97", new FrameRate(30_000, 1001),
            "59.94", new FrameRate(60_000, 1001),
            "119.88", new FrameRate(120_000, 1001));

    public FrameRate {
        if (num <= 0 || den <= 0 || den > 1001 || num < den || num > 120L * den) {
            throw new IllegalArgumentException("frame rate " + num + "/" + den + " is outside 1 to 120");
        }
        int common = BigInteger.valueOf(num).gcd(BigInteger.valueOf(den)).intValueExact();
        num /= common;
        den /= common;
    }

    /** Parses "25", "29.97" (meaning 30000/1001) or "24000/1001". @throws IllegalArgumentException naming the text */
    public static FrameRate parse(String text) {
        FrameRate known = NTSC.get(text.strip());
        if (known != null) {
            return known;
        }
        int slash = text.indexOf('/');
        try {
            return slash < 0
                    ? new FrameRate(Integer.parseInt(text.strip()), 1)
                    : new FrameRate(
                            Integer.parseInt(text.substring(0, slash).strip()),
                            Integer.parseInt(text.substring(slash + 1).strip()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a frame rate: use 25, 29.97 or 30000/1001, from 1 to 120", e);
        }
    }

    /** Pictures a second. */
    public double perSecond() {
        return (double) num / den;
    }

    /** Whether a source of this rate keeps to the grid for as long as a programme lasts: within 10 ms in three hours. */
    public boolean matches(double perSecond) {
        return Math.abs(perSecond / perSecond() - 1) < 1e-6;
    }

    /** Where slot {@code index} begins, 90 kHz ticks of the timeline. */
    public long slotTicks(long index) {
        // in lowest terms, so that decades since the epoch do not overflow
        long up = RATE * den;
        long common = gcd(up, num);
        return Math.floorDiv(index * (up / common), num / common);
    }

    /** The slot that begins nearest to {@code ticks90k}. */
    public long slotAt(long ticks90k) {
        long up = RATE * den;
        long common = gcd(up, num);
        long p = up / common;
        return Math.floorDiv(2 * ticks90k * (num / common) + p, 2 * p);
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    @Override
    public String toString() {
        return den == 1 ? Integer.toString(num) : String.format(Locale.ROOT, "%d/%d", num, den);
    }
}
