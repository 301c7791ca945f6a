package tv.exstream.engine.channel;

import java.util.Optional;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

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
    private final Consumer<Throwable> failed;
    private final long startDeadline;

    private volatile boolean started;
    private volatile @Nullable Segment onAir;
    private volatile boolean onSlate;
    private volatile long airedUntil;
    private long caughtUpAt;

    /**
     * @param startDeadline when slates begin should the first programme not be there, timeline ticks;
     *                      {@code Long.MAX_VALUE}: never, and nothing of the timeline is skipped
     */
    Splicer(
            AirClock clock,
            VideoLane video,
            AudioLane audio,
            PacketRing<Segment> out,
            ChannelCounters counters,
            long startDeadline,
            Consumer<Throwable> failed) {
        this.clock = clock;
        this.video = video;
        this.audio = audio;
        this.out = out;
        this.counters = counters;
        this.startDeadline = startDeadline;
        this.failed = failed;
    }

    @Override
    public void doWork() {
        long now = clock.nowTicks90k();
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
            PacketCell<Segment> cell = out.claim();
            if (cell == null) {
                return; // the mux stage is behind; the packets wait where they are
            }
            (videoFirst ? video : audio).emit(cell, dts, now);
            note(cell, videoFirst, now, dts);
            out.publish();
        }
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
