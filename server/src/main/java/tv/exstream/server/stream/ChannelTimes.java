package tv.exstream.server.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import tv.exstream.engine.ChannelNumber;

/** Where a channel is in its programmes. Any thread, microseconds. */
@FunctionalInterface
public interface ChannelTimes {
    Standing of(ChannelNumber channel, Instant instant);

    /**
     * @param since    when a channel on demand stood still; empty while it runs, and for all others
     * @param position into its entry of the guide; empty where nothing is planned
     */
    record Standing(Optional<Instant> since, Optional<Duration> position) {
        /** Where no more is known than the guide says. */
        public static final Standing UNKNOWN = new Standing(Optional.empty(), Optional.empty());
    }
}
