package tv.exstream.engine.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

import tv.exstream.engine.ChannelStatus.StreamDecision;
import tv.exstream.engine.EngineException;
import tv.exstream.engine.Programme;
import tv.exstream.engine.av.Flow;
import tv.exstream.engine.av.Packet;
import tv.exstream.engine.av.TsMuxer;
import tv.exstream.engine.profile.AirTiming;
import tv.exstream.engine.ring.PacketCell;
import tv.exstream.engine.ring.PacketRing;
import tv.exstream.engine.slate.SlateLoop;
import tv.exstream.engine.slate.SlateText;
import tv.exstream.engine.source.AirWindow;
import tv.exstream.engine.source.Encoders;
import tv.exstream.engine.source.PacketSink;
import tv.exstream.engine.source.ProgrammeSource;
import tv.exstream.engine.time.Timeline;
import tv.exstream.natives.FFmpegLog;

/**
 * The channel's source thread: walks the playout ahead of air and fills the two lanes, programme after programme, with
 * packets or with the announcement of a hole. Working ahead is what opens the next item before the seam.
 */
final class SourceLoop implements Runnable, PacketSink {
    /** The next source is opened when production is this close to the end of the one before. */
    private static final long OPEN_AHEAD_TICKS = 5 * Timeline.RATE;
    /** Holes are announced in pieces, so that a source that returns need not wait for the end of a long one. */
    private static final long HOLE_PIECE_TICKS = Timeline.RATE;
    /** A hole shorter than this at the end of a programme is not worth announcing. */
    private static final long SMALL_TICKS = 9_000;
    /** Production this far behind the clock is given up for the present position. */
    private static final long HOPELESS_TICKS = 3 * Timeline.RATE / 2;
    /** Room for jitter before a live source's material. */
    private static final long LIVE_BUFFER_TICKS = Timeline.RATE;

    private static final long CARD_KEPT_TICKS = 10 * Timeline.RATE;

    private final ChannelContext context;
    private final PacketRing<Segment> videoRing;
    private final PacketRing<Segment> audioRing;
    private final Runnable wakeAir;
    private final Encoders encoders;
    private final Deque<Segment> cards = new ArrayDeque<>();
    private final FaultPolicy policy;

    private volatile boolean stopped;
    private volatile @Nullable Opening active;
    private volatile @Nullable Opening ahead;
    private volatile long videoPos;
    private volatile long audioPos;
    private volatile long packetsUntil;
    private volatile boolean finished;
    private volatile @Nullable Thread thread;
    private @Nullable Segment segment;
    private long segments;

    /** What becomes of a source that fails. */
    enum FaultPolicy {
        /** A slate stands in and the source is tried again. */
        STAY_ON_AIR,
        /** The failure is thrown. */
        THROW
    }

    SourceLoop(
            ChannelContext context,
            PacketRing<Segment> videoRing,
            PacketRing<Segment> audioRing,
            Runnable wakeAir,
            FaultPolicy policy) {
        this.context = context;
        this.videoRing = videoRing;
        this.audioRing = audioRing;
        this.wakeAir = wakeAir;
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
        videoPos = cursor;
        audioPos = cursor;
        packetsUntil = cursor;
        while (!stopped && cursor < context.endTicks()) {
            Programme programme = programmeAt(cursor);
            long finish = Math.min(context.timeline().ticksAt(programme.finish()), context.endTicks());
            if (programme.source().isEmpty()) {
                segment = bare(programme, finish, context.slates().offAir());
                holeUntil(finish);
            } else {
                air(programme, cursor, finish, seam);
            }
            seam = true;
            cursor = finish;
        }
        encoders.finishAudio(this);
    }

    private Programme programmeAt(long cursor) {
        Instant at = context.timeline().instantAt(cursor);
        Programme programme = context.playout().get().programmeAt(at);
        // An end between two ticks would be found for ever.
        return context.timeline().ticksAt(programme.finish()) > cursor
                ? programme
                : context.playout().get().programmeAt(programme.finish());
    }

