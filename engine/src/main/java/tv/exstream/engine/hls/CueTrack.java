package tv.exstream.engine.hls;

import java.util.ArrayDeque;
import java.util.Deque;

import tv.exstream.engine.time.Timeline;

/**
 * The newest cues of a channel, as WebVTT segments in step with the media segments. All segments share one mapping of
 * times (X-TIMESTAMP-MAP): a cue's local time is its 33-bit time stamp, so a cue that reaches over several segments reads
 * the same in each. Thread-safe.
 */
final class CueTrack {
    /** More than a window of any text; a source that sends more is not to fill the memory. */
    private static final int MAX_CUES = 2_000;

    private final Deque<Cue> cues = new ArrayDeque<>();

    synchronized void add(Cue cue) {
        cues.add(cue);
        if (cues.size() > MAX_CUES) {
            cues.remove();
        }
    }

    /** Forgets what was over before. */
    synchronized void forgetBefore(long ticks90k) {
        cues.removeIf(cue -> cue.endTicks90k() <= ticks90k);
    }

    synchronized boolean any(long fromTicks90k, long toTicks90k) {
        return cues.stream().anyMatch(cue -> overlaps(cue, fromTicks90k, toTicks90k));
    }

    /** The cues shown within a span, as a whole WebVTT document; without any it is empty but valid. */
    synchronized String webVtt(long fromTicks90k, long toTicks90k) {
        StringBuilder out = new StringBuilder("WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000\n");
        for (Cue cue : cues) {
            if (overlaps(cue, fromTicks90k, toTicks90k)) {
                long start = Timeline.wrap33(cue.startTicks90k());
                out.append('\n');
                time(out, start);
                out.append(" --> ");
                time(out, start + cue.endTicks90k() - cue.startTicks90k());
                out.append('\n').append(escaped(cue.text())).append('\n');
            }
        }
        return out.toString();
    }

    private static boolean overlaps(Cue cue, long from, long to) {
        return cue.startTicks90k() < to && cue.endTicks90k() > from;
    }

    private static void time(StringBuilder out, long ticks90k) {
        long millis = ticks90k / 90;
        digits(out, millis / 3_600_000, 2);
        out.append(':');
        digits(out, millis / 60_000 % 60, 2);
        out.append(':');
        digits(out, millis / 1000 % 60, 2);
        out.append('.');
        digits(out, millis % 1000, 3);
    }

    private static void digits(StringBuilder out, long value, int width) {
        String text = Long.toString(value);
        out.repeat('0', Math.max(0, width - text.length())).append(text);
    }

    /** An empty line would end the cue, an arrow begin another. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replaceAll("\\R+", "\n")
                .strip();
    }
}
