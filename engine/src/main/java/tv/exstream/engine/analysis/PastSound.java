package tv.exstream.engine.analysis;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import tv.exstream.engine.EngineException;
import tv.exstream.engine.av.Decoder;
import tv.exstream.engine.av.ElementaryStream;
import tv.exstream.engine.av.FilterGraph;
import tv.exstream.engine.av.Flow;
import tv.exstream.engine.av.Frame;
import tv.exstream.engine.av.Packet;
import tv.exstream.engine.av.SoundFrame;
import tv.exstream.engine.time.Timeline;

/**
 * The sound of the last seconds, as packets: decoded only where somebody asks whether it was silent. Bounded in memory.
 * Positions are 90 kHz from the start of the contents. One thread.
 */
final class PastSound implements AutoCloseable {
    private static final int MOST_PACKETS = 600;
    private static final long MOST_BYTES = 4 << 20;
    /** A decoder that begins anew gives its first frames too softly. */
    private static final int LEAD_IN = 3;
    /** −50 dB of full scale. */
    private static final float AUDIBLE = 0.00316f;

    private static final long ENOUGH_TICKS = Timeline.RATE / 2;

    private final ElementaryStream stream;
    private final long origin;
    private final Deque<Packet> past = new ArrayDeque<>();
    private final Deque<Packet> spare = new ArrayDeque<>();
    private final Frame decoded = new Frame();
    private final Frame samples = new Frame();
    private final float[][] planes = new float[2][0];
    private Optional<Decoder> decoder = Optional.empty();
    private @Nullable FilterGraph graph;
    private long bytes;
    private boolean undecodable;
    private long quiet;
    private long longestQuiet;
    private boolean heardAnything;
    private long next;

    PastSound(ElementaryStream stream, long originTicks90k) {
        this.stream = stream;
        this.origin = originTicks90k;
    }

    /** Takes over what the packet holds; gives the position it is at. */
    long add(Packet packet) {
        Packet kept = spare.isEmpty() ? new Packet() : spare.pop();
        kept.moveFrom(packet);
        past.add(kept);
        bytes += kept.size();
        while (past.size() > MOST_PACKETS || (bytes > MOST_BYTES && past.size() > 1)) {
            Packet oldest = past.remove();
            bytes -= oldest.size();
            oldest.unref();
            spare.push(oldest);
        }
        return position(kept);
    }

    private long position(Packet packet) {
        long stamp = packet.pts() == Packet.NOPTS ? packet.dts() : packet.pts();
        return stamp == Packet.NOPTS ? Packet.NOPTS : stream.ticks90k(stamp) - origin;
    }

    /** Whether nothing is heard for half of this run, or for half a second of it; false where that cannot be told. */
    boolean silent(BlackRuns.Run run) {
        long enough = Math.min((run.until() - run.from()) / 2, ENOUGH_TICKS);
        quiet = 0;
        longestQuiet = 0;
        heardAnything = false;
        next = Packet.NOPTS;
        try {
            listen(run);
        } catch (EngineException e) {
            undecodable = true;
        }
        return !undecodable && (!heardAnything || longestQuiet >= enough);
    }

    private void listen(BlackRuns.Run run) {
        if (undecodable) {
            return;
        }
        Decoder open = decoder.orElseGet(() -> new Decoder(stream, 1));
        decoder = Optional.of(open);
        open.flush();
        int ahead = (int) past.stream()
                .filter(packet -> position(packet) != Packet.NOPTS && position(packet) < run.from())
                .count();
        int place = 0;
        for (Packet packet : past) {
            long at = position(packet);
            if (at != Packet.NOPTS && at >= run.until()) {
                break;
            }
            if (++place > ahead - LEAD_IN) {
                open.send(packet);
                receive(open, run);
            }
        }
        closeGraph();
    }

    private void receive(Decoder open, BlackRuns.Run run) {
        while (open.receive(decoded) == Flow.OUTPUT) {
            long stamp = decoded.bestEffortPts();
            if (stamp != Packet.NOPTS) {
                decoded.pts(stream.ticks90k(stamp) - origin);
            } else if (next != Packet.NOPTS) {
                decoded.pts(next);
            } else {
                continue;
            }
            FilterGraph current = graph;
            if (current == null || !current.acceptsAudio(decoded)) {
                closeGraph();
                current = FilterGraph.audio(decoded, "aformat=sample_fmts=fltp:channel_layouts=stereo");
                graph = current;
            }
            long at = decoded.pts();
            current.push(decoded);
            while (current.pull(samples) == Flow.OUTPUT) {
                at = hear(at, run);
            }
            next = at;
        }
    }

    /** Follows the samples of a frame that begins here; gives where it ends. */
    private long hear(long at, BlackRuns.Run run) {
        int count = samples.samples();
        for (int c = 0; c < planes.length; c++) {
            if (planes[c].length < count) {
                planes[c] = new float[count];
            }
        }
        SoundFrame.read(samples, planes, 0);
        int rate = Math.max(1, stream.info().sampleRate());
        int from = Math.clamp((run.from() - at) * rate / Timeline.RATE, 0, count);
        int until = Math.clamp((run.until() - at) * rate / Timeline.RATE, 0, count);
        for (int i = from; i < until; i++) {
            heardAnything = true;
            boolean loud = Math.abs(planes[0][i]) > AUDIBLE || Math.abs(planes[1][i]) > AUDIBLE;
            quiet = loud ? 0 : quiet + 1;
            longestQuiet = Math.max(longestQuiet, quiet * Timeline.RATE / rate);
        }
        return at + count * Timeline.RATE / rate;
    }

    private void closeGraph() {
        FilterGraph current = graph;
        if (current != null) {
            graph = null;
            current.close();
        }
    }

    @Override
    public void close() {
        decoder.ifPresent(Decoder::close);
        closeGraph();
        past.forEach(Packet::close);
        spare.forEach(Packet::close);
        past.clear();
        spare.clear();
        decoded.close();
        samples.close();
    }
}
