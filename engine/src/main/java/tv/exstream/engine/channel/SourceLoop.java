package tv.exstream.engine.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

import tv.exstream.engine.FaultClass;
import tv.exstream.engine.MediaSource;
import tv.exstream.engine.Programme;
import tv.exstream.engine.profile.AirTiming;
import tv.exstream.engine.source.ProgrammeSource;
import tv.exstream.engine.time.Timeline;
import tv.exstream.natives.FFmpegLog;

/**
 * The channel's source thread: walks the playout ahead of air and fills the two lanes, programme after programme, with
 * packets or with the announcement of a hole. Working ahead is what opens the next item before the seam.
 */
final class SourceLoop implements Runnable {
    /** The next source is opened when production is this close to the end of the one before. */
    private static final long OPEN_AHEAD_TICKS = 5 * Timeline.RATE;
    /** Holes are announced in pieces, so that a source that returns need not wait for the end of a long one. */
    private static final long HOLE_PIECE_TICKS = Timeline.RATE;
    /** A source not there so shortly before its programme's end leaves the field to the next. */
    private static final long HANDOVER_TICKS = Timeline.RATE / 2;
    /** The same of one that has not failed; nobody is served by less of a programme. */
    private static final long LAST_MOMENTS_TICKS = 3 * Timeline.RATE / 10;
    /** A hole that is known is announced so long before, in small pieces: the source may return at any moment. */
    private static final long KNOWN_TICKS = AirTiming.REORDER_TICKS;
    /** How long the thread dozes while it waits for a source; results wake it. */
    private static final long DOZE_NANOS = 20_000_000;
    /** Not for long at once: the clock may be set back meanwhile. */
    private static final long LONGEST_PAUSE_TICKS = Timeline.RATE;
    /** After this a playout that gave no answer is asked again. */
    private static final Duration PLAYOUT_RETRY = Duration.ofSeconds(1);

    /** A cancelled opening ends in a moment, unless it hangs. */
    private static final Duration LAST_PATIENCE = Duration.ofMillis(500);

    final ChannelContext context;
    final LaneFeed feed;
    private final Airing airing;
    private final Segments segments;
    private final FaultPolicy policy;
    private final AtomicInteger openings = new AtomicInteger();

    private volatile boolean stopped;
    private volatile @Nullable Acquisition active;
    private volatile @Nullable Opening ahead;
    private volatile boolean finished;
    private volatile @Nullable Thread thread;
    /** The playout has something else by now than the live stream that is on; the source thread's. */
    private boolean left;

    private long askAgainAt;
    /** When the thread went where it may hang, or {@link #NOT_BUSY}. */
    private volatile long busySince = NOT_BUSY;

    private static final long NOT_BUSY = Long.MIN_VALUE;

    /** What becomes of a source that fails. */
    enum FaultPolicy {
        /** A slate stands in and the source is tried again. */
        STAY_ON_AIR,
        /** The failure is thrown. */
        THROW
    }

    SourceLoop(ChannelContext context, LaneFeed feed, Segments segments, FaultPolicy policy) {
        this.context = context;
        this.feed = feed;
        this.segments = segments;
        this.policy = policy;
        airing = new Airing(context, this, feed, segments);
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        FFmpegLog.label(context.label());
        try {
            walk();
        } finally {
            finished = true;
            close();
            FFmpegLog.clearLabel();
        }
    }

    private void walk() {
        long cursor = feed.begin(context.startTicks());
        boolean fresh = cursor == context.startTicks();
        boolean seam = fresh && context.startsAtSeam();
        if (fresh && !seam) {
            long next = pastLastMoments(cursor);
            seam = next != cursor;
            cursor = feed.begin(next);
        }
        while (!stopped && cursor < context.endTicks()) {
            if (feed.jumped() || left) {
                cursor = goWithClock();
                seam = false;
            }
            Programme programme = programmeAt(cursor);
            long finish = Math.min(context.timeline().ticksAt(programme.finish()), context.endTicks());
            if (programme.source().isEmpty()) {
                feed.segment(segments.bare(programme, finish, context.slates().offAir()));
                holeUntil(programme, finish);
            } else {
                air(programme, cursor, finish, seam);
            }
            seam = true;
            cursor = finish;
        }
        airing.finishAudio();
    }

