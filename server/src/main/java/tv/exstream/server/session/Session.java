package tv.exstream.server.session;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.fanout.ViewerInfo;
import tv.exstream.engine.fanout.ViewerStats;

/** One viewer who was let in. Who got it closes it. Safe from any thread. */
public final class Session implements Admission, AutoCloseable {
    private final Sessions registry;
    private final ChannelNumber channel;
    private final ViewerInfo viewer;
    private final Instant since;

    private @Nullable Supplier<ViewerStats> stats;
    private @Nullable Runnable end;
    private boolean ended;

    Session(Sessions registry, ChannelNumber channel, ViewerInfo viewer, Instant since) {
        this.registry = registry;
        this.channel = channel;
        this.viewer = viewer;
        this.since = since;
    }

    public ChannelNumber channel() {
        return channel;
    }

    public ViewerInfo viewer() {
        return viewer;
    }

    /**
     * Tells where the figures come from and how the viewer is sent away.
     *
     * @param newEnd called at most once, by the thread that calls {@link #end}; at once when that was called before
     */
    public void attach(Supplier<ViewerStats> newStats, Runnable newEnd) {
        boolean alreadyEnded;
        synchronized (this) {
            stats = newStats;
            end = newEnd;
            alreadyEnded = ended;
        }
        if (alreadyEnded) {
            newEnd.run();
        }
    }

    /** Sends the viewer away; the session closes when its stream has ended. Idempotent. */
    public void end() {
        Runnable action;
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            action = end;
        }
        if (action != null) {
            action.run();
        }
    }

    SessionView view() {
        Optional<ViewerStats> now = currentStats();
        return new SessionView(
                viewer.id(),
                channel.toString(),
                viewer.address(),
                viewer.userAgent(),
                viewer.format(),
                since,
                now.map(ViewerStats::deliveredBytes).orElse(0L),
                now.map(ViewerStats::queuedBytes).orElse(0L),
                now.map(ViewerStats::drops).orElse(0L),
                now.map(ViewerStats::droppedBytes).orElse(0L));
    }

    private Optional<ViewerStats> currentStats() {
        Supplier<ViewerStats> source;
        synchronized (this) {
            source = stats;
        }
        return source == null ? Optional.empty() : Optional.of(source.get());
    }

    /** Gives the place back. Idempotent. */
    @Override
    public void close() {
        registry.forget(this);
    }
}
