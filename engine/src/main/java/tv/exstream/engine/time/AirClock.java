package tv.exstream.engine.time;

import java.util.concurrent.locks.LockSupport;

/** What time it is on air. Implementations are thread-safe and cheap enough to ask for each packet. */
@FunctionalInterface
public interface AirClock {
    /** Now on the {@link Timeline}, unwrapped 90 kHz ticks. */
    long nowTicks90k();

    /**
     * Sleeps on the calling thread for about so many ticks of this clock; less where the thread is unparked, or for no reason
     * at all.
     */
    default void sleep(long ticks90k) {
        LockSupport.parkNanos(ticks90k * 100_000 / 9);
    }
}
