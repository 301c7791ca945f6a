package tv.exstream.engine.time;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The air clock of a live channel: smooth as the monotonic clock, true to the wall clock in the long run. It is slewed
 * towards the wall clock by at most half a millisecond a second, so that a stepping wall clock is never seen as a jump
 * in the stream; only a difference above five seconds (a machine that slept, a clock set by hand) is jumped over, once.
 * It never goes backwards except in such a jump. Thread-safe, lock-free but for once a second.
 */
public final class SystemAirClock implements AirClock {
    static final long MAX_SLEW_NANOS_PER_SECOND = 500_000;
    static final long REANCHOR_NANOS = 5_000_000_000L;
    private static final long CHECK_NANOS = 1_000_000_000L;

    private final Timeline timeline;
    private final LongSupplier monotonicNanos;
    private final InstantSource wall;
    private final AtomicLong reanchors = new AtomicLong();
    private volatile Segment segment;

    public SystemAirClock(Timeline timeline) {
        this(timeline, System::nanoTime, InstantSource.system());
    }

    public SystemAirClock(Timeline timeline, LongSupplier monotonicNanos, InstantSource wall) {
        this.timeline = timeline;
        this.monotonicNanos = monotonicNanos;
        this.wall = wall;
        this.segment = new Segment(monotonicNanos.getAsLong(), wallNanos(), 0);
    }

    @Override
    public long nowTicks90k() {
        return Timeline.ticksOfNanos(nowNanos());
    }

    /** How often the wall clock was so far off that this clock jumped to it. */
    public long reanchors() {
        return reanchors.get();
    }

    private long nowNanos() {
        // the segment first, then the time: a reading is never older than the segment it is measured from
        Segment s = segment;
        long nanos = monotonicNanos.getAsLong();
        return nanos - s.baseNanos < CHECK_NANOS ? s.at(nanos) : nextSegment();
    }

    private synchronized long nextSegment() {
        Segment s = segment;
        long nanos = monotonicNanos.getAsLong();
        if (nanos - s.baseNanos < CHECK_NANOS) {
            return s.at(nanos);
        }
        long air = s.at(nanos);
        long wallNow = wallNanos();
        long off = wallNow - air;
        if (Math.abs(off) > REANCHOR_NANOS) {
            reanchors.incrementAndGet();
            segment = new Segment(nanos, wallNow, 0);
            return wallNow;
        }
        segment = new Segment(nanos, air, Math.clamp(off, -MAX_SLEW_NANOS_PER_SECOND, MAX_SLEW_NANOS_PER_SECOND));
        return air;
    }

    private long wallNanos() {
        return Duration.between(timeline.epoch(), wall.instant()).toNanos();
    }

    /**
     * A straight piece of the clock.
     *
     * @param baseNanos monotonic time at its beginning
     * @param airNanos  time on air there, nanoseconds since the epoch
     * @param slewNanos what is added, evenly, over its first second
     */
    private record Segment(long baseNanos, long airNanos, long slewNanos) {
        long at(long monotonic) {
            long elapsed = monotonic - baseNanos;
            return airNanos + elapsed + slewNanos * Math.min(elapsed, CHECK_NANOS) / CHECK_NANOS;
        }
    }
}
