package tv.exstream.engine.observe;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Faults that may come in floods: every one is counted, each key is logged at most once a second with the number of
 * times it was held back. Thread-safe.
 */
public final class ThrottledFaults {
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** Keys are meant to be few and fixed; should somebody put a URL into one, the oldest are forgotten. */
    private static final int MAX_KEYS = 256;

    private final Logger log;
    private final LongSupplier nanoClock;
    private final Map<String, Series> byKey = new LinkedHashMap<>(16, 0.75f, true);
    private long total;
    private @Nullable String newest;

    /**
     * @param log       where the lines go, at level WARN
     * @param nanoClock monotonic nanoseconds, usually {@code System::nanoTime}
     */
    public ThrottledFaults(Logger log, LongSupplier nanoClock) {
        this.log = log;
        this.nanoClock = nanoClock;
    }

    /**
     * @param key     what kind of fault: few and fixed
     * @param message what was tried, on what, why it failed; secrets masked by the caller
     */
    public void report(String key, String message) {
        String line;
        synchronized (this) {
            total++;
            newest = message;
            long now = nanoClock.getAsLong();
            Series series = byKey.computeIfAbsent(key, k -> new Series(now - QUIET_NANOS));
            if (now - series.loggedNanos < QUIET_NANOS) {
                series.heldBack++;
                return;
            }
            line = series.heldBack == 0 ? message : message + " (and " + series.heldBack + " more since the last line)";
            series.loggedNanos = now;
            series.heldBack = 0;
            forgetOldest();
        }
        log.warn("{}", line);
    }

    /** Faults reported so far, logged or not. */
    public synchronized long total() {
        return total;
    }

    /** The newest fault's message, logged or not. */
    public synchronized Optional<String> newest() {
        return Optional.ofNullable(newest);
    }

    private void forgetOldest() {
        var keys = byKey.keySet().iterator();
        while (byKey.size() > MAX_KEYS) {
            keys.next();
            keys.remove();
        }
    }

    private static final class Series {
        private long loggedNanos;
        private long heldBack;

        Series(long loggedNanos) {
            this.loggedNanos = loggedNanos;
        }
    }
}
