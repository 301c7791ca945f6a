package tv.exstream.engine.source;

import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import tv.exstream.engine.av.FilterGraph;
import tv.exstream.engine.av.Flow;
import tv.exstream.engine.av.Frame;

/**
 * Brings a stream's decoded frames into the channel's form, however often the stream changes its own on the way
 * (broadcasts do): then the filter graph is emptied and made anew. Owner of the graph. Confined to one thread.
 */
final class ConformingGraph implements AutoCloseable {
    private final Function<Frame, FilterGraph> make;
    private final BiPredicate<FilterGraph, Frame> accepts;
    private final BiConsumer<Frame, PacketSink> out;
    private final Frame conformed = new Frame();
    private @Nullable FilterGraph graph;

    /**
     * @param make    gives a graph for frames like the one at hand
     * @param accepts whether a graph takes a frame
     * @param out     takes each result; it is reused after the call
     */
    ConformingGraph(
            Function<Frame, FilterGraph> make,
            BiPredicate<FilterGraph, Frame> accepts,
            BiConsumer<Frame, PacketSink> out) {
        this.make = make;
        this.accepts = accepts;
        this.out = out;
    }

    /** Takes a decoded frame stamped on the timeline; what comes of it goes out now or with later ones. */
    void push(Frame decoded, PacketSink sink) {
        FilterGraph current = graph;
        if (current == null || !accepts.test(current, decoded)) {
            drain(sink);
            current = make.apply(decoded);
            graph = current;
        }
        current.push(decoded);
        pull(current, sink);
    }

    /** Nothing follows: what filters hold back goes out. */
    void drain(PacketSink sink) {
        FilterGraph current = graph;
        if (current != null) {
            graph = null;
            try (current) {
                current.push(null);
                pull(current, sink);
            }
        }
    }

    private void pull(FilterGraph current, PacketSink sink) {
        while (current.pull(conformed) == Flow.OUTPUT) {
            out.accept(conformed, sink);
        }
    }

    @Override
    public void close() {
        FilterGraph current = graph;
        if (current != null) {
            graph = null;
            current.close();
        }
        conformed.close();
    }
}
