package tv.exstream.engine.channel;

import tv.exstream.engine.av.TsMuxer;
import tv.exstream.engine.ring.PacketCell;
import tv.exstream.engine.ring.PacketRing;

/** The sound: every frame stands alone, holes are filled with frames of silence to within half a frame. */
final class AudioLane extends Lane {
    private final SlateSet slates;

    AudioLane(
            PacketRing<Segment> in, long stallTicks, Production production, ChannelCounters counters, SlateSet slates) {
        super(in, stallTicks, production, counters);
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
        slates.standBy().silence(out.packet);
        counters.silentFrames.increment();
    }

    @Override
    void taken(PacketCell<Segment> head) {}
}
