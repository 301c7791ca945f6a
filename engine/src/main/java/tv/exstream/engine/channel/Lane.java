package tv.exstream.engine.channel;

import java.util.Objects;

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
    final Production production;

    /** Presentation end of what has been aired. */
    long coverEnd;

    long lastDts = Long.MIN_VALUE;
    /** What emit() will do: the head of the ring, or a piece of stand-in. */
    private boolean fill;

    private boolean filling;
    /** When the source last delivered, or said that there is nothing, on the air clock. */
    private long lastTaken;

    /** Until then a source that starts may keep one stream waiting. */
    private long graceUntil;

    /** The clock has jumped: what is in the ring before the marker of this number is for another time. */
    private long awaited;

    private boolean stale;
    private boolean over;
    private boolean announce;

    /** What the newest cell seen belongs to. */
    @Nullable
    Segment current;

    Lane(PacketRing<Segment> in, long stallTicks, Production production, ChannelCounters counters) {
        this.in = in;
        this.stallTicks = stallTicks;
        this.production = production;
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
        graceUntil = lastTaken;
        filling = !delivering;
    }

    /**
     * The clock has jumped to {@code now}: coverage begins anew there, with stand-in until the source is there, too.
     *
     * @param jump     see {@link Production#clockJumped}
     * @param announces the first packet from here carries the news
     */
    final void jump(long now, long jump, boolean announces) {
        awaited = jump;
        stale = true;
        announce = announces;
        current = null;
        coverEnd = now;
        lastDts = Long.MIN_VALUE;
        lastTaken = now;
        graceUntil = now;
        filling = false; // so that stand-in begins with a keyframe
    }

    /** Nothing follows what is in the ring, and nothing stands in for it. */
    final void end() {
        over = true;
    }

    /** DTS of what would be aired next, or {@link #NOTHING}. */
    final long nextDts(long now) {
        while (true) {
            PacketCell<Segment> head = in.peek();
            if (head == null) {
                return stale ? fillDts() : stalled(now);
            }
            if (stale || head.discontinuity) {
                stale &= !head.discontinuity || head.pts90k < awaited;
                in.advance();
                continue;
            }
            current = head.item;
            if (head.hole) {
                if (coverEnd >= head.end90k() - tolerated() || leaves(head)) {
                    lastTaken = now; // a source that says that it has nothing has not stalled
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
        if (over) {
            return NOTHING;
        }
        if (!filling && production.packetsUntil() - coverEnd < APART_TICKS) {
            if (now - Math.max(coveredDts(), lastTaken) <= stallTicks) {
                return NOTHING;
            }
            counters.underruns.increment();
            counters.fault(FaultClass.STALL);
        }
        if (filling && now < coveredDts() + tolerated()) {
            return NOTHING; // half a piece late, lest it gets in the way of a source that just begins
        }
        missing();
        return fillDts();
    }

    private long fillDts() {
        fill = true;
        return Math.max(coveredDts(), lastDts + 1);
    }

    /** What comes next is due then, if there is no hole. */
    final long coveredDts() {
        return coverEnd - dtsOffset();
    }

    /** The other stream may run ahead: the source has just been joined and has seconds to decode. */
    final boolean excused(long now) {
        return now < graceUntil;
    }

    /** The last piece of a hole that is not worth a piece of stand-in. */
    private long tolerated() {
        return fillTicks() / 2;
    }

    /** Airs what {@link #nextDts} found into {@code out}. */
    final void emit(PacketCell<Segment> out, long dts, long now) {
        if (fill) {
            out.describe(current, stream(), coverEnd, dts, fillTicks(), false);
            fillInto(out, !filling);
            filling = true;
            out.discontinuity = announce;
            announce = false;
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

    /** An announced hole is left as it is. */
    boolean leaves(PacketCell<Segment> hole) {
        return false;
    }

    /** The source is silent and stand-in follows. */
    void missing() {}

    abstract int stream();

    /** Distance of PTS to DTS of stand-in. */
    abstract long dtsOffset();

    /** Length of one piece of stand-in. */
    abstract long fillTicks();

    abstract Verdict judge(PacketCell<Segment> head);

    abstract void fillInto(PacketCell<Segment> out, boolean first);

    abstract void taken(PacketCell<Segment> head);
}
