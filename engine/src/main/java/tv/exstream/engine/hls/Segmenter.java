package tv.exstream.engine.hls;

import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

import tv.exstream.engine.fanout.Chunk;
import tv.exstream.engine.time.Timeline;

/**
 * Cuts a channel's chunks into segments and parts. A segment ends at the first keyframe that is far enough from its
 * start; where none comes before the target duration is over, it ends at a picture, and the one that follows ends at the
 * next keyframe. A part ends before the picture that would make it longer than the part target, so parts have the even
 * lengths that players expect, whatever the size of the chunks.
 *
 * <p>Owns what it was given until the segment is handed to the listener. Confined to its output's lock.
 */
final class Segmenter {
    /** Told of what becomes complete. Takes over the segments. */
    interface Listener {
        long number();

        void opened(Segment segment);

        void partClosed();

        void segmentClosed(Segment segment);
    }

    /** Pictures further apart than this are not of one stretch of the stream: its time base jumped. */
    private static final long JUMP_TICKS = 3 * Timeline.RATE;
    /** Assumed of the first picture of all, whose length is not known yet. */
    private static final long USUAL_STEP_TICKS = Timeline.RATE / 25;
    /** EXTINF is rounded to whole seconds before it is compared with the target duration; this stays below it. */
    private static final long TARGET_MARGIN_TICKS = Timeline.RATE / 10;

    private final long segmentTicks;
    private final long targetTicks;
    private final long partTicks;
    private final Listener listener;

    private @Nullable Segment segment;
    private @Nullable Part part;
    private boolean discontinuity;
    private long lastTicks;
    private long stepTicks = USUAL_STEP_TICKS;
    /** PTS less DTS of keyframes, which is the same for all. */
    private long presentationDelay;
    /** Of the chunk at hand: what was given to a part already. */
    private int taken;

    /** @param discontinuity the first segment follows others of another run */
    Segmenter(HlsOptions options, boolean discontinuity, Listener listener) {
        this.segmentTicks = Timeline.ticks(options.segment());
        this.targetTicks = Timeline.ticks(options.target());
        this.partTicks = Timeline.ticks(options.part());
        this.discontinuity = discontinuity;
        this.listener = listener;
    }

    /** PTS less DTS of keyframes, ticks. */
    long presentationDelay() {
        return presentationDelay;
    }

    /** Takes over the caller's reference. */
    void add(Chunk chunk) {
        ByteBuffer bytes = chunk.bytes();
        long ticks = chunk.timelineTicks90k();
        taken = 0;
        boolean[] keyPending = {chunk.startsWithKeyframe()};
        PictureScan.scan(bytes, (offset, dts33, pts33) -> {
            long dts = ticks + Timeline.diff33(dts33, Timeline.wrap33(ticks));
            boolean key = keyPending[0];
            keyPending[0] = false;
            picture(chunk, key ? 0 : offset, dts, Timeline.diff33(pts33, dts33), key);
        });
        if (keyPending[0]) {
            picture(chunk, 0, ticks, 0, true); // a keyframe whose header cannot be read is one all the same
        }
        take(chunk, chunk.size());
        chunk.release();
    }

    private void picture(Chunk chunk, int offset, long dts, long delay, boolean key) {
        Segment current = segment;
        Part currentPart = part;
        if (current != null && (dts <= lastTicks || dts - lastTicks > JUMP_TICKS)) {
            take(chunk, offset);
            finish();
            discontinuity = true;
            current = null;
            currentPart = null;
        }
        if (current == null || currentPart == null) {
            if (!key) {
                taken = offset; // nothing can be shown before the next keyframe
                return;
            }
            presentationDelay = delay;
            taken = offset;
            open(dts, true);
        } else if (endsSegment(current, currentPart, dts, key)) {
            take(chunk, offset);
            close(current, currentPart, dts);
            open(dts, key);
        } else if (dts - currentPart.startTicks90k + Math.max(stepTicks, dts - lastTicks) > partTicks) {
            take(chunk, offset);
            close(current, currentPart, dts, key);
        }
        long step = dts - lastTicks;
        if (step > 0 && step <= partTicks) { // a hole says nothing of how far apart the pictures after it are
            stepTicks = step;
        }
        lastTicks = dts;
    }

    private boolean endsSegment(Segment current, Part currentPart, long dts, boolean key) {
        // A hole in the picture made a part longer than announced: at least it is the last one of its segment.
        boolean torn = dts - currentPart.startTicks90k > partTicks;
        long length = dts - current.startTicks90k;
        boolean last = length + Math.max(stepTicks, dts - lastTicks) > targetTicks + TARGET_MARGIN_TICKS;
        return last || (key && (length >= segmentTicks || !current.independent || torn));
    }

    private void open(long dts, boolean key) {
        Segment opened = new Segment(listener.number(), dts, key, discontinuity);
        discontinuity = false;
        segment = opened;
        part = new Part(0, dts, key);
        listener.opened(opened);
    }

    /** The segment ends at {@code dts}, and its last part with it. */
    private void close(Segment ending, Part endingPart, long dts) {
        complete(ending, endingPart, dts);
        ending.durationTicks90k = dts - ending.startTicks90k;
        segment = null;
        part = null;
        listener.segmentClosed(ending);
    }

    private void close(Segment current, Part ending, long dts, boolean key) {
        complete(current, ending, dts);
        part = new Part(ending.index + 1, dts, key);
        listener.partClosed();
    }

    private void complete(Segment of, Part ending, long dts) {
        ending.durationTicks90k = dts - ending.startTicks90k;
        of.parts.add(ending);
    }

    /** Gives the open part what the chunk has up to {@code to}. */
    private void take(Chunk chunk, int to) {
        Part open = part;
        Segment of = segment;
        if (open != null && of != null && to > taken) {
            chunk.retain();
            Slice slice = new Slice(chunk, taken, to);
            open.add(slice);
            of.bytes += slice.size();
        }
        taken = Math.max(taken, to);
    }

    /** Nothing follows: what is open becomes a segment as it is. */
    void finish() {
        Segment ending = segment;
        Part endingPart = part;
        if (ending != null && endingPart != null) {
            close(ending, endingPart, lastTicks + stepTicks);
        }
    }

    /** Lets go of what is open without listing it. */
    void discard() {
        Part ending = part;
        Segment open = segment;
        if (ending != null) {
            ending.release();
        }
        if (open != null) {
            open.release();
        }
        part = null;
        segment = null;
    }
}
