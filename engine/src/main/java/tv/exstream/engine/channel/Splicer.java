package tv.exstream.engine.channel;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import tv.exstream.engine.observe.ThrottledFaults;
import tv.exstream.engine.ring.PacketCell;
import tv.exstream.engine.ring.PacketRing;
import tv.exstream.engine.time.AirClock;

/**
 * Chooses, packet by packet and against the clock, what is on air: the programme, or what stands in for it. A packet
 * leaves when its DTS has come. At the exit DTS rises strictly for each stream, both streams are covered without end,
 * and what follows a seam begins with a keyframe.
 *
 * <p>An agent of the air thread; {@link #onAir} may be read by anyone.
 */
final class Splicer implements Agent {
    private final AirClock clock;
    private final VideoLane video;
    private final AudioLane audio;
    private final PacketRing<Segment> out;
    private final ChannelCounters counters;
    private final ThrottledFaults faults;
    private final Consumer<Throwable> failed;
    private final ExitMeter meter;
    private final long startDeadline;
    private final long jumpTicks;

    private volatile boolean started;
    private volatile @Nullable Segment onAir;
    private volatile boolean onSlate;
    private volatile long airedUntil;
    private long caughtUpAt;
    private long lastNow;
    private boolean ending;

    /**
     * @param startDeadline when slates begin should the first programme not be there, timeline ticks;
     *                      {@code Long.MAX_VALUE}: never, and nothing of the timeline is skipped
     * @param jumpTicks     when the clock moves further than this between two rounds the channel does not run after it,
     *                      but goes on where the clock is
     */
    Splicer(
            AirClock clock,
            VideoLane video,
            AudioLane audio,
            PacketRing<Segment> out,
            ChannelCounters counters,
            ThrottledFaults faults,
            long startDeadline,
            long jumpTicks,
            Consumer<Throwable> failed) {
        this.clock = clock;
        this.video = video;
        this.audio = audio;
        this.out = out;
        this.counters = counters;
        this.faults = faults;
        this.startDeadline = startDeadline;
        this.jumpTicks = jumpTicks;
        lastNow = clock.nowTicks90k();
        meter = new ExitMeter(counters, faults);
        this.failed = failed;
    }

    @Override
    public void doWork() {
        long now = clock.nowTicks90k();
        if (Math.abs(now - lastNow) > jumpTicks) {
            jump(now);
        }
        lastNow = now;
        if (!started && !start(now)) {
            return;
        }
        while (true) {
            long videoDts = video.nextDts(now);
            long audioDts = audio.nextDts(now);
            boolean videoFirst = videoDts <= audioDts;
            long dts = videoFirst ? videoDts : audioDts;
            if (dts > now) {
                return;
            }
            Lane other = videoFirst ? audio : video;
            boolean waits = (videoFirst ? audioDts : videoDts) == Lane.NOTHING && !other.excused(now);
            long behind = waits ? dts - other.coveredDts() : 0;
            if (behind > ExitMeter.APART_TICKS && !ending) {
                return; // until the other stream has something, or is given up and filled
            }
            PacketCell<Segment> cell = out.claim();
            if (cell == null) {
                return; // the mux stage is behind; the packets wait where they are
            }
            Lane lane = videoFirst ? video : audio;
            lane.emit(cell, dts, now);
            meter.note(cell, lane.filling(), ending ? 0 : behind);
            note(cell, videoFirst, now, dts);
            out.publish();
        }
    }

    /**
     * The machine slept, stood still, or its clock was set: neither a burst that catches up nor a wait until the old time
     * is there again, but one announced step of the time base.
     */
    private void jump(long now) {
        counters.reanchors.increment();
        faults.report(
                "clock",
                String.format(
                        Locale.ROOT, "the clock jumped by %.1f s: the channel goes on there", (now - lastNow) / 90e3));
        long number = video.production.clockJumped();
        video.jump(now, number, true);
        audio.jump(now, number, false);
        caughtUpAt = now;
        airedUntil = now;
        started = true;
    }

    /**
     * Nothing follows what is in the lanes: the stream that reaches further need not wait for the other, and nothing stands
     * in for what is missing then.
     */
    void end() {
        ending = true;
        video.end();
        audio.end();
    }

    /** The channel goes on air with its first keyframe (however long ago that was due), or with a slate at the deadline. */
    private boolean start(long now) {
        PacketCell<Segment> head = video.in.peek();
        long base;
        if (head == null) {
            if (now < startDeadline) {
                return false;
            }
            base = now;
        } else {
            boolean late = head.hole && startDeadline != Long.MAX_VALUE; // an offline run misses nothing
            base = late ? Math.max(head.pts90k, Math.min(now, head.end90k())) : head.pts90k;
        }
        boolean delivering = head != null && !head.hole;
        video.begin(base, now, delivering);
        audio.begin(base, now, delivering);
        caughtUpAt = now;
        started = true;
        return true;
    }

    private void note(PacketCell<Segment> cell, boolean isVideo, long now, long dts) {
        counters.packets.increment();
        if (dts > caughtUpAt) {
            counters.lateMaxTicks.accumulate(now - dts);
        }
        if (isVideo) {
            onSlate = video.filling();
            airedUntil = cell.end90k();
            Segment segment = cell.item;
            Segment before = onAir;
            if (segment != null && (before == null || segment.id() != before.id())) {
                if (before != null && !before.programme().equals(segment.programme())) {
                    counters.seams.increment();
                }
                onAir = segment;
            }
        }
    }

    boolean started() {
        return started;
    }

    Optional<Segment> onAir() {
        return Optional.ofNullable(onAir);
    }

    boolean onSlate() {
        return onSlate;
    }

    /** Presentation end of the last picture sent, timeline ticks. */
    long airedUntil() {
        return airedUntil;
    }

    @Override
    public void onFailure(Throwable failure) {
        failed.accept(failure);
    }
}
