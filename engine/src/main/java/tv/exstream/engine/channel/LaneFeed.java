package tv.exstream.engine.channel;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

import tv.exstream.engine.av.Packet;
import tv.exstream.engine.profile.AirTiming;
import tv.exstream.engine.ring.PacketCell;
import tv.exstream.engine.ring.PacketRing;
import tv.exstream.engine.source.PacketSink;

/**
 * The source thread's end of the two lanes: publishes packets and holes of the programme in production, and keeps how
 * far each lane is covered. The positions may be read by any thread; all else belongs to the source thread.
 */
final class LaneFeed implements PacketSink, Production {
    private final PacketRing<Segment> videoRing;
    private final PacketRing<Segment> audioRing;
    private final Runnable wakeAir;
    private volatile long videoPos;
    private volatile long audioPos;
    /** Zero before the first packet, which may well be older than where production starts: a keyframe before it. */
    private volatile long packetsUntil;

    private volatile long keyWantedFrom = Long.MAX_VALUE;
    /** Of the clock; counted by the air thread, and shared with a successor. */
    private final AtomicLong jumps;

    private long jumpsSeen;
    /** As {@code videoPos}, without holes so short that no slate fills them. */
    private long picturesUntil;

    private volatile boolean stopped;
    private volatile @Nullable Segment segment;
    /** Whose turn at the rings it is: a thread that hangs elsewhere may lose its own for ever. */
    private final AtomicInteger turn = new AtomicInteger(FREE);

    private static final int FREE = 0;
    private static final int PUBLISHING = 1;
    private static final int RETIRED = 2;

    /** @param wakeAir starts the next round of the air thread */
    LaneFeed(PacketRing<Segment> videoRing, PacketRing<Segment> audioRing, Runnable wakeAir) {
        this(videoRing, audioRing, wakeAir, new AtomicLong());
    }

    private LaneFeed(PacketRing<Segment> videoRing, PacketRing<Segment> audioRing, Runnable wakeAir, AtomicLong jumps) {
        this.jumps = jumps;
        this.videoRing = videoRing;
        this.audioRing = audioRing;
        this.wakeAir = wakeAir;
    }

    /**
     * A feed to the same rings for another thread, in place of this one, which publishes nothing any more. Any thread.
     *
     * @return empty while this one is in the middle of a packet: it does not hang, then
     */
    Optional<LaneFeed> successor() {
        if (!turn.compareAndSet(FREE, RETIRED)) {
            return Optional.empty();
        }
        LaneFeed next = new LaneFeed(videoRing, audioRing, wakeAir, jumps);
        next.videoPos = videoPos;
        next.audioPos = audioPos;
        next.packetsUntil = packetsUntil;
        next.picturesUntil = picturesUntil;
        next.keyWantedFrom = keyWantedFrom;
        next.jumpsSeen = jumpsSeen;
        return Optional.of(next);
    }

    /** Production starts at {@code ticks}, or where the one before has come. @return {@link #position} */
    long begin(long ticks) {
        videoPos = Math.max(videoPos, ticks);
        audioPos = Math.max(audioPos, ticks);
        picturesUntil = Math.max(picturesUntil, ticks);
        return position();
    }

    /** What is published from now on belongs to {@code now}. */
    void segment(Segment now) {
        segment = now;
    }

    /** Nothing of another segment has been published since. */
    boolean isOn(Segment wanted) {
        return wanted.equals(segment);
    }

    /** The clock has jumped since {@link #restart}: nothing more is wanted from here. */
    boolean jumped() {
        return jumps.get() != jumpsSeen;
    }

    /** After a jump: production starts anew at {@code ticks}. */
    void restart(long ticks) {
        jumpsSeen = jumps.get();
        packetsUntil = 0;
        videoPos = ticks;
        audioPos = ticks;
        picturesUntil = ticks;
        marker(videoRing, PacketCell.VIDEO);
        marker(audioRing, PacketCell.AUDIO);
    }

