package tv.exstream.engine.fanout;

import java.nio.ByteBuffer;

/**
 * Some milliseconds of a channel's transport stream, shared by every viewer: immutable once published, a whole number
 * of 188-byte packets, reference counted. Who takes one from a {@link ViewerFeed} owns one reference and releases it.
 */
public interface Chunk {
    /** A new read-only view of the bytes, position 0 to limit {@link #size()}; valid until {@link #release()}. */
    ByteBuffer bytes();

    /** Bytes, a multiple of 188. */
    int size();

    /** True when this chunk begins with PAT, PMT and a keyframe: a viewer may start here. */
    boolean startsWithKeyframe();

    /** DTS of the chunk's first video packet or, without one, its first packet: unwrapped 90 kHz timeline ticks. */
    long timelineTicks90k();

    /** One more owner, who releases it, too. @throws IllegalStateException when there is none left to share it */
    void retain();

    /** Gives the reference back. Idempotence is the caller's duty: exactly once for each chunk taken. */
    void release();
}
