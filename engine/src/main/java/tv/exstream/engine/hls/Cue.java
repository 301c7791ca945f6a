package tv.exstream.engine.hls;

/**
 * A subtitle on the channel's timeline.
 *
 * @param startTicks90k first shown, timeline ticks of presentation
 * @param endTicks90k   no longer shown, after the start
 * @param text          lines separated by {@code \n}; plain, without any format's markup
 */
public record Cue(long startTicks90k, long endTicks90k, String text) {
    public Cue {
        if (endTicks90k <= startTicks90k) {
            throw new IllegalArgumentException("a cue ends after its start, not at " + endTicks90k);
        }
    }
}
