package tv.exstream.engine.channel;

import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import tv.exstream.engine.ChannelStatus.StreamDecision;
import tv.exstream.engine.EngineException;
import tv.exstream.engine.EngineException.Kind;
import tv.exstream.engine.FaultClass;
import tv.exstream.engine.Programme;
import tv.exstream.engine.av.Flow;
import tv.exstream.engine.source.AirWindow;
import tv.exstream.engine.source.Encoders;
import tv.exstream.engine.source.ProgrammeSource;
import tv.exstream.engine.time.Timeline;

/** Turns open sources into packets in the lanes, with the channel's encoders. Of the source thread. */
final class Airing {
    /** Production this far behind the clock is not begun where it was planned, but at the present. */
    private static final long HOPELESS_TICKS = 3 * Timeline.RATE / 2;
    /** A hole shorter than this at the end of a programme is not worth announcing. */
    private static final long SMALL_TICKS = 9_000;
    /** Room for jitter before a live source's material. */
    private static final long LIVE_BUFFER_TICKS = 4 * Timeline.RATE / 10;
    /** An end so much before the announced one is no rounding. */
    private static final long EARLY_TICKS = 3 * Timeline.RATE / 2;
    /** A source that has gone on for so long has recovered. */
    private static final long SETTLED_TICKS = 5 * Timeline.RATE;

    private final ChannelContext context;
    private final SourceLoop loop;
    private final LaneFeed feed;
    private final Segments segments;
    /** What the encoders are for. */
    private Setup setup;

    private Encoders encoders;
    private @Nullable Segment playing;
    /** The source in use, being opened for the setup {@link #renewing}. */
    private @Nullable Opening renewal;

    private @Nullable Setup renewing;

    Airing(ChannelContext context, SourceLoop loop, LaneFeed feed, Segments segments) {
        this.context = context;
        this.loop = loop;
        this.feed = feed;
        this.segments = segments;
        setup = context.setup().get();
        encoders = newEncoders();
    }

    private Encoders newEncoders() {
        return new Encoders(setup.profile(), context.encoders(), this::encoderReplaced);
    }

    private void encoderReplaced(EngineException failure) {
        context.counters().encoderRestarts.increment();
        context.counters().fault(FaultClass.ENCODER);
        context.faults().report("encoder", FaultClass.ENCODER + " replaced: " + failure.getMessage());
    }

    /** Where position zero of the programme's source is on air. */
    long zero(Programme programme) {
        return context.timeline().ticksAt(programme.start()) - Timeline.ticks(programme.inPoint());
    }

    /** The setup has changed, which takes effect with the next source. */
    boolean changeDue() {
        return !setup.equals(context.setup().get());
    }

    /** Production must not sleep now. */
    boolean changing() {
        Opening opening = renewal;
        return changeDue() && (opening == null || opening.done());
    }

    /** Takes a new setup over: what is encoded from now on is for its profile. No source is used after. */
    void change(Setup wanted) {
        if (!wanted.profile().equals(setup.profile())) {
            encoders.finishAudio(feed);
            if (encoders.open()) {
                context.counters().encoderRestarts.increment();
            }
            encoders.close();
            setup = wanted;
            encoders = newEncoders();
        }
        setup = wanted;
    }

    /**
     * Airs {@code source} until it ends, its programme ends, or the setup changes.
     *
     * @param wanted where production stands
     * @return true when the programme needs no source any more
     */
    boolean play(
            ProgrammeSource source,
            Acquisition acquisition,
            Programme programme,
            long wanted,
            long finish,
            boolean seam) {
        long now = context.clock().nowTicks90k();
        boolean onTime = seam && now <= wanted + HOPELESS_TICKS;
        boolean resumed = !seam && now < wanted;
        long from = onTime ? wanted : Math.max(wanted, now);
        if (from >= finish) {
            return true;
        }
        long zero = source.live() ? from + LIVE_BUFFER_TICKS : zero(programme);
        if (source.audio().isEmpty() || source.audio().get().copy()) {
            encoders.finishAudio(feed);
        }
        feed.segment(segment(source, programme, finish, resumed));
        // Taken up before anybody missed it, an encoded picture goes on where it ended; a copy repeats its GOP, of
        // which
        // the lane takes what is new.
        boolean exact = onTime || (resumed && !copies(source.video()));
        source.start(new AirWindow(zero, from, finish, exact), encoders);
        if (source.video().isEmpty()) {
            feed.noVideo(finish);
        }
        if (source.audio().isEmpty()) {
            feed.noAudio(finish);
        }
        return produce(source, acquisition, programme, zero, finish);
    }

    private static boolean copies(Optional<StreamDecision> decision) {
        return decision.isPresent() && decision.get().copy();
    }

    /** A copy that is taken up in time is the same airing still: it can be joined within its GOP. */
    private Segment segment(ProgrammeSource source, Programme programme, long finish, boolean resumed) {
        Segment before = playing;
        if (resumed
                && before != null
                && feed.isOn(before)
                && before.programme().equals(programme)
                && copies(source.video())
                && copies(before.video())
                && before.audio().equals(source.audio())) {
            return before;
        }
        Segment made = segments.of(programme, finish, source);
        playing = made;
        return made;
    }

