package tv.exstream.engine.source;

/**
 * Where a source's contents fall on the timeline; all values are 90 kHz ticks.
 *
 * @param zero  where position zero of the source is (or would have been) on air
 * @param from  what is wanted from here on
 * @param until what is wanted up to here: the cut
 * @param seam  {@code from} is the programme's scheduled start, where another programme ends: nothing may come earlier.
 *              Else the programme is joined midway, and material from the keyframe before {@code from} is welcome.
 */
public record AirWindow(long zero, long from, long until, boolean seam) {
    public AirWindow {
        if (until <= from) {
            throw new IllegalArgumentException("window ends at " + until + ", not after " + from);
        }
    }
}
