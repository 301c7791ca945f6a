package tv.exstream.engine.ts;

import java.lang.foreign.MemorySegment;

/**
 * Where a {@link TsMuxer} writes. Packets are built in place, in memory the output owns, so that each byte is copied once:
 * from the encoded packet to where viewers read it. Called on the muxer's thread.
 */
public interface TsOutput {
    /** Bytes of a transport packet. */
    int PACKET = 188;

    /**
     * Room for one more packet, written wholly before the next claim.
     *
     * @return offset in {@link #memory} of its {@link #PACKET} bytes, whose contents are undefined
     */
    long claim();

    /** What the newest {@link #claim} points into. */
    MemorySegment memory();

    /** What is claimed next begins with PAT, PMT and a keyframe: receivers may start there. */
    void randomAccess();
}
