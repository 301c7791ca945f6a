package tv.exstream.engine.channel;

import java.util.function.Supplier;

import tv.exstream.engine.ring.PacketCell;
import tv.exstream.engine.ring.PacketRing;

/**
 * The sound: every frame stands alone. Holes are filled to within half a frame, with the slate's sound where a slate's
 * picture is on and with silence elsewhere: a beep is never heard in a gap of a programme.
 */
final class AudioLane extends Lane {
    private final Supplier<SlateSet> slates;

    AudioLane(
            PacketRing<Segment> in,
            long stallTicks,
            Production production,
            ChannelCounters counters,
            Supplier<SlateSet> slates) {
        super(in, stallTicks, production, counters);
        this.slates = slates;
    }

    @Override
    int stream() {
        return PacketCell.AUDIO;
    }

    @Override
    long dtsOffset() {
        return 0;
    }

    @Override
    long fillTicks() {
        return slates.get().standBy().silenceTicks();
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
        SlateSet now = slates.get();
        if (!now.onAir().soundAt(out.pts90k, out.packet)) {
            now.plain().silence(out.packet);
            counters.silentFrames.increment();
        }
    }

    @Override
    void taken(PacketCell<Segment> head) {}
}
