package tv.exstream.server.schedule.item;

import java.time.Duration;

/**
 * A channel as it was a while ago, or will be.
 *
 * @param offset so long ago; negative for what it shows so much later. From a day ahead to a day behind, whole
 *               milliseconds
 */
public record ChannelShift(ChannelRef channel, Duration offset) {
    private static final Duration MOST = Duration.ofHours(24);

    public ChannelShift {
        if (offset.abs().compareTo(MOST) > 0 || !offset.equals(Duration.ofMillis(offset.toMillis()))) {
            throw new IllegalArgumentException(
                    "an offset of " + offset + ": give -PT24H to PT24H, in whole milliseconds");
        }
    }

    /** The channel as it is. */
    public static ChannelShift now(ChannelRef channel) {
        return new ChannelShift(channel, Duration.ZERO);
    }
}
