package tv.exstream.engine.hls;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

import tv.exstream.engine.fanout.ViewerInfo;
import tv.exstream.engine.fanout.ViewerStats;

/** One viewer of an {@link HlsOutput}. */
final class HlsViewer implements HlsFeed {
    private final HlsOutput output;
    private final ViewerInfo viewer;
    private final Instant since;
    private final HlsOptions options;
    private final AtomicLong deliveredBytes = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();

    HlsViewer(HlsOutput output, ViewerInfo viewer, Instant since, HlsOptions options) {
        this.output = output;
        this.viewer = viewer;
        this.since = since;
        this.options = options;
    }

    @Override
    public HlsWindow window() {
        return closed.get() ? HlsWindow.empty(options) : output.window(options);
    }

    @Override
    public Runnable await(Predicate<HlsWindow> until, Runnable then) {
        return output.await(options, until, then);
    }

    @Override
    public Optional<HlsBody> segment(long msn) {
        return output.segment(msn);
    }

    @Override
    public Optional<HlsBody> part(long msn, int part) {
        return output.part(msn, part);
    }

    @Override
    public Optional<String> subtitles(long msn) {
        return output.subtitles(msn);
    }

    @Override
    public void delivered(long bytes) {
        deliveredBytes.addAndGet(bytes);
    }

    @Override
    public ViewerStats stats() {
        return new ViewerStats(viewer, since, deliveredBytes.get(), 0, 0, 0);
    }

    @Override
    public boolean closed() {
        return closed.get();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            output.leave(this);
        }
    }
}
