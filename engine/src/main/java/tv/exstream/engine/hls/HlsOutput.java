package tv.exstream.engine.hls;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import tv.exstream.engine.fanout.ViewerFeed;
import tv.exstream.engine.fanout.ViewerInfo;
import tv.exstream.engine.fanout.ViewerStats;
import tv.exstream.engine.time.AirClock;
import tv.exstream.engine.time.Timeline;

/**
 * A channel's HLS side. Costs nothing without viewers; the first one tunes its segmenter in to the channel like a
 * viewer, the last one takes it away with all segments. Every method may be called from any thread; the channel's own
 * threads only ever wake an executor.
 */
public final class HlsOutput implements AutoCloseable {
    private final Timeline timeline;
    private final AirClock clock;
    private final Function<ViewerInfo, ViewerFeed> tune;
    private final Executor executor;
    private final ViewerInfo self;
    private final CueTrack cues = new CueTrack();

    /** Guards all of the following. Held while tuning in, never while others' code runs. */
    private final Object lock = new Object();

    private final HlsNumbers numbers = new HlsNumbers();
    private final List<HlsViewer> viewers = new ArrayList<>();
    private final List<Waiter> waiters = new ArrayList<>();
    private @Nullable SegmentRun run;
    private boolean closed;

    private record Waiter(Predicate<HlsWindow> until, Runnable then) {}

    /**
     * @param label    of the channel
     * @param clock    for numbering
     * @param tune     attaches to the channel's chunks, starting it when needed
     * @param executor runs the segmenter; one task at a time is asked for
     */
    public HlsOutput(
            String label, Timeline timeline, AirClock clock, Function<ViewerInfo, ViewerFeed> tune, Executor executor) {
        this.timeline = timeline;
        this.clock = clock;
        this.tune = tune;
        this.executor = executor;
        this.self = new ViewerInfo("hls-segmenter-" + label, "", "", "hls");
    }

    /**
     * One more viewer; starts what is not running. Empty when closed.
     *
     * @param options how to cut; those of the first viewer count while there are any
     * @throws RuntimeException what tuning in throws, when the channel cannot be started
     */
    public Optional<HlsFeed> tune(HlsOptions options, ViewerInfo viewer) {
        synchronized (lock) {
            if (closed) {
                return Optional.empty();
            }
            SegmentRun current = running(options);
            HlsViewer added = new HlsViewer(this, viewer, Instant.now(), current.options());
            viewers.add(added);
            return Optional.of(added);
        }
    }

    /** True for the entry that stands for the segmenter among the channel's own viewers. */
    public boolean isSegmenter(ViewerInfo viewer) {
        return viewer.id().equals(self.id());
    }

    public List<ViewerStats> stats() {
        List<HlsViewer> current;
        synchronized (lock) {
            current = List.copyOf(viewers);
        }
        return current.stream().map(HlsViewer::stats).toList();
    }

    /** A subtitle of the channel's programme; kept while it may be listed. Costs next to nothing without viewers. */
    public void cue(Cue cue) {
        synchronized (lock) {
            if (run == null) {
                cues.forgetBefore(clock.nowTicks90k());
            }
        }
        cues.add(cue);
    }

    private SegmentRun running(HlsOptions options) {
        SegmentRun current = run;
        if (current == null) {
            current = new SegmentRun(options, numbers, clock, timeline, cues);
            run = current;
        }
        if (!current.tunedIn()) {
            try {
                SegmentRun starting = current;
                current.start(tune.apply(self), () -> wake(starting));
            } catch (RuntimeException e) {
                if (viewers.isEmpty()) {
                    run = null;
                }
                throw e;
            }
        }
        return current;
    }

    /** Called by the channel's threads, which may hold its lock: takes none. */
    private void wake(SegmentRun current) {
        if (current.request()) {
            try {
                executor.execute(() -> turn(current));
            } catch (RejectedExecutionException e) {
                current.forgetRequest(); // the engine is closing, and with it this output
            }
        }
    }

    /** Takes in what the channel has sent, then tells who waited for it. */
    private void turn(SegmentRun current) {
        List<Runnable> due;
        synchronized (lock) {
            current.forgetRequest();
            if (run != current) {
                return;
            }
            boolean changed = current.advance();
            // who waits asks again when the channel has ended, which puts it on air again
            due = !current.tunedIn() ? everybody() : changed ? due(current.window()) : List.of();
        }
        due.forEach(Runnable::run);
    }

    private List<Runnable> due(HlsWindow window) {
        List<Runnable> due = new ArrayList<>();
        waiters.removeIf(waiter -> {
            boolean satisfied = waiter.until().test(window);
            if (satisfied) {
                due.add(waiter.then());
            }
            return satisfied;
        });
        return due;
    }

    HlsWindow window(HlsOptions options) {
        synchronized (lock) {
            return closed || viewers.isEmpty()
                    ? HlsWindow.empty(options)
                    : running(options).window();
        }
    }

    Runnable await(HlsOptions options, Predicate<HlsWindow> until, Runnable then) {
        Waiter waiter = new Waiter(until, then);
        synchronized (lock) {
            SegmentRun current = run;
            if (!closed && current != null && !until.test(current.window())) {
                waiters.add(waiter);
                return () -> giveUp(waiter);
            }
        }
        then.run();
        return () -> {};
    }

    private void giveUp(Waiter waiter) {
        synchronized (lock) {
            waiters.remove(waiter);
        }
    }

    Optional<HlsBody> segment(long msn) {
        synchronized (lock) {
            return Optional.ofNullable(run).flatMap(r -> r.segment(msn)).map(Segment::body);
        }
    }

    Optional<HlsBody> part(long msn, int part) {
        synchronized (lock) {
            return Optional.ofNullable(run).flatMap(r -> r.part(msn, part));
        }
    }

    Optional<String> subtitles(long msn) {
        synchronized (lock) {
            return Optional.ofNullable(run).flatMap(r -> r.subtitles(msn));
        }
    }

    void leave(HlsViewer viewer) {
        SegmentRun over = null;
        List<Runnable> due = List.of();
        synchronized (lock) {
            viewers.remove(viewer);
            if (viewers.isEmpty()) {
                over = run;
                run = null;
                due = everybody();
            }
        }
        end(over, due);
    }

    private List<Runnable> everybody() {
        List<Runnable> all = waiters.stream().map(Waiter::then).toList();
        waiters.clear();
        return all;
    }

    /** Outside the lock: leaving the channel may stop it. */
    private static void end(@Nullable SegmentRun over, List<Runnable> due) {
        if (over != null) {
            over.close();
        }
        due.forEach(Runnable::run);
    }

    /** Lets all viewers go; none can tune in any more. Idempotent. */
    @Override
    public void close() {
        SegmentRun over;
        List<Runnable> due;
        synchronized (lock) {
            closed = true;
            viewers.clear();
            over = run;
            run = null;
            due = everybody();
        }
        end(over, due);
    }
}
