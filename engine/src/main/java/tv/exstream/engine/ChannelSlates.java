package tv.exstream.engine;

import java.time.ZoneId;

/**
 * The slates of a channel.
 *
 * @param error   in place of a programme that cannot be shown
 * @param offline where nothing is scheduled
 * @param zone    of the times slates tell
 */
public record ChannelSlates(SlateStyle error, SlateStyle offline, ZoneId zone) {
    public static final ChannelSlates DEFAULT = new ChannelSlates(SlateStyle.DEFAULT, SlateStyle.DEFAULT);

    /** In the time zone of this machine. */
    public ChannelSlates(SlateStyle error, SlateStyle offline) {
        this(error, offline, ZoneId.systemDefault());
    }
}
