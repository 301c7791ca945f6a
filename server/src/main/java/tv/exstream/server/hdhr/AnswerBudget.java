package tv.exstream.server.hdhr;

import java.util.function.LongSupplier;

/**
 * How many datagrams we send to strangers: anybody can put somebody else's address into a request, so answers are
 * bounded. A bucket of tokens; safe from any thread.
 */
final class AnswerBudget {
    private final double perSecond;
    private final double burst;
    private final LongSupplier nanoClock;
    private double tokens;
    private long lastNanos;

    AnswerBudget(int perSecond, int burst, LongSupplier nanoClock) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.nanoClock = nanoClock;
        this.tokens = burst;
        this.lastNanos = nanoClock.getAsLong();
    }

    synchronized boolean spend() {
        long now = nanoClock.getAsLong();
        tokens = Math.min(burst, tokens + (now - lastNanos) / 1e9 * perSecond);
        lastNanos = now;
        if (tokens < 1) {
            return false;
        }
        tokens -= 1;
        return true;
    }
}
