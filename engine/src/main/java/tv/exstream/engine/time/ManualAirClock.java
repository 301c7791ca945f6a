package tv.exstream.engine.time;

import java.util.concurrent.atomic.AtomicLong;

/** An air clock that stands still until told otherwise: it drives offline transcodes and tests. Thread-safe. */
public final class ManualAirClock implements AirClock {
    private final AtomicLong nowTicks90k;

    public ManualAirClock(long startTicks90k) {
        this.nowTicks90k = new AtomicLong(startTicks90k);
    }

    @Override
    public long nowTicks90k() {
        return nowTicks90k.get();
    }

    public void set(long ticks90k) {
        nowTicks90k.set(ticks90k);
    }

    /** @return the time after advancing */
    public long advance(long byTicks90k) {
        return nowTicks90k.addAndGet(byTicks90k);
    }
}
