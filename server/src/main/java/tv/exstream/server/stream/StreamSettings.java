package tv.exstream.server.stream;

import java.time.Duration;

/**
 * How live streams are sent.
 *
 * @param stall         how long a viewer may take nothing before it is dropped; 1 s to 1 h
 * @param pacing        unless a request asks for another with {@code ?throttle=}
 * @param bitsPerSecond the pace of realtime and adaptive streams, and of bursting ones after their burst; 0: the stream's
 *                      own clock
 * @param keepAlive     null packets are sent when a channel gives nothing for so long; 100 ms to 1 min
 */
public record StreamSettings(Duration stall, Pacing pacing, long bitsPerSecond, Duration keepAlive) {
    public static final StreamSettings DEFAULT = new StreamSettings(Duration.ofSeconds(60));

    /** As by default, but for the stall. */
    public StreamSettings(Duration stall) {
        this(stall, Pacing.BURST, 0, Duration.ofSeconds(1));
    }

    public StreamSettings {
        if (stall.compareTo(Duration.ofSeconds(1)) < 0 || stall.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("a viewer may stall for 1 second to 1 hour, not " + stall);
        }
        if (bitsPerSecond < 0) {
            throw new IllegalArgumentException("a pace of " + bitsPerSecond + " bits per second");
        }
        if (keepAlive.compareTo(Duration.ofMillis(100)) < 0 || keepAlive.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("null packets are due after 100 ms to 1 minute, not " + keepAlive);
        }
    }
}
