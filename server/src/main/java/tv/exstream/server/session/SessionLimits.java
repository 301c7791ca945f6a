package tv.exstream.server.session;

import java.time.Duration;

/**
 * How many may watch at once, and for how long without taking anything.
 *
 * @param perChannel  viewers of one channel, at least 1
 * @param inAll       viewers of all channels together, at least 1
 * @param idleTimeout a session without a sign of life for so long is ended; at least a second
 * @param sweep       how often that is looked for; at least a second
 */
public record SessionLimits(int perChannel, int inAll, Duration idleTimeout, Duration sweep) {
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    public static final SessionLimits DEFAULT = new SessionLimits(50, 500);

    public SessionLimits(int perChannel, int inAll) {
        this(perChannel, inAll, Duration.ofSeconds(300), Duration.ofSeconds(60));
    }

    public SessionLimits {
        if (perChannel < 1 || inAll < 1) {
            throw new IllegalArgumentException(
                    "viewer limits must be at least 1, not " + perChannel + " per channel and " + inAll + " in all");
        }
        if (idleTimeout.compareTo(SHORTEST) < 0 || sweep.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("sessions time out and are swept after a second or more, not after "
                    + idleTimeout + " and " + sweep);
        }
    }
}
