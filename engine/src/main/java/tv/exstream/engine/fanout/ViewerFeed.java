package tv.exstream.engine.fanout;

import org.jspecify.annotations.Nullable;

/**
 * One viewer's bounded queue of {@link Chunk}s. The channel offers and never waits: a viewer that falls behind loses
 * chunks up to the next keyframe, and that is counted.
 *
 * <p>{@link #poll} and {@link #close} belong to one consumer at a time; {@link #stats} may be read by anyone.
 */
public interface ViewerFeed extends AutoCloseable {
    /** The next chunk, whose reference the caller now owns, or null when none is there now. Never blocks or allocates. */
    @Nullable
    Chunk poll();

    /**
     * Lets go of everything queued before the newest keyframe chunk: for a viewer who wants to be as near to live as can
     * be rather than have its picture at once. What it skips is no drop.
     */
    void skipToNewestKeyframe();

    /** What waits in the queue now. Never blocks for long or allocates. */
    long queuedBytes();

    /** True once the channel has ended this feed and the last chunk was polled: nothing will follow. */
    boolean ended();

    /**
     * Sets who is told when an empty feed has something again (or has ended). Called from the channel's thread once per
     * transition from empty, so it must hand off and return at once. A feed that is already readable calls it right away.
     */
    void onReadable(Runnable wake);

    /** Tells the meter that these bytes have left towards the viewer. */
    void delivered(int bytes);

    ViewerStats stats();

    /** Detaches the viewer and releases what is queued. Idempotent. */
    @Override
    void close();
}
