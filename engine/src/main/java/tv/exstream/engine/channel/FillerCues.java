package tv.exstream.engine.channel;

import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import tv.exstream.engine.Playout;
import tv.exstream.engine.Programme;
import tv.exstream.engine.observe.ThrottledFaults;
import tv.exstream.engine.time.Timeline;
import tv.exstream.engine.ts.SpliceInsert;
import tv.exstream.engine.ts.SpliceInsert.Action;

/**
 * Announces the breaks of a channel: where filler begins and where the programme returns. The playout tells what follows, so
 * that a break is announced seconds ahead, again half-way, and once more with its first picture, whose presentation time is
 * exact. Of the mux thread.
 */
final class FillerCues {
    /** Before the seam, in presentation time; ANSI/SCTE 67 asks for at least four seconds. PCR runs 600 ms behind. */
    static final long[] AHEAD_TICKS = {5 * Timeline.RATE, 2 * Timeline.RATE};

    /** More filler than this in a row: the break's length is not told. */
    private static final int MAX_FILLERS = 200;

    private static final long NONE = 0;

    private final Supplier<Playout> playout;
    private final Timeline timeline;
    private final ThrottledFaults faults;
    private final Consumer<SpliceInsert> sink;

    private long segmentId = NONE;
    private boolean inBreak;
    /** Of the break on air or announced; each break has the next one. */
    private int eventId;

    /** The seam ahead, where a break begins or ends; {@link #NONE} when the next programme is of the same kind. */
    private long seam = NONE;

    private long breakTicks;
    /** How often it was announced. */
    private int announced;

    /**
     * @param firstEventId of the first break: best unlike those of the channel's last run
     * @param sink muxes a message at once
     */
    FillerCues(
            Supplier<Playout> playout,
            Timeline timeline,
            ThrottledFaults faults,
            int firstEventId,
            Consumer<SpliceInsert> sink) {
        this.playout = playout;
        this.timeline = timeline;
        this.faults = faults;
        this.sink = sink;
        eventId = firstEventId;
    }

    /** A picture was muxed. */
    void aired(@Nullable Segment segment, long pts90k) {
        if (segment == null) {
            return;
        }
        if (segment.id() != segmentId) {
            segmentId = segment.id();
            entered(segment, pts90k);
        }
        if (seam != NONE && announced < AHEAD_TICKS.length && pts90k >= seam - AHEAD_TICKS[announced]) {
            while (announced < AHEAD_TICKS.length && pts90k >= seam - AHEAD_TICKS[announced]) {
                announced++; // an announcement missed is not made up for
            }
            announce(inBreak ? Action.RETURN : Action.OUT, seam);
        }
    }

    private void entered(Segment segment, long pts90k) {
        boolean filler = segment.programme().filler();
        if (filler != inBreak) {
            if (filler) {
                breakTicks = Math.max(0, breakEnd(segment.programme()) - pts90k);
            }
            announce(filler ? Action.OUT : Action.RETURN, pts90k);
            inBreak = filler;
            if (!filler) {
                eventId++;
            }
        } else if (announced > 0 && pts90k >= seam) {
            // What was announced did not come: the schedule was edited in between.
            breakTicks = filler ? Math.max(0, breakEnd(segment.programme()) - pts90k) : 0;
            announce(filler ? Action.OUT : Action.CANCEL, pts90k);
            eventId += filler ? 0 : 1;
        }
        look(segment);
    }

    private void announce(Action action, long pts90k) {
        sink.accept(new SpliceInsert(eventId, action, pts90k, action == Action.OUT ? breakTicks : 0));
    }

    /** What comes after this segment's programme. A segment is one attempt at it: announcements made are kept. */
    private void look(Segment segment) {
        Programme next = next(segment.programme());
        long then = next != null && next.filler() != inBreak ? segment.finishTicks() : NONE;
        if (then != seam) {
            seam = then;
            announced = 0;
        }
        if (seam != NONE && next != null && next.filler()) {
            breakTicks = Math.max(0, breakEnd(next) - seam);
        }
    }

    /** Where the last of the fillers that follow each other from {@code first} ends; the past when that is not known. */
    private long breakEnd(Programme first) {
        Programme last = first;
        for (int i = 0; i < MAX_FILLERS; i++) {
            Programme next = next(last);
            if (next == null) {
                return Long.MIN_VALUE / 2;
            }
            if (!next.filler()) {
                return timeline.ticksAt(last.finish());
            }
            last = next;
        }
        return Long.MIN_VALUE / 2;
    }

    private @Nullable Programme next(Programme programme) {
        try {
            Programme next = playout.get().programmeAt(programme.finish());
            return next.finish().isAfter(programme.finish()) ? next : null;
        } catch (RuntimeException e) { // whatever a playout throws, it costs a cue and not the channel
            faults.report("playout", "the playout does not say what follows '" + programme.title() + "': " + e);
            return null;
        }
    }
}
