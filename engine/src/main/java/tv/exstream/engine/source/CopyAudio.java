package tv.exstream.engine.source;

import tv.exstream.engine.av.AccessUnits;
import tv.exstream.engine.av.AudioEncoder;
import tv.exstream.engine.av.ElementaryStream;
import tv.exstream.engine.av.Flow;
import tv.exstream.engine.av.Packet;

/** AAC that fits: framed as ADTS and restamped. */
final class CopyAudio implements AudioPath {
    private final ElementaryStream stream;
    private final AccessUnits units;
    private final Packet converted = new Packet();
    private final AirWindow window;
    private final long origin;
    private final long frameTicks;
    private boolean ended;

    CopyAudio(ElementaryStream stream, long originTicks90k, AirWindow window) {
        this.stream = stream;
        this.window = window;
        origin = originTicks90k;
        try {
            units = AccessUnits.aac(stream);
        } catch (RuntimeException e) {
            converted.close();
            throw e;
        }
        frameTicks = AudioEncoder.FRAME_SAMPLES * 90_000L / stream.info().sampleRate();
    }

    @Override
    public void accept(Packet packet, long shift90k, PacketSink sink) {
        if (ended || packet.pts() == Packet.NOPTS || units.convert(packet, converted) != Flow.OUTPUT) {
            return;
        }
        long pts = window.zero() + shift90k + stream.ticks90k(converted.pts()) - origin;
        if (window.seam() && pts < window.from() - frameTicks / 2) {
            return;
        }
        if (pts >= window.until() - frameTicks / 2) {
            ended = true;
            return;
        }
        converted.stamp(pts, pts, frameTicks);
        sink.audio(converted);
    }

    @Override
    public void drain(long shift90k, PacketSink sink) {
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
