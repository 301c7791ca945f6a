package tv.exstream.engine.channel;

import java.util.function.LongSupplier;

import tv.exstream.engine.av.TsMuxer;
import tv.exstream.engine.ring.PacketCell;
import tv.exstream.engine.ring.PacketRing;

/**
 * The sound: every frame stands alone. Holes are filled to within half a frame, with the slate's sound where a slate's
 * picture is on and with silence elsewhere: a beep is never heard in a gap of a programme.
 */
final class AudioLane extends Lane {
    private final SlateSet slates;

    AudioLane(
            PacketRing<Segment> in,
            long stallTicks,
            LongSupplier producedUntil,
            ChannelCounters counters,
            SlateSet slates) {
        super(in, stallTicks, producedUntil, counters);
        this.slates = slates;
    }

    @Override
    int stream() {
        return TsMuxer.AUDIO;
    }

    @Override
    long dtsOffset() {
        return 0;
    }

    @Override
    long fillTicks() {
        return slates.standBy().silenceTicks();
    }

    @Override
    Verdict judge(PacketCell<Segment> head) {
        if (head.pts90k < coverEnd - head.duration90k / 2 || head.pts90k <= lastDts) {
            return Verdict.DROP;
        }
        return head.pts90k - coverEnd > fillTicks() / 2 ? Verdict.FILL : Verdict.TAKE;
    }

    @Override
    void fillInto(PacketCell<Segment> out, boolean first) {
        if (!slates.onAir().soundAt(out.pts90k, out.packet)) {
            slates.plain().silence(out.packet);
            counters.silentFrames.increment();
        }
    }

    @Override
    void taken(PacketCell<Segment> head) {}
}
