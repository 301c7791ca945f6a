package tv.exstream.engine.source;

import org.jspecify.annotations.Nullable;

import tv.exstream.engine.FrameRate;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.av.Flow;
import tv.exstream.engine.av.Frame;
import tv.exstream.engine.av.Packet;
import tv.exstream.engine.av.PictureEncoder;
import tv.exstream.engine.profile.AirTiming;

/**
 * One item's raw pictures on the timeline in, encoded packets out, from the window's start to its end: forces an IDR at
 * the first picture and at every GOP boundary of the timeline, keeps timestamps rising, and shows a picture for longer
 * where the item has none. On a channel with a frame rate of its own every slot of its grid gets one picture, the newest
 * of the item; else pictures keep their own times, and a rate above the profile's is thinned.
 */
final class VideoOutput implements AutoCloseable {
    private final PictureEncoder encoder;
    private final AirWindow window;
    private final Packet packet;
    /** The picture on air, to be shown again. */
    private final Frame held;

    private final @Nullable FrameRate grid;
    private final long gopTicks;
    private final long minimumStep;
    private final long frameTicks;
    private long lastPts = Packet.NOPTS;
    /** On a grid: the slot of the newest picture. */
    private long lastSlot;

    private long lastGop = Long.MIN_VALUE;

    /** @param frameRate of the pictures, frames per second */
    VideoOutput(Encoders encoders, AirWindow window, double frameRate) {
        this.window = window;
        OutputProfile profile = encoders.profile();
        grid = profile.frameRate().orElse(null);
        double rate = grid == null ? frameRate : grid.perSecond();
        encoder = encoders.video(rate);
        gopTicks = Math.round(profile.gopSeconds() * 90_000);
        // A tenth of tolerance, so that timestamp rounding does not thin a stream of exactly the limit.
        minimumStep = 81_000L / profile.maxFrameRate();
        frameTicks = Math.round(90_000 / rate);
        packet = new Packet();
        held = new Frame();
    }

    /** Shows {@code frame}, of the encoder's size and stamped on the timeline, from its time on. */
    void encode(Frame frame, PacketSink sink) {
        long pts = frame.pts();
        if (grid == null) {
            encodeAtItsTime(frame, pts, sink);
        } else {
            encodeOnGrid(grid, frame, pts, sink);
        }
    }

    private void encodeAtItsTime(Frame frame, long pts, PacketSink sink) {
        if (pts >= window.until() - frameTicks / 2 || (lastPts != Packet.NOPTS && pts - lastPts < minimumStep)) {
            return;
        }
        boolean first = lastPts == Packet.NOPTS;
        held.refFrom(frame);
        if (first && window.seam() && pts - window.from() <= AirTiming.HOLD_TICKS) {
            // The item begins with sound: its first picture is there from the start.
            for (long early = window.from(); early <= pts - frameTicks; early += frameTicks) {
                send(early, frameTicks, sink);
            }
        }
        send(pts, frameTicks, sink);
    }

    private void encodeOnGrid(FrameRate rate, Frame frame, long pts, PacketSink sink) {
        long begin = window.seam() ? rate.slotAt(window.from()) : Long.MIN_VALUE;
        long slot = Math.min(Math.max(rate.slotAt(pts), begin), rate.slotAt(window.until()) - 1);
        if (lastPts == Packet.NOPTS) {
            if (window.seam() && rate.slotAt(sink.picturesUntil()) == begin - 1) {
                begin--; // what came before is less than a slot short
            }
            boolean atOnce = window.seam() && (slot - begin) * frameTicks <= AirTiming.HOLD_TICKS;
            lastSlot = (atOnce ? begin : slot) - 1;
            held.refFrom(frame);
        }
        if (slot > lastSlot) { // else there are more pictures than slots
            fill(rate, slot - 1, sink);
            held.refFrom(frame);
            fill(rate, slot, sink);
        }
    }

    private void fill(FrameRate rate, long untilSlot, PacketSink sink) {
        // A source that was away comes back: what it did not show then is not made up for now.
        if ((untilSlot - lastSlot) * frameTicks > AirTiming.LONGEST_FREEZE_TICKS) {
            lastSlot = untilSlot;
            return;
        }
        while (lastSlot < untilSlot) {
            lastSlot++;
            long at = rate.slotTicks(lastSlot);
            send(at, rate.slotTicks(lastSlot + 1) - at, sink);
        }
    }

    /** The item has no further picture: the last one is shown up to the window's end, if that is near. */
    void finish(PacketSink sink) {
        if (lastPts == Packet.NOPTS || window.until() - lastPts > AirTiming.HOLD_TICKS + frameTicks) {
            return;
        }
        if (grid != null) {
            fill(grid, grid.slotAt(window.until()) - 1, sink);
            return;
        }
        while (lastPts + frameTicks <= window.until() - frameTicks / 2) {
            send(lastPts + frameTicks, frameTicks, sink);
        }
    }

    private void send(long pts, long length, PacketSink sink) {
        lastPts = pts;
        long gop = Math.floorDiv(pts, gopTicks);
        held.forceKey(gop != lastGop || pts >= sink.keyWantedFrom() - length / 2);
        lastGop = gop;
        held.pts(pts);
        encoder.send(held);
        while (encoder.receive(packet) == Flow.OUTPUT) {
            long shown = packet.pts();
            packet.stamp(shown, shown - AirTiming.REORDER_TICKS, length);
            sink.video(packet, packet.isKey());
        }
    }

    @Override
    public void close() {
        packet.close();
        held.close();
    }
}
