package tv.exstream.engine.hls;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a channel's playlists list at one moment. Immutable.
 *
 * @param segments              complete, oldest first, numbered without gaps
 * @param open                  the one being gathered, with the parts it has so far; empty before the first keyframe
 * @param discontinuitySequence discontinuities that have left the window
 * @param format                empty before the first keyframe
 * @param peakBitsPerSecond     of the segments listed
 * @param averageBitsPerSecond  of the segments listed
 * @param subtitles             there are cues in the window
 */
public record HlsWindow(
        HlsOptions options,
        List<Segment> segments,
        Optional<Segment> open,
        long discontinuitySequence,
        Optional<HlsFormat> format,
        long peakBitsPerSecond,
        long averageBitsPerSecond,
        boolean subtitles) {
    public HlsWindow {
        segments = List.copyOf(segments);
    }

    static HlsWindow empty(HlsOptions options) {
        return new HlsWindow(options, List.of(), Optional.empty(), 0, Optional.empty(), 0, 0, false);
    }

    /**
     * A media segment.
     *
     * @param start           wall clock at which its first picture is shown
     * @param durationTicks   of an open one: of its parts so far
     * @param independent     begins with a keyframe
     * @param discontinuity   what comes before it is of another time base
     * @param parts           empty when they are not to be listed
     */
    public record Segment(
            long msn, Instant start, long durationTicks, boolean independent, boolean discontinuity, List<Part> parts) {
        public Segment {
            parts = List.copyOf(parts);
        }
    }

    /** A partial segment. */
    public record Part(int index, long durationTicks, boolean independent) {}

    /** False when a playlist would have nothing to list. */
    public boolean playable(boolean lowLatency) {
        return !segments.isEmpty()
                || (lowLatency && open.filter(s -> !s.parts().isEmpty()).isPresent());
    }

    /** The number of the segment that is gathered or comes next. */
    public long openMsn() {
        return open.map(Segment::msn)
                .orElseGet(() -> segments.isEmpty() ? 0 : segments.getLast().msn() + 1);
    }

    /** The index of the part that comes next in it. */
    public int nextPart() {
        return open.map(s -> s.parts().size()).orElse(0);
    }

    /** The number of the first segment listed. */
    public long firstMsn() {
        return segments.isEmpty() ? openMsn() : segments.getFirst().msn();
    }

    /** The whole segment is there, or was. */
    public boolean has(long msn) {
        return msn < openMsn();
    }

    /**
     * That part is there, or was; where its segment ended with fewer, the following segment's first part stands for it
     * (RFC 8216bis, 6.2.5.2).
     */
    public boolean has(long msn, int part) {
        if (msn >= openMsn()) {
            return msn == openMsn() && part < nextPart();
        }
        return openMsn() > msn + 1
                || nextPart() > 0
                || segments.isEmpty()
                || segments.getLast().msn() != msn
                || part < segments.getLast().parts().size();
    }
}