    /** A viewer who comes when a programme is all but over is shown the next one, a moment later, and no slate before. */
    private long pastLastMoments(long cursor) {
        Programme programme = programmeAt(cursor);
        long finish = context.timeline().ticksAt(programme.finish());
        boolean wait = programme.source().isPresent()
                && finish - cursor
                        < Math.min(
                                LAST_MOMENTS_TICKS,
                                Timeline.ticks(context.recovery().startDeadline()))
                && finish < context.endTicks();
        return wait ? finish : cursor;
    }

    /** The clock has jumped: what was made for another time is left, and the playout is asked about the present one. */
    private long goWithClock() {
        left = false;
        forgetAhead();
        airing.clockJumped();
        long now = context.clock().nowTicks90k();
        feed.restart(now);
        return now;
    }

    /** What is being done has no use any more. */
    boolean halted() {
        return stopped || feed.jumped() || left;
    }

    /**
     * A live stream may be on for days, its programme be cut short meanwhile: the playout is asked again every second.
     * True, and all that was made ahead is left, when it has something else for the present.
     */
    boolean superseded(Programme programme) {
        long now = context.clock().nowTicks90k();
        boolean live = !(programme.source().orElse(null) instanceof MediaSource.File);
        if (live && policy == FaultPolicy.STAY_ON_AIR && now >= askAgainAt) {
            askAgainAt = now + Timeline.RATE;
            left = now >= context.timeline().ticksAt(programme.start())
                    && !programmeAt(now).source().equals(programme.source());
        }
        return left;
    }

    /** A playout that fails or answers with the past costs a few seconds of slate, not the channel. */
    private Programme programmeAt(long cursor) {
        Instant at = context.timeline().instantAt(cursor);
        busy();
        try {
            Programme programme = context.playout().get().programmeAt(at);
            // An end between two ticks would be found for ever.
            if (context.timeline().ticksAt(programme.finish()) <= cursor) {
                programme = context.playout().get().programmeAt(programme.finish());
            }
            if (context.timeline().ticksAt(programme.finish()) > cursor) {
                return programme;
            }
            playoutFault("'" + programme.title() + "' is over at " + at + ", yet scheduled then");
        } catch (RuntimeException e) {
            playoutFault("the playout does not say what is on at " + at + ": " + e);
        } finally {
            notBusy();
        }
        return Programme.offline(at, at.plus(PLAYOUT_RETRY));
    }

    private void playoutFault(String message) {
        context.counters().fault(FaultClass.PLAYOUT);
        context.faults().report("playout", FaultClass.PLAYOUT + " " + message);
    }

    /** Airs one programme from {@code cursor} to {@code finish}, through failures and returns. */
    private void air(Programme programme, long cursor, long finish, boolean atSeam) {
        Acquisition acquisition = new Acquisition(context, programme, openings);
        active = acquisition;
        adoptAhead(acquisition, programme);
        if (stopped) {
            acquisition.cancel(); // stop() may have looked before there was anything to cancel
        }
        try {
            boolean seam = atSeam;
            while (!halted() && feed.position() < finish) {
                long wanted = Math.max(cursor, feed.position());
                ProgrammeSource source = acquire(acquisition, programme, wanted, finish);
                if (source == null) {
                    break;
                }
                boolean done = false;
                try (source) {
                    done = airing.play(source, acquisition, programme, seam ? cursor : wanted, finish, seam);
                } catch (RuntimeException e) { // of whatever kind: no source may take its channel off air
                    if (policy == FaultPolicy.THROW) {
                        throw e;
                    }
                    airing.failed(e);
                    if (!stopped) {
                        acquisition.broke(e);
                    }
                }
                if (done) {
                    break;
                }
                seam = false;
            }
            if (!halted() && feed.position() < finish && !(context.endsWithSource() && !acquisition.skipped())) {
                holeUntil(programme, finish);
            }
        } finally {
            active = null;
            acquisition.close(stopped ? LAST_PATIENCE : Duration.ZERO);
        }
    }

