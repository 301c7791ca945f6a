package tv.exstream.engine.hls;

import java.nio.ByteBuffer;

import tv.exstream.engine.fanout.Chunk;

/** Some bytes of a chunk, {@code from} to before {@code to}; holds one reference to it until {@link #release}. */
record Slice(Chunk chunk, int from, int to) {
    int size() {
        return to - from;
    }

    /** Another owner's slice of the same bytes. */
    Slice share() {
        chunk.retain();
        return this;
    }

    ByteBuffer bytes() {
        return chunk.bytes().slice(from, size());
    }

    void release() {
        chunk.release();
    }
}
