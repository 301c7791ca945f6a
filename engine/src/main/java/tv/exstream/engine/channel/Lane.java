package tv.exstream.engine.channel;

import java.util.Objects;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import tv.exstream.engine.FaultClass;
import tv.exstream.engine.ring.PacketCell;
import tv.exstream.engine.ring.PacketRing;
import tv.exstream.engine.time.Timeline;

/**
 * One elementary stream on its way through the splicer: takes programme packets in their order where they fit the
 * coverage so far, and fills what is missing. Of the air thread alone.
 *
 * <p>{@link #nextDts} looks (and drops what is of no use), {@link #emit} does what was found.
 */
abstract class Lane {
    static final long NOTHING = Long.MAX_VALUE;

    final PacketRing<Segment> in;
    final ChannelCounters counters;
    /** The other stream this far ahead means that nothing is coming for this one: no container interleaves so badly. */
    static final long APART_TICKS = 3 * Timeline.RATE / 2;

    /** A source joined midway may have seconds to decode between its first picture and the next. */
    private static final long START_GRACE_TICKS = Timeline.RATE;

    private final long stallTicks;
    private final LongSupplier producedUntil;

    /** Presentation end of what has been aired. */
    long coverEnd;

    long lastDts = Long.MIN_VALUE;
    /** What emit() will do: the head of the ring, or a piece of stand-in. */
    private boolean fill;

    private boolean filling;
    /** When the source last delivered, on the air clock. */
    private long lastTaken;

    /** What the newest cell seen belongs to. */
    @Nullable
    Segment current;

    /** @param producedUntil how far the source has come with either stream, timeline ticks */
    Lane(PacketRing<Segment> in, long stallTicks, LongSupplier producedUntil, ChannelCounters counters) {
        this.in = in;
        this.stallTicks = stallTicks;
        this.producedUntil = producedUntil;
        this.counters = counters;
    }

    /**
     * Coverage starts at {@code baseTicks}, which may be past: the start of a channel catches up.
     *
     * @param delivering the source's first picture is there; else stand-in begins at once
     */
    void begin(long baseTicks, long now, boolean delivering) {
        coverEnd = baseTicks;
        lastTaken = now + START_GRACE_TICKS;
        filling = !delivering;
    }

    /** DTS of what would be aired next, or {@link #NOTHING}. */
    final long nextDts(long now) {
        while (true) {
            PacketCell<Segment> head = in.peek();
            if (head == null) {
                return stalled(now);
            }
            current = head.item;
            if (head.hole) {
                if (coverEnd >= head.end90k() - fillTicks() / 2) {
                    in.advance();
                    continue;
                }
                return fillDts();
            }
            switch (judge(head)) {
                case DROP -> {
                    counters.droppedPackets.increment();
                    in.advance();
                }
                case FILL -> {
                    return fillDts();
                }
                case TAKE -> {
                    fill = false;
                    return Math.max(head.dts90k, lastDts + 1);
                }
            }
        }
    }

    private long stalled(long now) {
        if (!filling && producedUntil.getAsLong() - coverEnd < APART_TICKS) {
            if (now - Math.max(coverEnd - dtsOffset(), lastTaken) <= stallTicks) {
                return NOTHING;
            }
            counters.underruns.increment();
            counters.fault(FaultClass.STALL);
        }
        return fillDts();
    }

    private long fillDts() {
        fill = true;
        return Math.max(coverEnd - dtsOffset(), lastDts + 1);
    }

    /** Airs what {@link #nextDts} found into {@code out}. */
    final void emit(PacketCell<Segment> out, long dts, long now) {
        if (fill) {
            out.describe(current, stream(), coverEnd, dts, fillTicks(), false);
            fillInto(out, !filling);
            filling = true;
            coverEnd += out.duration90k;
        } else {
            PacketCell<Segment> head = Objects.requireNonNull(in.peek());
            filling = false;
            lastTaken = now;
            out.describe(head.item, stream(), head.pts90k, dts, head.duration90k, head.key);
            out.packet.moveFrom(head.packet);
            coverEnd = Math.max(coverEnd, head.end90k());
            taken(head);
            in.advance();
        }
        lastDts = dts;
    }

    final boolean filling() {
        return filling;
    }

    enum Verdict {
        TAKE,
        DROP,
        FILL
    }

    abstract int stream();

    /** Distance of PTS to DTS of stand-in. */
    abstract long dtsOffset();

    /** Length of one piece of stand-in. */
    abstract long fillTicks();

    abstract Verdict judge(PacketCell<Segment> head);

    abstract void fillInto(PacketCell<Segment> out, boolean first);

    abstract void taken(PacketCell<Segment> head);
}
