package tv.exstream.engine.source;

import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.av.Decoder;
import tv.exstream.engine.av.ElementaryStream;
import tv.exstream.engine.av.FilterGraph;
import tv.exstream.engine.av.Flow;
import tv.exstream.engine.av.Frame;
import tv.exstream.engine.av.Packet;

/** Pictures of any kind: decoded, fitted to the profile, encoded by the channel's encoder. Exact to the frame. */
final class TranscodeVideo implements VideoPath {
    private final ElementaryStream stream;
    private final OutputProfile profile;
    private final AirWindow window;
    private final Decoder decoder;
    private final VideoOutput output;
    private final ConformingGraph graph;
    private final long frameTicks;
    private final long origin;
    private final Frame decoded;
    /** The newest picture from before the window: it is still shown at its start when the next one is late. */
    private final Frame before;

    private boolean beforeHeld;
    private long nextPts = Packet.NOPTS;
    private boolean joined;
    private boolean ended;

    TranscodeVideo(ElementaryStream stream, long originTicks90k, AirWindow window, Encoders encoders) {
        this.stream = stream;
        this.window = window;
        origin = originTicks90k;
        profile = encoders.profile();
        double rate = stream.info().frameRate().orElse(25);
        frameTicks = Math.round(90_000 / rate);
        output = new VideoOutput(encoders, window, Math.clamp(rate, 1, profile.maxFrameRate()));
        try {
            decoder = new Decoder(stream, 0);
        } catch (RuntimeException e) {
            output.close();
            throw e;
        }
        graph = new ConformingGraph(this::graphFor, FilterGraph::acceptsVideo, output::encode);
        decoded = new Frame();
        before = new Frame();
    }

    private FilterGraph graphFor(Frame frame) {
        String filters = PictureFilters.forStream(stream, frame.width(), frame.height(), profile);
        return FilterGraph.video(frame, stream.info().frameRate().orElse(0), filters);
    }

    @Override
    public void accept(Packet packet, PacketSink sink) {
        if (!ended) {
            decoder.send(packet);
            receive(sink);
        }
    }

    @Override
    public void drain(PacketSink sink) {
        if (!ended) {
            decoder.send(null);
            receive(sink);
        }
        if (!ended) {
            finish(sink);
        }
    }

    private void receive(PacketSink sink) {
        while (!ended && decoder.receive(decoded) == Flow.OUTPUT) {
            long stamp = decoded.bestEffortPts();
            long pts = stamp == Packet.NOPTS ? nextPts : window.zero() + stream.ticks90k(stamp) - origin;
            if (pts == Packet.NOPTS) {
                continue;
            }
            nextPts = pts + frameTicks;
            if (pts < window.from() - frameTicks / 2) {
                if (window.seam() || joined) {
                    before.refFrom(decoded); // between the keyframe and the in-point
                    beforeHeld = true;
                    continue;
                }
                // Joined midway: the keyframe's picture is shown at once, while decoding catches up with the clock.
                pts = window.from();
            }
            if (pts >= window.until() - frameTicks / 2) {
                finish(sink);
                return;
            }
            show(pts, sink);
        }
    }

    private void show(long pts, PacketSink sink) {
        if (!joined) {
            joined = true;
            if (pts > window.from() + frameTicks / 2) {
                showBefore(sink);
            }
            before.unref();
            beforeHeld = false;
        }
        decoded.pts(pts);
        graph.push(decoded, sink);
    }

    private void showBefore(PacketSink sink) {
        if (beforeHeld) {
            before.pts(window.from());
            graph.push(before, sink);
        }
    }

    private void finish(PacketSink sink) {
        if (!joined) {
            showBefore(sink);
        }
        graph.drain(sink);
        output.finish(sink);
        ended = true;
    }

    @Override
    public long shift90k() {
        return 0;
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
        output.close();
        graph.close();
        decoded.close();
        before.close();
    }
}