    private boolean produce(
            ProgrammeSource source, Acquisition acquisition, Programme programme, long zero, long finish) {
        long began = context.clock().nowTicks90k();
        Pace pace = new Pace(began, context.stallTicks(), context.onSlate());
        Damage damage = new Damage(source);
        try {
            while (!loop.halted()) {
                loop.waitForLead();
                loop.openAhead(programme, finish, feed.progress());
                loop.busy();
                Flow flow = source.step(feed);
                loop.notBusy();
                damage.note(programme);
                if (flow == Flow.END) {
                    return ended(source, acquisition, zero, finish);
                }
                long now = context.clock().nowTicks90k();
                if (now - began > SETTLED_TICKS && feed.position() > now) {
                    acquisition.settled();
                }
                if (pace.hopeless(now, Math.max(feed.position(), feed.packetsUntil()))) {
                    context.counters().underruns.increment();
                    throw new EngineException(Kind.UNAVAILABLE, FaultClass.SLOW, "it cannot be produced in real time");
                }
                if (changeDue() && renewed(source, acquisition, programme, zero)) {
                    return false;
                }
                if (loop.superseded(programme)) {
                    return true;
                }
            }
            return true;
        } finally {
            loop.notBusy();
            Opening unused = renewal;
            if (unused != null) {
                renewal = null;
                unused.discard();
            }
        }
    }

    /** Opens the source anew for a new setup while the old one goes on; true when the new one is to take over. */
    private boolean renewed(ProgrammeSource source, Acquisition acquisition, Programme programme, long zero) {
        Opening opening = renewal;
        if (opening == null) {
            loop.forgetAhead();
            renewing = context.setup().get();
            renewal = loop.opening(programme, Timeline.duration(Math.max(0, feed.position() - zero)));
            return false;
        }
        if (!opening.done()) {
            return false;
        }
        renewal = null;
        Setup wanted = renewing == null ? setup : renewing;
        ProgrammeSource next;
        try {
            next = opening.await();
        } catch (RuntimeException e) {
            acquisition.broke(e);
            change(wanted);
            return true;
        }
        boolean asBefore = copies(source.video())
                && copies(next.video())
                && copies(source.audio())
                && next.audio().equals(source.audio());
        if (asBefore) { // nothing of it is encoded, before and after
            next.close();
        } else {
            acquisition.adopt(opening);
        }
        change(wanted);
        return !asBefore;
    }

    private boolean ended(ProgrammeSource source, Acquisition acquisition, long zero, long finish) {
        long reached = Math.max(feed.position(), feed.packetsUntil());
        if (reached >= finish - SMALL_TICKS) {
            return true;
        }
        if (context.endsWithSource()) {
            encoders.finishAudio(feed);
            return true;
        }
        if (source.live()) {
            throw new EngineException(Kind.UNAVAILABLE, FaultClass.ENDED, "the stream ended");
        }
        Duration announced = acquisition.longest(source.announcedLength());
        if (!announced.isZero() && reached < Math.min(finish, zero + Timeline.ticks(announced)) - EARLY_TICKS) {
            throw new EngineException(
                    Kind.UNAVAILABLE, FaultClass.ENDED, "it ends before the " + announced + " it should last");
        }
        encoders.finishAudio(feed);
        acquisition.overEarly();
        return loop.policy() == SourceLoop.FaultPolicy.THROW || !acquisition.watches();
    }

    /** What comes next is for another time. */
    void clockJumped() {
        encoders.renew(); // their timestamps cannot go back
        playing = null;
    }

    /** A source threw. */
    void failed(RuntimeException e) {
        if (e instanceof EngineException known && known.fault() == FaultClass.ENCODER) {
            encoders.renew(); // those that come next are new
            context.counters().encoderRestarts.increment();
        }
    }

    void finishAudio() {
        encoders.finishAudio(feed);
    }

    void close() {
        encoders.close();
    }

    /** Counts what a source got over by itself. */
    private final class Damage {
        private final ProgrammeSource source;
        private long damaged;
        private long reconnects;

        Damage(ProgrammeSource source) {
            this.source = source;
        }

        void note(Programme programme) {
            long nowDamaged = source.damaged();
            if (nowDamaged != damaged) {
                context.counters().fault(FaultClass.CORRUPT, nowDamaged - damaged);
                damaged = nowDamaged;
                context.faults().report("corrupt", FaultClass.CORRUPT + " '" + programme.title() + "': damaged data");
            }
            long nowReconnects = source.reconnects();
            if (nowReconnects != reconnects) {
                context.counters().fault(FaultClass.NETWORK, nowReconnects - reconnects);
                reconnects = nowReconnects;
                context.faults()
                        .report(
                                "reconnect",
                                FaultClass.NETWORK + " '" + programme.title()
                                        + "': the connection broke and was taken up where it ended");
            }
        }
    }
}
