package tv.exstream.engine.source;

import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.av.Flow;
import tv.exstream.engine.av.Frame;
import tv.exstream.engine.av.Packet;
import tv.exstream.engine.av.PictureEncoder;
import tv.exstream.engine.profile.AirTiming;

/**
 * Raw pictures on the timeline in, encoded packets out: forces an IDR at the item's first picture and at every GOP
 * boundary of the timeline, thins a rate above the profile's, keeps timestamps rising.
 */
final class VideoOutput implements AutoCloseable {
    private final PictureEncoder encoder;
    private final Packet packet;
    private final long gopTicks;
    private final long minimumStep;
    private final long frameTicks;
    private long lastPts = Long.MIN_VALUE;
    private long lastGop = Long.MIN_VALUE;

    /** @param frameRate of the pictures, frames per second */
    VideoOutput(Encoders encoders, double frameRate) {
        OutputProfile profile = encoders.profile();
        encoder = encoders.video(frameRate);
        gopTicks = Math.round(profile.gopSeconds() * 90_000);
        // A tenth of tolerance, so that timestamp rounding does not thin a stream of exactly the limit.
        minimumStep = 81_000L / profile.maxFrameRate();
        frameTicks = Math.round(90_000 / frameRate);
        packet = new Packet();
    }

    /** @param frame of the encoder's size, stamped on the timeline */
    void encode(Frame frame, PacketSink sink) {
        long pts = frame.pts();
        if (lastPts != Long.MIN_VALUE && pts - lastPts < minimumStep) {
            return;
        }
        lastPts = pts;
        long gop = Math.floorDiv(pts, gopTicks);
        frame.forceKey(gop != lastGop);
        lastGop = gop;
        encoder.send(frame);
        while (encoder.receive(packet) == Flow.OUTPUT) {
            long shown = packet.pts();
            packet.stamp(shown, shown - AirTiming.REORDER_TICKS, frameTicks);
            sink.video(packet, packet.isKey());
        }
    }

    @Override
    public void close() {
        packet.close();
    }
}
