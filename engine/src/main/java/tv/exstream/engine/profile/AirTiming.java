package tv.exstream.engine.profile;

import java.time.Duration;

/** The fixed offsets of every channel's output, so that items of any kind follow each other without a step. */
public final class AirTiming {
    /**
     * DTS of a keyframe is its PTS less this, for copied, transcoded and slate video alike. It is the room for picture
     * reordering: DTS then rises evenly across a seam between items with and without B-frames. 200 ms is 5 frames at 25
     * frames a second; a source that needs more is transcoded.
     */
    public static final long REORDER_TICKS = 18_000;

    /** How far PCR runs behind DTS: what a receiver buffers at least. */
    public static final Duration PCR_LEAD = Duration.ofMillis(400);

    /** A keyframe this far from the last one is too far to join: the source is transcoded. */
    public static final Duration LONGEST_COPIED_GOP = Duration.ofSeconds(12);

    /** Where pictures are missing for no longer than this the last one stays, as a broadcaster would: a slate would flash. */
    public static final long HOLD_TICKS = 45_000;

    /** A picture is repeated for no longer than this to bridge what a source does not show. */
    public static final long LONGEST_FREEZE_TICKS = 900_000;

    private AirTiming() {}
}
