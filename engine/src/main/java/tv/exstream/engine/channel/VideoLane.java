package tv.exstream.engine.channel;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import tv.exstream.engine.FrameRate;
import tv.exstream.engine.profile.AirTiming;
import tv.exstream.engine.ring.PacketCell;
import tv.exstream.engine.ring.PacketRing;
import tv.exstream.engine.slate.SlateLoop;

/** The picture: a programme is joined at a keyframe only, slates stand in. */
final class VideoLane extends Lane {
    /** A hole this long within a programme is a fault of the source, not a slow picture rate. */
    private static final long FAULT_TICKS = 90_000;

    private static final long NONE = 0;

    private final Supplier<SlateSet> slates;
    private long joined = NONE;
    /** How long the newest programme picture is shown. */
    private long lastPicture;

    private @Nullable SlateLoop loop;
    private int slateIndex;

    VideoLane(
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
        return PacketCell.VIDEO;
    }

    @Override
    long dtsOffset() {
        return AirTiming.REORDER_TICKS;
    }

    @Override
    long fillTicks() {
        SlateSet now = slates.get();
        FrameRate grid = now.grid();
        // on a grid a slate's picture lasts to the next slot, wherever a programme may have ended
        return grid == null ? now.standBy().frameTicks() : grid.slotTicks(grid.slotAt(coverEnd) + 1) - coverEnd;
    }

    @Override
    boolean leaves(PacketCell<Segment> hole) {
        return !filling() && hole.end90k() - coverEnd <= AirTiming.HOLD_TICKS;
    }

    @Override
    void missing() {
        production.wantKeyframe(coverEnd);
    }

    @Override
    Verdict judge(PacketCell<Segment> head) {
        if (!filling() && joined == id(head.item) && head.dts90k - lastDts < FAULT_TICKS) {
            return head.dts90k > lastDts ? Verdict.TAKE : Verdict.DROP;
        }
        if (!head.key || head.pts90k < coverEnd - Math.max(head.duration90k, fillTicks())) {
            return Verdict.DROP;
        }
        long hole = head.pts90k - coverEnd;
        long tolerated = filling() ? fillTicks() / 2 : Math.max(AirTiming.HOLD_TICKS, 2 * lastPicture);
        return hole > tolerated ? Verdict.FILL : Verdict.TAKE;
    }

    @Override
    void fillInto(PacketCell<Segment> out, boolean first) {
        SlateLoop wanted = standIn().current();
        if (first || wanted != loop) {
            loop = wanted;
            slateIndex = 0;
        }
        if (!wanted.picture(slateIndex, out.packet)) { // given back in the meantime
            wanted = slates.get().plain();
            loop = wanted;
            slateIndex = 0;
            wanted.picture(slateIndex, out.packet);
        }
        out.key = wanted.key(slateIndex);
        slateIndex = (slateIndex + 1) % wanted.length();
        slates.get().onAir().pictured(wanted, out.pts90k, out.end90k());
        counters.slateTicks.add(out.duration90k);
    }

    private SlateLoop standIn() {
        Segment segment = current;
        // Past its end a segment has nothing to say, and its card may be gone.
        return segment == null || coverEnd >= segment.finishTicks()
                ? slates.get().standBy()
                : segment.standIn();
    }

    private static long id(@Nullable Segment segment) {
        return segment == null ? NONE : segment.id();
    }

    @Override
    void taken(PacketCell<Segment> head) {
        joined = id(head.item);
        lastPicture = head.duration90k;
    }
}