    /** Airs one programme from {@code cursor} to {@code finish}, through failures and returns. */
    private void air(Programme programme, long cursor, long finish, boolean atSeam) {
        long from = cursor;
        boolean seam = atSeam;
        int failures = 0;
        while (!stopped && from < finish) {
            try {
                from = attempt(programme, from, finish, seam);
                failures = 0;
            } catch (EngineException e) {
                if (stopped) {
                    return;
                }
                failures++;
                from = fail(programme, e, failures, finish);
            }
            seam = false;
        }
    }

    private long fail(Programme programme, EngineException e, int failures, long finish) {
        if (policy == FaultPolicy.THROW) {
            throw e;
        }
        context.counters().sourceFailures.increment();
        context.faults().report("source", "'" + programme.title() + "': " + e.getMessage());
        segment = bare(programme, finish, context.slates().standBy());
        double seconds = Math.min(30, 0.5 * (1L << Math.min(failures - 1, 8)));
        long pause =
                Math.round(seconds * Timeline.RATE * ThreadLocalRandom.current().nextDouble(0.8, 1.2));
        long until = Math.min(finish, Math.max(position(), context.clock().nowTicks90k()) + pause);
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
                encoders.finishAudio(this);
            }
            segment = segment(programme, finish, source);
            source.start(new AirWindow(zero, from, finish, onTime), encoders);
            announceMissing(source, from, finish);
            return produce(source, programme, from, finish);
        } finally {
            active = null;
        }
    }

    private long produce(ProgrammeSource source, Programme programme, long from, long finish) {
        long patience = context.clock().nowTicks90k() + 2 * HOPELESS_TICKS;
        while (!stopped) {
            waitForLead();
            openAhead(programme, finish);
            if (source.step(this) == Flow.END) {
                if (source.live() && position() < finish - SMALL_TICKS) {
                    throw new EngineException(
                            EngineException.Kind.UNAVAILABLE, "the stream ended: " + programme.title());
                }
                if (context.endsWithSource()) {
                    encoders.finishAudio(this);
                    return finish;
                }
                if (position() < finish - SMALL_TICKS) {
                    holeUntil(finish);
                }
                return finish;
            }
            long now = context.clock().nowTicks90k();
            if (now > patience && Math.max(position(), packetsUntil) < now - HOPELESS_TICKS) {
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
        if (ahead != null || progress() < finish - OPEN_AHEAD_TICKS || finish >= context.endTicks()) {
            return;
        }
        Programme next = programmeAt(finish);
        if (next.source().isPresent() && !next.equals(programme)) {
            ahead = new Opening(next, next.inPoint(), context.opener(), context.threads());
        }
    }

    private Segment segment(Programme programme, long finish, ProgrammeSource source) {
        long start = context.timeline().ticksAt(programme.start());
        Optional<StreamDecision> video = source.video();
        if (video.isPresent()) {
            return new Segment(
                    ++segments,
                    programme,
                    start,
                    finish,
                    video,
                    source.audio(),
                    context.slates().standBy(),
                    false);
        }
        retireCards();
        SlateLoop card =
                context.slateLibrary().render(context.profile(), new SlateText(programme.title(), context.name()));
        Segment made = new Segment(++segments, programme, start, finish, video, source.audio(), card, true);
        cards.add(made);
        return made;
    }

    private Segment bare(Programme programme, long finish, SlateLoop slate) {
        long start = context.timeline().ticksAt(programme.start());
        return new Segment(++segments, programme, start, finish, Optional.empty(), Optional.empty(), slate, false);
    }

    /** Frees cards of programmes long over. */
    private void retireCards() {
        long now = context.clock().nowTicks90k();
        while (!cards.isEmpty() && cards.peek().finishTicks() < now - CARD_KEPT_TICKS) {
            free(cards.remove());
        }
    }

    private static void free(Segment over) {
        SlateLoop card = over.standIn();
        if (over.card() && card != null) {
            card.close();
        }
    }

    private void announceMissing(ProgrammeSource source, long from, long finish) {
        if (source.video().isEmpty()) {
            hole(videoRing, Math.max(from, videoPos), finish);
            videoPos = finish;
        }
        if (source.audio().isEmpty()) {
            hole(audioRing, Math.max(from, audioPos), finish);
            audioPos = finish;
        }
    }

    private void holeUntil(long until) {
        while (!stopped && position() < until) {
            waitForLead();
            long to = Math.min(until, Math.max(position(), context.clock().nowTicks90k()) + HOLE_PIECE_TICKS);
            if (videoPos < to) {
                hole(videoRing, videoPos, to);
                videoPos = to;
            }
            if (audioPos < to) {
                hole(audioRing, audioPos, to);
                audioPos = to;
            }
        }
    }

    private void hole(PacketRing<Segment> ring, long from, long to) {
        // Nothing is claimed that is not published: an abandoned cell would surface later with old contents.
        PacketCell<Segment> cell = to > from ? claim(ring) : null;
        if (cell != null) {
            cell.describe(segment, ring == videoRing ? TsMuxer.VIDEO : TsMuxer.AUDIO, from, from, to - from, false);
            cell.hole = true;
            publish(ring);
        }
    }

    @Override
    public void video(Packet packet, boolean key) {
        long end = packet.pts() + packet.duration();
        push(videoRing, TsMuxer.VIDEO, packet, key);
        videoPos = Math.max(videoPos, end);
        packetsUntil = Math.max(packetsUntil, end);
    }

    @Override
    public void audio(Packet packet) {
        long end = packet.pts() + packet.duration();
        push(audioRing, TsMuxer.AUDIO, packet, true);
        audioPos = Math.max(audioPos, end);
        packetsUntil = Math.max(packetsUntil, end);
    }

    private void push(PacketRing<Segment> ring, int stream, Packet packet, boolean key) {
        PacketCell<Segment> cell = claim(ring);
        if (cell == null) {
            packet.unref();
            return;
        }
        cell.describe(segment, stream, packet.pts(), packet.dts(), packet.duration(), key);
        cell.packet.moveFrom(packet);
        publish(ring);
    }

    /** Waits while the ring is full; null once stopped. */
    private @Nullable PacketCell<Segment> claim(PacketRing<Segment> ring) {
        PacketCell<Segment> cell = ring.claim();
        while (cell == null && !stopped) {
            wakeAir.run();
            LockSupport.parkNanos(this, 2_000_000);
            cell = ring.claim();
        }
        return cell;
    }

    private void publish(PacketRing<Segment> ring) {
        ring.publish();
        if (ring.size() == 1) {
            wakeAir.run(); // the lane was dry: the channel waits for just this
        }
    }

    /** Sleeps while production is far enough ahead of air; then lets it fall to half before working again. */
    private void waitForLead() {
        long lead = progress() - context.clock().nowTicks90k();
        while (!stopped && lead >= context.leadTicks()) {
            context.pause().accept(lead - context.leadTicks() / 2);
            lead = progress() - context.clock().nowTicks90k();
        }
    }

    /** How far production is: a stream that gives nothing (sound that ended early) does not hold the other back. */
    private long progress() {
        return Math.max(position(), packetsUntil - Lane.APART_TICKS);
    }

    /** Both lanes are covered up to here. Any thread. */
    long position() {
        return Math.min(videoPos, audioPos);
    }

    /** Every packet with a DTS up to here has been produced. Any thread. */
    long producedDts() {
        long both = Math.min(videoPos - AirTiming.REORDER_TICKS, audioPos);
        return Math.max(both, packetsUntil - Lane.APART_TICKS - AirTiming.REORDER_TICKS);
    }

    /** How far packets of either lane have come, announced holes not counted. Any thread. */
    long packetsUntil() {
        return packetsUntil;
    }

    /** Neither packet nor hole reaches further. Any thread. */
    long reach() {
        return Math.max(videoPos, audioPos);
    }

    /** Nothing more will be produced. Any thread. */
    boolean finished() {
        return finished;
    }

    /** Ends the loop soon, cancelling what blocks. Any thread. */
    void stop() {
        stopped = true;
        Opening current = active;
        if (current != null) {
            current.cancel();
        }
        Opening next = ahead;
        if (next != null) {
            next.cancel();
        }
        LockSupport.unpark(thread);
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

    /** Frees the cards once nobody reads them any more: after the air thread has dropped the channel. */
    void freeCards() {
        cards.forEach(SourceLoop::free);
        cards.clear();
    }
}
