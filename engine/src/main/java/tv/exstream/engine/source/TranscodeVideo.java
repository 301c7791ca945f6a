package tv.exstream.engine.source;

import org.jspecify.annotations.Nullable;

import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.av.Decoder;
import tv.exstream.engine.av.ElementaryStream;
import tv.exstream.engine.av.FilterGraph;
import tv.exstream.engine.av.Flow;
import tv.exstream.engine.av.Frame;
import tv.exstream.engine.av.Packet;

/** Pictures of any kind: decoded, fitted to the profile, encoded by the channel's encoder. */
final class TranscodeVideo implements VideoPath {
    private final ElementaryStream stream;
    private final OutputProfile profile;
    private final Decoder decoder;
    private final VideoOutput output;
    private final double frameRate;
    private final long frameTicks;
    private final long origin;
    private final Frame decoded;
    private final Frame filtered;
    private @Nullable FilterGraph graph;
    private long nextPts = Packet.NOPTS;
    private boolean joined;
    private boolean ended;

    TranscodeVideo(ElementaryStream stream, long originTicks90k, Encoders encoders) {
        this.stream = stream;
        origin = originTicks90k;
        profile = encoders.profile();
        double rate = stream.info().frameRate().orElse(25);
        frameRate = Math.clamp(rate, 1, profile.maxFrameRate());
        frameTicks = Math.round(90_000 / rate);
        output = new VideoOutput(encoders, frameRate);
        try {
            decoder = new Decoder(stream, 0);
        } catch (RuntimeException e) {
            output.close();
            throw e;
        }
        decoded = new Frame();
        filtered = new Frame();
    }

    @Override
    public void accept(Packet packet, AirWindow window, PacketSink sink) {
        if (!ended) {
            decoder.send(packet);
            receive(window, sink);
        }
    }

    @Override
    public void drain(AirWindow window, PacketSink sink) {
        if (!ended) {
            decoder.send(null);
            receive(window, sink);
            FilterGraph current = graph;
            if (current != null) {
                current.push(null);
                pull(current, window, sink);
            }
            ended = true;
        }
    }

    private void receive(AirWindow window, PacketSink sink) {
        while (!ended && decoder.receive(decoded) == Flow.OUTPUT) {
            long stamp = decoded.bestEffortPts();
            long pts = stamp == Packet.NOPTS ? nextPts : window.zero() + stream.ticks90k(stamp) - origin;
            if (pts == Packet.NOPTS) {
                continue;
            }
            nextPts = pts + frameTicks;
            if (pts < window.from() - frameTicks / 2) {
                if (window.seam() || joined) {
                    continue; // between the keyframe and the in-point
                }
                // Joined midway: the keyframe's picture is shown at once, while decoding catches up with the clock.
                pts = window.from();
            }
            joined = true;
            if (pts >= window.until() - frameTicks / 2) {
                ended = true;
                return;
            }
            decoded.pts(pts);
            FilterGraph current = graphFor(window, sink);
            current.push(decoded);
            pull(current, window, sink);
        }
    }

    /** A source may change size or format in mid-flow; the old graph is emptied first. */
    private FilterGraph graphFor(AirWindow window, PacketSink sink) {
        FilterGraph current = graph;
        if (current != null && current.acceptsVideo(decoded)) {
            return current;
        }
        if (current != null) {
            current.push(null);
            pull(current, window, sink);
            current.close();
        }
        String filters = PictureFilters.forStream(stream, decoded.width(), decoded.height(), profile);
        current = FilterGraph.video(decoded, stream.info().frameRate().orElse(0), filters);
        graph = current;
        return current;
    }

    private void pull(FilterGraph current, AirWindow window, PacketSink sink) {
        while (current.pull(filtered) == Flow.OUTPUT) {
            if (filtered.pts() < window.until() - frameTicks / 2) {
                output.encode(filtered, sink);
            }
        }
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
        if (graph != null) {
            graph.close();
            graph = null;
        }
        decoded.close();
        filtered.close();
    }
}