    /** Waits for the source, with a slate from the moment it is missed; null when the programme is over before. */
    private @Nullable ProgrammeSource acquire(Acquisition acquisition, Programme programme, long cursor, long finish) {
        long zero = airing.zero(programme);
        if (policy == FaultPolicy.THROW) {
            return acquisition.first(position(cursor - zero));
        }
        boolean standIn = false;
        while (!halted() && !superseded(programme)) {
            if (airing.changeDue()) {
                acquisition.restart();
                forgetAhead();
                airing.change(context.setup().get());
            }
            long now = context.clock().nowTicks90k();
            ProgrammeSource source =
                    acquisition.poll(position(Math.max(cursor, now + Timeline.ticks(acquisition.foresight())) - zero));
            if (source != null) {
                return source;
            }
            boolean missed = standIn || acquisition.failures() > 0;
            if (acquisition.skipped() || now >= finish - (missed ? HANDOVER_TICKS : LAST_MOMENTS_TICKS)) {
                feed.segment(segments.bare(programme, finish, context.slates().standBy()));
                return null;
            }
            // A first opening that is late is waited for as long as frames may be missing; a failure is known.
            if (now >= feed.position() + (missed ? -KNOWN_TICKS : context.stallTicks())) {
                if (!standIn) {
                    standIn = true;
                    feed.segment(
                            segments.bare(programme, finish, context.slates().standBy()));
                }
                long piece = 2 * context.slates().standBy().frameTicks();
                long until = Math.min(finish, Math.max(now, feed.reach()) + piece);
                feed.noVideo(until);
                feed.noAudio(until);
            }
            openAhead(programme, finish, now);
            LockSupport.parkNanos(this, DOZE_NANOS);
        }
        return null;
    }

    private static Duration position(long ticks) {
        return Timeline.duration(Math.max(0, ticks));
    }

    private void adoptAhead(Acquisition acquisition, Programme programme) {
        Opening prepared = ahead;
        ahead = null;
        if (prepared != null) {
            if (prepared.isFor(programme)) {
                acquisition.adopt(prepared);
            } else {
                prepared.discard();
            }
        }
    }

    /** @param at how far production, or time, has come */
    void openAhead(Programme programme, long finish, long at) {
        if (ahead != null || at < finish - OPEN_AHEAD_TICKS || finish >= context.endTicks()) {
            return;
        }
        Programme next = programmeAt(finish);
        if (next.source().isPresent() && !next.equals(programme)) {
            ahead = opening(next, next.inPoint());
        }
    }

    Opening opening(Programme programme, Duration position) {
        openings.incrementAndGet();
        return new Opening(programme, position, context.opener(), context.threads(), null, () -> {
            openings.decrementAndGet();
            LockSupport.unpark(thread);
        });
    }

    /** What was opened for another setup is of no use. */
    void forgetAhead() {
        Opening prepared = ahead;
        ahead = null;
        if (prepared != null) {
            prepared.discard();
        }
    }

    void holeUntil(Programme programme, long until) {
        while (!halted() && feed.position() < until) {
            waitForLead();
            long now = context.clock().nowTicks90k();
            openAhead(programme, until, Math.max(feed.progress(), now));
            long to = Math.min(until, Math.max(feed.position(), now) + HOLE_PIECE_TICKS);
            feed.noVideo(to);
            feed.noAudio(to);
        }
    }

    /** Sleeps while production is far enough ahead of air; then lets it fall to half before working again. */
    void waitForLead() {
        long lead = feed.progress() - context.clock().nowTicks90k();
        while (!halted() && lead >= context.leadTicks() && !airing.changing()) {
            context.pause().accept(Math.min(lead - context.leadTicks() / 2, LONGEST_PAUSE_TICKS));
            lead = feed.progress() - context.clock().nowTicks90k();
        }
    }

    void busy() {
        busySince = System.nanoTime();
    }

    void notBusy() {
        busySince = NOT_BUSY;
    }

    /** The thread has been for so long in one call that should have returned. Any thread. */
    boolean hangs(Duration limit) {
        long since = busySince;
        return since != NOT_BUSY && System.nanoTime() - since > limit.toNanos();
    }

    FaultPolicy policy() {
        return policy;
    }

    /** Nothing more will be produced. Any thread. */
    boolean finished() {
        return finished;
    }

    /** Ends the loop after the step it is in. Any thread. */
    void stop() {
        stopped = true;
        feed.stop();
        LockSupport.unpark(thread);
    }

    /** Ends a step that blocks: an opening or a read. After {@link #stop}; any thread. */
    void cancel() {
        Acquisition current = active;
        if (current != null) {
            current.cancel();
        }
        Opening next = ahead;
        if (next != null) {
            next.cancel();
        }
    }

    void unpark() {
        LockSupport.unpark(thread);
    }

    private void close() {
        Opening next = ahead;
        forgetAhead();
        if (next != null) {
            next.awaitEnd(LAST_PATIENCE);
        }
        airing.close();
    }
}
