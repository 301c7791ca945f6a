package tv.exstream.server.stream;

import java.time.Duration;

/**
 * @param stall how long a viewer may take nothing before it is dropped; 1 s to 1 h
 */
public record StreamSettings(Duration stall) {
    public static final StreamSettings DEFAULT = new StreamSettings(Duration.ofSeconds(60));

    public StreamSettings {
        if (stall.compareTo(Duration.ofSeconds(1)) < 0 || stall.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("a viewer may stall for 1 second to 1 hour, not " + stall);
        }
    }
}
