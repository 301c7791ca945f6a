package tv.exstream.engine.hls;

import java.util.ArrayList;
import java.util.List;

/** A partial segment being gathered or complete. Confined to its output's lock. */
final class Part {
    final int index;
    final long startTicks90k;
    final boolean independent;
    final List<Slice> slices = new ArrayList<>();
    /** Known once complete. */
    long durationTicks90k;

    Part(int index, long startTicks90k, boolean independent) {
        this.index = index;
        this.startTicks90k = startTicks90k;
        this.independent = independent;
    }

    /** Takes over the slice's reference. */
    void add(Slice slice) {
        slices.add(slice);
    }

    void shareInto(List<Slice> to) {
        slices.forEach(slice -> to.add(slice.share()));
    }

    void release() {
        slices.forEach(Slice::release);
        slices.clear();
    }
}
