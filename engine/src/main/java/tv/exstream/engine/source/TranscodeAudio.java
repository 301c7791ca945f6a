package tv.exstream.engine.source;

import org.jspecify.annotations.Nullable;

import tv.exstream.engine.av.AudioEncoder;
import tv.exstream.engine.av.Decoder;
import tv.exstream.engine.av.ElementaryStream;
import tv.exstream.engine.av.FilterGraph;
import tv.exstream.engine.av.Flow;
import tv.exstream.engine.av.Frame;
import tv.exstream.engine.av.Packet;

/** Sound of any kind: decoded, resampled and mixed to the profile's format, placed on the channel's sample clock. */
final class TranscodeAudio implements AudioPath {
    private final ElementaryStream stream;
    private final Decoder decoder;
    private final AudioEncoder encoder;
    private final long origin;
    private final Frame decoded;
    private final Frame filtered;
    private final Packet packet;
    private @Nullable FilterGraph graph;
    private long nextPts = Packet.NOPTS;
    private boolean anchored;
    private boolean ended;

    TranscodeAudio(ElementaryStream stream, long originTicks90k, Encoders encoders) {
        this.stream = stream;
        origin = originTicks90k;
        encoder = encoders.audio();
        decoder = new Decoder(stream, 1);
        decoded = new Frame();
        filtered = new Frame();
        packet = new Packet();
    }

    @Override
    public void accept(Packet in, AirWindow window, long shift90k, PacketSink sink) {
        if (!ended) {
            decoder.send(in);
            receive(window, shift90k, sink);
        }
    }

    @Override
    public void drain(AirWindow window, long shift90k, PacketSink sink) {
        if (!ended) {
            decoder.send(null);
            receive(window, shift90k, sink);
            FilterGraph current = graph;
            if (current != null) {
                current.push(null);
                pull(current, window, sink);
            }
            ended = true;
        }
    }

    private void receive(AirWindow window, long shift90k, PacketSink sink) {
        while (!ended && decoder.receive(decoded) == Flow.OUTPUT) {
            long stamp = decoded.bestEffortPts();
            long pts = stamp == Packet.NOPTS ? nextPts : window.zero() + shift90k + stream.ticks90k(stamp) - origin;
            if (pts == Packet.NOPTS || decoded.samples() == 0) {
                continue;
            }
            nextPts = pts
                    + decoded.samples() * 90_000L / Math.max(1, stream.info().sampleRate());
            if (nextPts <= window.from() && window.seam()) {
                continue;
            }
            if (pts >= window.until()) {
                finish(window, sink);
                return;
            }
            decoded.pts(pts);
            FilterGraph current = graphFor(window, sink);
            current.push(decoded);
            pull(current, window, sink);
        }
    }

    /** A source may change its sound in mid-flow (broadcasts do); the old graph is emptied first. */
    private FilterGraph graphFor(AirWindow window, PacketSink sink) {
        FilterGraph current = graph;
        if (current != null && current.acceptsAudio(decoded)) {
            return current;
        }
        if (current != null) {
            current.push(null);
            pull(current, window, sink);
            current.close();
        }
        current = FilterGraph.audio(decoded, encoder.inputFormat());
        graph = current;
        return current;
    }

    private void pull(FilterGraph current, AirWindow window, PacketSink sink) {
        while (current.pull(filtered) == Flow.OUTPUT) {
            if (!anchored) {
                anchored = true;
                encoder.anchor(window.seam() ? window.from() : filtered.pts());
            }
            encoder.write(filtered, window.until());
            emit(sink);
        }
    }

    private void finish(AirWindow window, PacketSink sink) {
        if (anchored) {
            encoder.silenceUntil(window.until());
            emit(sink);
        }
        ended = true;
    }

    private void emit(PacketSink sink) {
        while (encoder.receive(packet, false) == Flow.OUTPUT) {
            sink.audio(packet);
        }
    }

    @Override
    public boolean ended() {
        return ended;
    }

    @Override
    public long damaged() {
        return decoder.errors();
    }

    @Override
    public void close() {
        decoder.close();
        if (graph != null) {
            graph.close();
            graph = null;
        }
        decoded.close();
        filtered.close();
        packet.close();
    }
}
