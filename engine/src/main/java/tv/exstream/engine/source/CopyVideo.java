package tv.exstream.engine.source;

import tv.exstream.engine.av.AccessUnits;
import tv.exstream.engine.av.ElementaryStream;
import tv.exstream.engine.av.Flow;
import tv.exstream.engine.av.Packet;
import tv.exstream.engine.profile.AirTiming;

/** H.264 that fits: rewrapped, restamped, cut at the window's end, never decoded. */
final class CopyVideo implements VideoPath {
    private final ElementaryStream stream;
    private final AccessUnits units;
    private final Packet converted = new Packet();
    private final long origin;
    private final long frameTicks;
    private long shift;
    private long dtsShift;
    private long firstPts;
    private long lastDts = Long.MIN_VALUE;
    private boolean joined;
    private boolean ended;

    CopyVideo(ElementaryStream stream, long originTicks90k) {
        this.stream = stream;
        origin = originTicks90k;
        try {
            units = AccessUnits.h264(stream);
        } catch (RuntimeException e) {
            converted.close();
            throw e;
        }
        frameTicks = Math.round(90_000 / stream.info().frameRate().orElse(25));
    }

    @Override
    public void accept(Packet packet, AirWindow window, PacketSink sink) {
        if (ended || units.convert(packet, converted) != Flow.OUTPUT) {
            return;
        }
        if (converted.pts() == Packet.NOPTS) {
            return; // nothing tells when to show it
        }
        long pts = window.zero() + stream.ticks90k(converted.pts()) - origin;
        long dts = converted.dts() == Packet.NOPTS
                ? missingDts(pts)
                : window.zero() + stream.ticks90k(converted.dts()) - origin;
        if (!joined && !join(pts, dts, window)) {
            return;
        }
        pts += shift;
        dts = Math.max(dts + shift + dtsShift, lastDts + 1);
        if (pts < firstPts || dts > pts) {
            return; // leading picture of an open GOP, or timestamps beyond repair
        }
        if (pts >= window.until() - frameTicks / 2) {
            // What follows in decoding order may refer to this picture, so the cut is here.
            ended = true;
            return;
        }
        lastDts = dts;
        boolean key = converted.isKey() && AccessUnits.isIdr(converted);
        converted.stamp(pts, dts, frameTicks);
        sink.video(converted, key);
    }

    /** Matroska has no DTS, and libav cannot derive the first ones: they precede PTS by the depth of reordering. */
    private long missingDts(long pts) {
        return joined
                ? lastDts + frameTicks - dtsShift - shift
                : pts - stream.info().reorderDepth().orElse(0) * frameTicks;
    }

    private boolean join(long pts, long dts, AirWindow window) {
        if (!converted.isKey() || !AccessUnits.isIdr(converted)) {
            return false;
        }
        if (window.seam()) {
            // The in-point lies within a GOP: the programme starts with that GOP, on time.
            shift = Math.max(0, window.from() - pts);
        }
        firstPts = pts + shift;
        // From here on DTS runs the fixed offset before PTS, whatever the source's own.
        dtsShift = pts - AirTiming.REORDER_TICKS - Math.min(dts, pts);
        lastDts = firstPts - AirTiming.REORDER_TICKS - 1;
        joined = true;
        return true;
    }

    @Override
    public long shift90k() {
        return shift;
    }

    @Override
    public void drain(AirWindow window, PacketSink sink) {
        ended = true;
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
    }
}
