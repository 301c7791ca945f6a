package tv.exstream.engine.time;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;

/**
 * Where 90 kHz ticks meet the wall clock: tick 0 is {@link #epoch}. Ticks are unwrapped 64-bit numbers inside the
 * engine; {@link #wrap33} makes an MPEG-TS timestamp of them and nothing else deals with the wrap. A "no timestamp"
 * value (libav's NOPTS) is not a number: test for it before calling anything here.
 *
 * @param epoch fixed once per installation
 */
public record Timeline(Instant epoch) {
    /** Ticks per second. */
    public static final long RATE = 90_000;

    /** Where {@link #rescale} stops: far beyond any wall clock, and differences of two such values do not overflow. */
    public static final long TICKS_LIMIT = 1L << 61;

    private static final long WRAP_MASK = (1L << 33) - 1;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    /** Ticks at an instant, rounded down; negative before the epoch. */
    public long ticksAt(Instant instant) {
        return ticks(Duration.between(epoch, instant));
    }

    /** The first instant at which {@link #ticksAt} gives {@code ticks90k}. */
    public Instant instantAt(long ticks90k) {
        return epoch.plus(duration(ticks90k));
    }

    /** Length in ticks, rounded down. */
    public static long ticks(Duration duration) {
        return Math.addExact(Math.multiplyExact(duration.getSeconds(), RATE), duration.getNano() * 9L / 100_000);
    }

    /** Nanoseconds in ticks, rounded down. */
    public static long ticksOfNanos(long nanos) {
        return Math.floorDiv(nanos, NANOS_PER_SECOND) * RATE + Math.floorMod(nanos, NANOS_PER_SECOND) * 9 / 100_000;
    }

    /** The shortest duration that {@link #ticks} turns into {@code ticks90k}. */
    public static Duration duration(long ticks90k) {
        // rounded up to the nanosecond, so that there and back again is the same tick
        return Duration.ofSeconds(Math.floorDiv(ticks90k, RATE), (Math.floorMod(ticks90k, RATE) * 100_000 + 8) / 9);
    }

    /** The 33 bits that go into a PES header or PCR base: 0 to 2^33 − 1. */
    public static long wrap33(long ticks90k) {
        return ticks90k & WRAP_MASK;
    }

    /** {@code a − b} for two 33-bit (or unwrapped) values, the shortest way round: −2^32 to 2^32 − 1. */
    public static long diff33(long a, long b) {
        return (a - b) << 31 >> 31;
    }

    /**
     * {@code value · num/den} seconds in ticks, rounded to the nearest, halves away from zero; held within
     * ±{@link #TICKS_LIMIT} however wild the input.
     *
     * @param num numerator of the time base, positive
     * @param den denominator of the time base, positive
     */
    public static long rescale(long value, int num, int den) {
        if (num <= 0 || den <= 0) {
            throw new IllegalArgumentException("time base " + num + "/" + den + " is not positive");
        }
        if (value == Long.MIN_VALUE) {
            return -TICKS_LIMIT;
        }
        long magnitude = Math.abs(value);
        long scale = num * RATE;
        long ticks;
        if (Math.multiplyHigh(magnitude, scale) == 0 && magnitude * scale >= 0 && magnitude * scale <= TICKS_LIMIT) {
            long product = magnitude * scale;
            ticks = (product + den / 2) / den;
        } else {
            BigInteger product = BigInteger.valueOf(magnitude).multiply(BigInteger.valueOf(scale));
            ticks = product.add(BigInteger.valueOf(den / 2))
                    .divide(BigInteger.valueOf(den))
                    .min(BigInteger.valueOf(TICKS_LIMIT))
                    .longValueExact();
        }
        return value < 0 ? -ticks : ticks;
    }
}
