package tv.exstream.engine.time;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * An air clock that stands still until told otherwise: it drives offline transcodes and tests. Who sleeps by it wakes when it
 * has been moved so far. Thread-safe.
 */
public final class ManualAirClock implements AirClock {
    /** A clock that is never moved again keeps nobody from looking whether it is still wanted. */
    private static final long LONGEST_SLEEP_NANOS = 100_000_000;

    private final AtomicLong nowTicks90k;
    /** When each is to be woken. */
    private final Map<Thread, Long> sleepers = new ConcurrentHashMap<>();

    public ManualAirClock(long startTicks90k) {
        this.nowTicks90k = new AtomicLong(startTicks90k);
    }

    @Override
    public long nowTicks90k() {
        return nowTicks90k.get();
    }

    @Override
    public void sleep(long ticks90k) {
        Thread sleeper = Thread.currentThread();
        long until = nowTicks90k() + ticks90k;
        sleepers.put(sleeper, until);
        if (nowTicks90k() < until) {
            LockSupport.parkNanos(this, LONGEST_SLEEP_NANOS);
        }
        sleepers.remove(sleeper);
    }

    /** How many threads sleep until the clock will have been moved. */
    public int sleeping() {
        long now = nowTicks90k();
        int sleeping = 0;
        for (long until : sleepers.values()) {
            sleeping += until > now ? 1 : 0;
        }
        return sleeping;
    }

    public void set(long ticks90k) {
        nowTicks90k.set(ticks90k);
        wake(ticks90k);
    }

    /** @return the time after advancing */
    public long advance(long byTicks90k) {
        long now = nowTicks90k.addAndGet(byTicks90k);
        wake(now);
        return now;
    }

    private void wake(long now) {
        sleepers.forEach((sleeper, until) -> {
            if (now >= until) {
                LockSupport.unpark(sleeper);
            }
        });
    }
}
