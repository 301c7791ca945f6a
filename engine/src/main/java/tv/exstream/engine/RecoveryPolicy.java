package tv.exstream.engine;

import java.time.Duration;

/**
 * What a channel does about a source that fails. After each failure in a row the next attempt waits twice as long, from
 * {@code firstBackoff} to {@code maxBackoff}, give or take {@code jitter}.
 *
 * @param jitter        share of the waiting time that is left to chance, 0 to 1
 * @param maxAttempts   in a row, at least 1; then a file is skipped until its programme's end, and a live stream rests
 * @param rest          how long a live stream rests between attempts from then on
 * @param startDeadline how long a channel that starts waits for its first picture before viewers get the slate
 * @param readDeadline  how long a stream of the network may be silent before it is opened again
 */
public record RecoveryPolicy(
        Duration firstBackoff,
        Duration maxBackoff,
        double jitter,
        int maxAttempts,
        Duration rest,
        Duration startDeadline,
        Duration readDeadline) {
    /** The longest wait leaves room to open the source and be back within two seconds of its return. */
    public static final RecoveryPolicy DEFAULT = new RecoveryPolicy(
            Duration.ofMillis(100),
            Duration.ofMillis(800),
            0.2,
            240,
            Duration.ofSeconds(30),
            Duration.ofMillis(500),
            Duration.ofMillis(1_200));

    public RecoveryPolicy {
        if (firstBackoff.isNegative() || firstBackoff.isZero() || maxBackoff.compareTo(firstBackoff) < 0) {
            throw new IllegalArgumentException(
                    "back-off from " + firstBackoff + " to " + maxBackoff + ": positive, and the second not shorter");
        }
        if (!(jitter >= 0 && jitter <= 1) || maxAttempts < 1 || rest.isNegative()) {
            throw new IllegalArgumentException("jitter is 0 to 1, attempts at least 1, rest not negative");
        }
        if (startDeadline.isNegative() || readDeadline.isNegative() || readDeadline.isZero()) {
            throw new IllegalArgumentException("a start deadline is not negative, a read deadline positive");
        }
    }

    /**
     * How long to wait after so many failures in a row.
     *
     * @param failures at least 1
     * @param chance   0 to 1, drawn anew each time
     */
    public Duration backoff(int failures, double chance) {
        double nanos = firstBackoff.toNanos() * Math.pow(2, Math.min(failures - 1, 40));
        double bounded = Math.min(nanos, (double) maxBackoff.toNanos());
        return Duration.ofNanos(Math.round(bounded * (1 + jitter * (2 * chance - 1))));
    }
}
