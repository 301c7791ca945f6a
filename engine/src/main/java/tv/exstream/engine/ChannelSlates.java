package tv.exstream.engine;

/**
 * The slates of a channel.
 *
 * @param error   in place of a programme that cannot be shown
 * @param offline where nothing is scheduled
 */
public record ChannelSlates(SlateStyle error, SlateStyle offline) {
    public static final ChannelSlates DEFAULT = new ChannelSlates(SlateStyle.DEFAULT, SlateStyle.DEFAULT);
}
