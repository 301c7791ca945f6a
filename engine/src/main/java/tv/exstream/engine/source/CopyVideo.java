package tv.exstream.engine.source;

import org.jspecify.annotations.Nullable;

import tv.exstream.engine.FrameRate;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.av.AccessUnits;
import tv.exstream.engine.av.ElementaryStream;
import tv.exstream.engine.av.Flow;
import tv.exstream.engine.av.Packet;
import tv.exstream.engine.profile.AirTiming;

/**
 * H.264 that fits: rewrapped, restamped, cut at the window's end, never decoded. On a channel with a frame rate of its own,
 * which is then the source's, pictures sit on the channel's grid.
 */
final class CopyVideo implements VideoPath {
    /** DTS may lag this many pictures behind the source's before it follows: jitter is no hole. */
    private static final long JITTER_PICTURES = 3;

    private final ElementaryStream stream;
    private final AirWindow window;
    private final AccessUnits units;
    private final Packet converted = new Packet();
    private final CutTail tail;
    private final @Nullable FrameRate grid;
    private final long origin;
    private final long frameTicks;
    private long shift;
    private long dtsShift;
    private long firstPts;
    /** DTS of the first picture, before any shift. */
    private long firstDts;
    /** On a grid: the slot of the first picture, and the newest picture's place in decoding order. */
    private long firstSlot;

    private long decoded = -1;
    private long lastDts = Long.MIN_VALUE;
    private boolean joined;
    private boolean ended;

    CopyVideo(ElementaryStream stream, long originTicks90k, AirWindow window, OutputProfile profile) {
        this.stream = stream;
        this.window = window;
        origin = originTicks90k;
        grid = profile.frameRate().orElse(null);
        frameTicks = Math.round(90_000 / stream.info().frameRate().orElse(25));
        tail = new CutTail(window.until() - frameTicks / 2);
        try {
            units = AccessUnits.h264(stream);
        } catch (RuntimeException e) {
            converted.close();
            throw e;
        }
    }

    @Override
    public void accept(Packet packet, PacketSink sink) {
        if (ended || units.convert(packet, converted) != Flow.OUTPUT) {
            return;
        }
        long stamp = converted.pts();
        if (stamp == Packet.NOPTS && stream.info().reorderDepth().orElse(1) == 0) {
            stamp = converted.dts(); // AVI has no other
        }
        if (stamp == Packet.NOPTS) {
            return; // nothing tells when to show it
        }
        long pts = window.zero() + stream.ticks90k(stamp) - origin;
        long dts = converted.dts() == Packet.NOPTS
                ? missingDts(pts)
                : window.zero() + stream.ticks90k(converted.dts()) - origin;
        boolean key = converted.isKey() && AccessUnits.isIdr(converted);
        if (!joined) {
            if (!key) {
                return;
            }
            join(pts, dts, sink.picturesUntil());
        }
        long sourceDts = Math.min(dts, pts) + shift;
        pts = shown(pts + shift);
        dts = decodedAt(dts, pts);
        if (pts < firstPts || dts > pts) {
            return; // leading picture of an open GOP, or timestamps beyond repair
        }
        lastDts = dts;
        converted.stamp(pts, dts, frameTicks);
        if (tail.isEmpty() && pts < tail.cut()) {
            sink.video(converted, key);
        } else if (key || sourceDts >= tail.cut() || !tail.add(converted)) {
            endHere(sink);
        }
    }

    private void endHere(PacketSink sink) {
        tail.give(sink);
        ended = true;
    }

    private void join(long pts, long dts, long picturesUntil) {
        long early = window.from() - pts;
        if (window.seam() && early > -AirTiming.HOLD_TICKS) {
            // The in-point lies within a GOP: the programme starts with that GOP, on time.
            shift = early;
        }
        if (grid != null) {
            firstSlot = grid.slotAt(pts + shift);
            if (window.seam() && grid.slotAt(picturesUntil) == firstSlot - 1) {
                firstSlot--; // what came before is less than a slot short
            }
            shift = grid.slotTicks(firstSlot) - pts;
        }
        firstPts = pts + shift;
        firstDts = dts;
        // From here on DTS runs the fixed offset before PTS, whatever the source's own.
        dtsShift = pts - AirTiming.REORDER_TICKS - Math.min(dts, pts);
        lastDts = firstPts - AirTiming.REORDER_TICKS - 1;
        joined = true;
    }

    private long shown(long pts) {
        return grid == null ? pts : grid.slotTicks(firstSlot + Math.round((pts - firstPts) / exactFrameTicks()));
    }

    private double exactFrameTicks() {
        return grid == null ? frameTicks : 90_000 / grid.perSecond();
    }

    /** On a grid DTS counts pictures; elsewhere it is the source's own, shifted. */
    private long decodedAt(long dts, long pts) {
        if (grid == null) {
            return Math.max(dts + shift + dtsShift, lastDts + 1);
        }
        decoded++;
        long due = Math.round((dts - firstDts) / exactFrameTicks());
        if (due - decoded >= JITTER_PICTURES) {
            decoded = due; // pictures are missing
        }
        return Math.clamp(
                grid.slotTicks(firstSlot + decoded) - AirTiming.REORDER_TICKS, lastDts + 1, Math.max(lastDts + 1, pts));
    }

    /** Matroska has no DTS, and libav cannot derive the first ones: they precede PTS by the depth of reordering. */
    private long missingDts(long pts) {
        return joined
                ? lastDts + frameTicks - dtsShift - shift
                : pts - stream.info().reorderDepth().orElse(0) * frameTicks;
    }

    @Override
    public long shift90k() {
        return shift;
    }

    @Override
    public void drain(PacketSink sink) {
        if (!ended) {
            endHere(sink);
        }
    }

    @Override
    public boolean ended() {
        return ended;
    }

    @Override
    public long damaged() {
        return units.damaged();
    }

    @Override
    public void close() {
        units.close();
        converted.close();
        tail.close();
    }
}