    private void marker(PacketRing<Segment> ring, int stream) {
        if (!turn.compareAndSet(FREE, PUBLISHING)) {
            return;
        }
        PacketCell<Segment> cell = claim(ring);
        if (cell != null) {
            cell.describe(null, stream, jumpsSeen, jumpsSeen, 0, false);
            cell.hole = true;
            cell.discontinuity = true;
            publish(ring);
        }
        turn.set(FREE);
    }

    @Override
    public long clockJumped() {
        return jumps.incrementAndGet();
    }

    @Override
    public void wantKeyframe(long ticks90k) {
        keyWantedFrom = ticks90k;
    }

    @Override
    public long picturesUntil() {
        return picturesUntil;
    }

    @Override
    public long keyWantedFrom() {
        return keyWantedFrom;
    }

    @Override
    public void video(Packet packet, boolean key) {
        long end = packet.pts() + packet.duration();
        if (key && packet.pts() >= keyWantedFrom - packet.duration() / 2) {
            keyWantedFrom = Long.MAX_VALUE;
        }
        push(videoRing, PacketCell.VIDEO, packet, key);
        videoPos = Math.max(videoPos, end);
        picturesUntil = Math.max(picturesUntil, end);
        packetsUntil = Math.max(packetsUntil, end);
    }

    @Override
    public void audio(Packet packet) {
        long end = packet.pts() + packet.duration();
        push(audioRing, PacketCell.AUDIO, packet, true);
        audioPos = Math.max(audioPos, end);
        packetsUntil = Math.max(packetsUntil, end);
    }

    /** Announces that there is no picture up to {@code until}. */
    void noVideo(long until) {
        if (until > videoPos) {
            hole(videoRing, PacketCell.VIDEO, videoPos, until);
            if (until - picturesUntil > AirTiming.HOLD_TICKS) {
                picturesUntil = until;
            }
            videoPos = until;
        }
    }

    /** Announces that there is no sound up to {@code until}. */
    void noAudio(long until) {
        if (until > audioPos) {
            hole(audioRing, PacketCell.AUDIO, audioPos, until);
            audioPos = until;
        }
    }

    private void hole(PacketRing<Segment> ring, int stream, long from, long to) {
        if (!turn.compareAndSet(FREE, PUBLISHING)) {
            return;
        }
        PacketCell<Segment> cell = claim(ring);
        if (cell != null) {
            cell.describe(segment, stream, from, from, to - from, false);
            cell.hole = true;
            publish(ring);
        }
        turn.set(FREE);
    }

    private void push(PacketRing<Segment> ring, int stream, Packet packet, boolean key) {
        if (!turn.compareAndSet(FREE, PUBLISHING)) {
            packet.unref();
            return;
        }
        PacketCell<Segment> cell = claim(ring);
        if (cell == null) {
            packet.unref();
        } else {
            cell.describe(segment, stream, packet.pts(), packet.dts(), packet.duration(), key);
            cell.packet.moveFrom(packet);
            publish(ring);
        }
        turn.set(FREE);
    }

    /** Waits while the ring is full; null once stopped. What is claimed is published. */
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

    /** Both lanes are covered up to here. */
    long position() {
        return Math.min(videoPos, audioPos);
    }

    /** How far production is: a stream that gives nothing (sound that ended early) does not hold the other back. */
    long progress() {
        return Math.max(position(), packetsUntil - Lane.APART_TICKS);
    }

    /** Every packet with a DTS up to here has been produced. */
    long producedDts() {
        long both = Math.min(videoPos - AirTiming.REORDER_TICKS, audioPos);
        return Math.max(both, packetsUntil - Lane.APART_TICKS - AirTiming.REORDER_TICKS);
    }

    /** How far packets of either lane have come, announced holes not counted. */
    @Override
    public long packetsUntil() {
        return packetsUntil;
    }

    /** Neither packet nor hole reaches further. */
    long reach() {
        return Math.max(videoPos, audioPos);
    }

    /** Nothing waits for room any more. Any thread. */
    void stop() {
        stopped = true;
    }
}
