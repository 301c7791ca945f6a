package tv.exstream.engine.channel;

import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

import tv.exstream.engine.av.Packet;
import tv.exstream.engine.av.TsMuxer;
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
    /** Written by the air thread alone. */
    private volatile long jumps;

    private long jumpsSeen;
    /** As {@code videoPos}, without holes so short that no slate fills them. */
    private long picturesUntil;

    private volatile boolean stopped;
    private @Nullable Segment segment;

    /** @param wakeAir starts the next round of the air thread */
    LaneFeed(PacketRing<Segment> videoRing, PacketRing<Segment> audioRing, Runnable wakeAir) {
        this.videoRing = videoRing;
        this.audioRing = audioRing;
        this.wakeAir = wakeAir;
    }

    /** Production starts at {@code ticks}. */
    void begin(long ticks) {
        videoPos = ticks;
        picturesUntil = ticks;
        audioPos = ticks;
    }

    /** What is published from now on belongs to {@code now}. */
    void segment(Segment now) {
        segment = now;
    }

    /** The clock has jumped since {@link #restart}: nothing more is wanted from here. */
    boolean jumped() {
        return jumps != jumpsSeen;
    }

    /** After a jump: production starts anew at {@code ticks}. */
    void restart(long ticks) {
        jumpsSeen = jumps;
        packetsUntil = 0;
        begin(ticks);
        marker(videoRing, TsMuxer.VIDEO);
        marker(audioRing, TsMuxer.AUDIO);
    }

    private void marker(PacketRing<Segment> ring, int stream) {
        PacketCell<Segment> cell = claim(ring);
        if (cell != null) {
            cell.describe(null, stream, jumpsSeen, jumpsSeen, 0, false);
            cell.hole = true;
            cell.discontinuity = true;
            publish(ring);
        }
    }

    @Override
    public long clockJumped() {
        long number = jumps + 1;
        jumps = number;
        return number;
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
        push(videoRing, TsMuxer.VIDEO, packet, key);
        videoPos = Math.max(videoPos, end);
        picturesUntil = Math.max(picturesUntil, end);
        packetsUntil = Math.max(packetsUntil, end);
    }

    @Override
    public void audio(Packet packet) {
        long end = packet.pts() + packet.duration();
        push(audioRing, TsMuxer.AUDIO, packet, true);
        audioPos = Math.max(audioPos, end);
        packetsUntil = Math.max(packetsUntil, end);
    }

    /** Announces that there is no picture up to {@code until}. */
    void noVideo(long until) {
        if (until > videoPos) {
            hole(videoRing, TsMuxer.VIDEO, videoPos, until);
            if (until - picturesUntil > AirTiming.HOLD_TICKS) {
                picturesUntil = until;
            }
            videoPos = until;
        }
    }

    /** Announces that there is no sound up to {@code until}. */
    void noAudio(long until) {
        if (until > audioPos) {
            hole(audioRing, TsMuxer.AUDIO, audioPos, until);
            audioPos = until;
        }
    }

    private void hole(PacketRing<Segment> ring, int stream, long from, long to) {
        PacketCell<Segment> cell = claim(ring);
        if (cell != null) {
            cell.describe(segment, stream, from, from, to - from, false);
            cell.hole = true;
            publish(ring);
        }
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
