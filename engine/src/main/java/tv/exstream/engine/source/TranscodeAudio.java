package tv.exstream.engine.source;

import tv.exstream.engine.av.AudioEncoder;
import tv.exstream.engine.av.Decoder;
import tv.exstream.engine.av.ElementaryStream;
import tv.exstream.engine.av.FilterGraph;
import tv.exstream.engine.av.Flow;
import tv.exstream.engine.av.Frame;
import tv.exstream.engine.av.Packet;

/** Sound of any kind: decoded, resampled and mixed to the profile's format, placed on the channel's sample clock. */
final class TranscodeAudio implements AudioPath {
    /** Sound that ends this little before its programme is followed by silence of the same encoder's run. */
    private static final long PAD_TICKS = 90_000;

    private final ElementaryStream stream;
    private final Decoder decoder;
    private final AudioEncoder encoder;
    private final long origin;
    private final AirWindow window;
    private final Frame decoded;
    private final ConformingGraph graph;
    private final Packet packet;
    private long nextPts = Packet.NOPTS;
    private boolean anchored;
    private boolean ended;

    TranscodeAudio(ElementaryStream stream, long originTicks90k, AirWindow window, Encoders encoders) {
        this.stream = stream;
        this.window = window;
        origin = originTicks90k;
        encoder = encoders.audio();
        decoder = new Decoder(stream, 1);
        decoded = new Frame();
        graph = new ConformingGraph(
                frame -> FilterGraph.audio(frame, encoder.inputFormat()), FilterGraph::acceptsAudio, this::place);
        packet = new Packet();
    }

    @Override
    public void accept(Packet in, long shift90k, PacketSink sink) {
        if (!ended) {
            decoder.send(in);
            receive(shift90k, sink);
        }
    }

    @Override
    public void drain(long shift90k, PacketSink sink) {
        if (!ended) {
            decoder.send(null);
            receive(shift90k, sink);
        }
        if (!ended) {
            graph.drain(sink);
            if (anchored && window.until() - encoder.writtenUntil90k() < PAD_TICKS) {
                pad(sink);
            }
            ended = true;
        }
    }

    private void receive(long shift90k, PacketSink sink) {
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
                graph.drain(sink);
                if (anchored) {
                    pad(sink);
                }
                ended = true;
                return;
            }
            decoded.pts(pts);
            graph.push(decoded, sink);
        }
    }

    private void place(Frame samples, PacketSink sink) {
        if (!anchored) {
            anchored = true;
            encoder.anchor(window.seam() ? window.from() : samples.pts());
        }
        encoder.write(samples, window.until());
        emit(sink);
    }

    private void pad(PacketSink sink) {
        encoder.silenceUntil(window.until());
        emit(sink);
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
        graph.close();
        decoded.close();
        packet.close();
    }
}
