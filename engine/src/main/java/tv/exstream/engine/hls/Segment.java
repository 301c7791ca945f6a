package tv.exstream.engine.hls;

import java.util.ArrayList;
import java.util.List;

/** A media segment being gathered or complete. Confined to its output's lock. */
final class Segment {
    final long msn;
    /** DTS of its first picture, timeline ticks. */
    final long startTicks90k;
    /** Begins with PAT, PMT and a keyframe. */
    final boolean independent;
    /** The time base jumps, or the channel started anew, just before it. */
    final boolean discontinuity;

    final List<Part> parts = new ArrayList<>();
    /** Known once complete. */
    long durationTicks90k;

    long bytes;

    Segment(long msn, long startTicks90k, boolean independent, boolean discontinuity) {
        this.msn = msn;
        this.startTicks90k = startTicks90k;
        this.independent = independent;
        this.discontinuity = discontinuity;
    }

    HlsBody body() {
        List<Slice> slices = new ArrayList<>();
        parts.forEach(part -> part.shareInto(slices));
        return new HlsBody(slices);
    }

    HlsBody body(int part) {
        List<Slice> slices = new ArrayList<>();
        parts.get(part).shareInto(slices);
        return new HlsBody(slices);
    }

    long bitsPerSecond() {
        return durationTicks90k <= 0 ? 0 : bytes * 8 * 90_000 / durationTicks90k;
    }

    void release() {
        parts.forEach(Part::release);
    }
}
