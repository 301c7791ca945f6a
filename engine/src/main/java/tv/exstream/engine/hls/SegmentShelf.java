package tv.exstream.engine.hls;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import tv.exstream.engine.time.Timeline;

/**
 * A channel's complete segments: those listed, and a few more for who is late with fetching them. Bounded in number,
 * time and bytes. Confined to its output's lock.
 */
final class SegmentShelf {
    /** Kept after they have left the list. */
    private static final int LATE = 4;
    /** The list gets shorter than asked for before it holds more; 100 Mbit/s for 20 s. */
    private static final long MAX_BYTES = 256L << 20;
    /** "A server MUST NOT remove a segment if that leaves less than three target durations" (RFC 8216, 6.2.2). */
    private static final int TARGETS_LISTED = 3;

    private final int window;
    private final long listedTicks;
    private final Deque<Segment> late = new ArrayDeque<>();
    private final Deque<Segment> listed = new ArrayDeque<>();
    private long totalTicks;
    private long bytes;
    private long discontinuitiesGone;

    SegmentShelf(HlsOptions options) {
        window = options.window();
        listedTicks = TARGETS_LISTED * Timeline.ticks(options.target());
    }

    void add(Segment segment) {
        listed.add(segment);
        totalTicks += segment.durationTicks90k;
        bytes += segment.bytes;
        while (listed.size() > 1 && (isLongEnoughWithoutFirst() || (bytes > MAX_BYTES && late.isEmpty()))) {
            unlistFirst();
        }
        while (late.size() > LATE || (bytes > MAX_BYTES && !late.isEmpty())) {
            Segment gone = late.remove();
            bytes -= gone.bytes;
            gone.release();
        }
    }

    private boolean isLongEnoughWithoutFirst() {
        return listed.size() > window && totalTicks - listed.element().durationTicks90k >= listedTicks;
    }

    private void unlistFirst() {
        Segment first = listed.remove();
        totalTicks -= first.durationTicks90k;
        if (first.discontinuity) {
            discontinuitiesGone++;
        }
        late.add(first);
    }

    List<Segment> listed() {
        return new ArrayList<>(listed);
    }

    boolean isEmpty() {
        return listed.isEmpty();
    }

    long discontinuitiesGone() {
        return discontinuitiesGone;
    }

    /** DTS of the oldest segment that can still be had. */
    long fromTicks90k() {
        Segment oldest = late.isEmpty() ? listed.peek() : late.peek();
        return oldest == null ? 0 : oldest.startTicks90k;
    }

    Optional<Segment> segment(long msn) {
        for (Deque<Segment> deque : List.of(listed, late)) {
            for (Segment segment : deque) {
                if (segment.msn == msn) {
                    return Optional.of(segment);
                }
            }
        }
        return Optional.empty();
    }

    void releaseAll() {
        late.forEach(Segment::release);
        listed.forEach(Segment::release);
        late.clear();
        listed.clear();
        totalTicks = 0;
        bytes = 0;
    }
}
