package tv.exstream.engine.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

import tv.exstream.engine.EngineException;
import tv.exstream.engine.Programme;
import tv.exstream.engine.av.Flow;
import tv.exstream.engine.source.AirWindow;
import tv.exstream.engine.source.Encoders;
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

    private static final long LONGEST_PAUSE_TICKS = Timeline.RATE;
    /** A hole shorter than this at the end of a programme is not worth announcing. */
    private static final long SMALL_TICKS = 9_000;
    /** Production this far behind the clock is given up for the present position. */
    private static final long HOPELESS_TICKS = 3 * Timeline.RATE / 2;
    /** Room for jitter before a live source's material. */
    private static final long LIVE_BUFFER_TICKS = Timeline.RATE;
    /** After this a playout that gave no answer is asked again. */
    private static final Duration PLAYOUT_RETRY = Duration.ofSeconds(1);

    private final ChannelContext context;
    private final LaneFeed feed;
    private final Segments segments;
    private final Encoders encoders;
    private final FaultPolicy policy;

    private volatile boolean stopped;
    private volatile @Nullable Opening active;
    private volatile @Nullable Opening ahead;
    private volatile boolean finished;
    private volatile @Nullable Thread thread;

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
        encoders = new Encoders(context.profile());
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        FFmpegLog.label(context.label());
        try {
            walk(context.startTicks());
        } finally {
            finished = true;
            close();
            FFmpegLog.clearLabel();
        }
    }

    private void walk(long startTicks) {
        long cursor = startTicks;
        boolean seam = context.startsAtSeam();
        feed.begin(cursor);
        while (!stopped && cursor < context.endTicks()) {
            if (feed.jumped()) {
                cursor = goWithClock();
                seam = false;
            }
            Programme programme = programmeAt(cursor);
            long finish = Math.min(context.timeline().ticksAt(programme.finish()), context.endTicks());
            if (programme.source().isEmpty()) {
                feed.segment(segments.bare(programme, finish, context.slates().offAir()));
                holeUntil(finish);
            } else {
                air(programme, cursor, finish, seam);
            }
            seam = true;
            cursor = finish;
        }
        encoders.finishAudio(feed);
    }

    /** The clock has jumped: what was made for another time is left, and the playout is asked about the present one. */
    private long goWithClock() {
        Opening next = ahead;
        if (next != null) {
            ahead = null;
            next.discard();
        }
        encoders.reopen(); // their timestamps cannot go back
        long now = context.clock().nowTicks90k();
        feed.restart(now);
        return now;
    }

    /** What is being done has no use any more. */
    private boolean halted() {
        return stopped || feed.jumped();
    }

    /** A playout that fails or answers with the past costs a few seconds of slate, not the channel. */
    private Programme programmeAt(long cursor) {
        Instant at = context.timeline().instantAt(cursor);
        try {
            Programme programme = context.playout().get().programmeAt(at);
            // An end between two ticks would be found for ever.
            if (context.timeline().ticksAt(programme.finish()) <= cursor) {
                programme = context.playout().get().programmeAt(programme.finish());
            }
            if (context.timeline().ticksAt(programme.finish()) > cursor) {
                return programme;
            }
            context.faults().report("playout", "'" + programme.title() + "' is over at " + at + ", yet scheduled then");
        } catch (RuntimeException e) {
            context.faults().report("playout", "the playout does not say what is on at " + at + ": " + e);
        }
        return Programme.offline(at, at.plus(PLAYOUT_RETRY));
    }

    /** Airs one programme from {@code cursor} to {@code finish}, through failures and returns. */
    private void air(Programme programme, long cursor, long finish, boolean atSeam) {
        long from = cursor;
        boolean seam = atSeam;
        int failures = 0;
        while (!halted() && from < finish) {
            try {
                from = attempt(programme, from, finish, seam);
                failures = 0;
            } catch (RuntimeException e) { // of whatever kind: no source may take its channel off air
                if (halted()) {
                    return;
                }
                failures++;
                from = fail(programme, e, failures, finish);
            }
            seam = false;
        }
    }

    private long fail(Programme programme, RuntimeException e, int failures, long finish) {
        if (policy == FaultPolicy.THROW) {
            throw e;
        }
        context.counters().sourceFailures.increment();
        context.faults()
                .report(
                        "source",
                        "'" + programme.title() + "': " + (e instanceof EngineException ? e.getMessage() : e));
        feed.segment(segments.bare(programme, finish, context.slates().standBy()));
        double seconds = Math.min(30, 0.5 * (1L << Math.min(failures - 1, 8)));
        long pause =
                Math.round(seconds * Timeline.RATE * ThreadLocalRandom.current().nextDouble(0.8, 1.2));
        long until = Math.min(finish, Math.max(feed.position(), context.clock().nowTicks90k()) + pause);
        holeUntil(until);
        return until;
    }

    /** @return where to go on: {@code finish} when done, else the present position after falling hopelessly behind */
    private long attempt(Programme programme, long wanted, long finish, boolean seam) {
        long start = context.timeline().ticksAt(programme.start());
        long zero = start - Timeline.ticks(programme.inPoint());
        Opening opening = opening(programme, Timeline.duration(wanted - zero));
        active = opening;
        ahead = null;
        if (stopped) {
            opening.cancel(); // stop() may have looked before there was anything to cancel
        }
        try (ProgrammeSource source = opening.await()) {
            long now = context.clock().nowTicks90k();
            boolean onTime = seam && now <= wanted + HOPELESS_TICKS;
            long from = onTime ? wanted : Math.max(wanted, now);
            if (from >= finish) {
                return finish;
            }
            if (source.live()) {
                zero = from + LIVE_BUFFER_TICKS;
            }
            if (source.audio().isEmpty() || source.audio().get().copy()) {
                encoders.finishAudio(feed);
            }
            feed.segment(segments.of(programme, finish, source));
            source.start(new AirWindow(zero, from, finish, onTime), encoders);
            if (source.video().isEmpty()) {
                feed.noVideo(finish);
            }
            if (source.audio().isEmpty()) {
                feed.noAudio(finish);
            }
            return produce(source, programme, from, finish);
        } finally {
            active = null;
        }
    }

    private long produce(ProgrammeSource source, Programme programme, long from, long finish) {
        long patience = context.clock().nowTicks90k() + 2 * HOPELESS_TICKS;
        while (!halted()) {
            waitForLead();
            openAhead(programme, finish);
            if (source.step(feed) == Flow.END) {
                if (source.live() && feed.position() < finish - SMALL_TICKS) {
                    throw new EngineException(
                            EngineException.Kind.UNAVAILABLE, "the stream ended: " + programme.title());
                }
                if (context.endsWithSource()) {
                    encoders.finishAudio(feed);
                    return finish;
                }
                if (feed.position() < finish - SMALL_TICKS) {
                    holeUntil(finish);
                }
                return finish;
            }
            long now = context.clock().nowTicks90k();
            if (now > patience && Math.max(feed.position(), feed.packetsUntil()) < now - HOPELESS_TICKS) {
                context.faults().report("late", "'" + programme.title() + "' cannot be produced in real time");
                context.counters().underruns.increment();
                return Math.max(from, now);
            }
        }
        return finish;
    }

    private Opening opening(Programme programme, Duration position) {
        Opening prepared = ahead;
        if (prepared != null && prepared.isFor(programme)) {
            return prepared;
        }
        if (prepared != null) {
            prepared.discard();
        }
        return new Opening(
                programme, position.isNegative() ? Duration.ZERO : position, context.opener(), context.threads());
    }

    private void openAhead(Programme programme, long finish) {
        if (ahead != null || feed.progress() < finish - OPEN_AHEAD_TICKS || finish >= context.endTicks()) {
            return;
        }
        Programme next = programmeAt(finish);
        if (next.source().isPresent() && !next.equals(programme)) {
            ahead = new Opening(next, next.inPoint(), context.opener(), context.threads());
        }
    }

    private void holeUntil(long until) {
        while (!halted() && feed.position() < until) {
            waitForLead();
            long to = Math.min(until, Math.max(feed.position(), context.clock().nowTicks90k()) + HOLE_PIECE_TICKS);
            feed.noVideo(to);
            feed.noAudio(to);
        }
    }

    /** Sleeps while production is far enough ahead of air; then lets it fall to half before working again. */
    private void waitForLead() {
        long lead = feed.progress() - context.clock().nowTicks90k();
        while (!halted() && lead >= context.leadTicks()) {
            // not for long at once: the clock may have been set back just now
            context.pause().accept(Math.min(lead - context.leadTicks() / 2, LONGEST_PAUSE_TICKS));
            lead = feed.progress() - context.clock().nowTicks90k();
        }
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
        Opening current = active;
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
        if (next != null) {
            ahead = null;
            next.discard();
        }
        encoders.close();
    }
}
