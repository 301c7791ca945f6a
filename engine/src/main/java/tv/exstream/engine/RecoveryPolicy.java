package tv.exstream.engine;

import java.time.Duration;

/**
 * What a channel does about a source that fails. After each failure in a row the next attempt waits twice as long, from
 * {@code firstBackoff} to {@code maxBackoff}, give or take {@code jitter}.
 *
 * @param jitter      share of the waiting time that is left to chance, 0 to 1
 * @param maxAttempts in a row, at least 1; then a file is skipped until its programme's end, and a live stream rests
 * @param rest        how long a live stream rests between attempts from then on
 */
public record RecoveryPolicy(
        Duration firstBackoff, Duration maxBackoff, double jitter, int maxAttempts, Duration rest) {
    /** The longest wait leaves room to open the source and be back within two seconds of its return. */
    public static final RecoveryPolicy DEFAULT =
            new RecoveryPolicy(Duration.ofMillis(100), Duration.ofMillis(1300), 0.2, 60, Duration.ofSeconds(30));

    public RecoveryPolicy {
        if (firstBackoff.isNegative() || firstBackoff.isZero() || maxBackoff.compareTo(firstBackoff) < 0) {
            throw new IllegalArgumentException(
                    "back-off from " + firstBackoff + " to " + maxBackoff + ": positive, and the second not shorter");
        }
        if (!(jitter >= 0 && jitter <= 1) || maxAttempts < 1 || rest.isNegative()) {
            throw new IllegalArgumentException("jitter is 0 to 1, attempts at least 1, rest not negative");
        }
    }
}
