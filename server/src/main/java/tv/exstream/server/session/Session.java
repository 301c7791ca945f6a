package tv.exstream.server.session;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.fanout.ViewerInfo;
import tv.exstream.engine.fanout.ViewerStats;

/**
 * One viewer who was let in. Safe from any thread.
 *
 * <p>A connected viewer (TS) has a stream: who opened it attaches it, and closes the session when the
 * stream is over. A viewer of many requests (HLS) has none: each request touches the session, which the registry
 * closes when it was idle for too long or is ended.
 */
public final class Session implements Admission, AutoCloseable {
    private final Sessions registry;
    private final ChannelNumber channel;
    private final ViewerInfo viewer;
    private final Instant since;

    private volatile long lastMillis;
    private volatile boolean delivered;
    /** The newest thing that happened was a failure. */
    private volatile boolean lastFailed;

    private long bytes;
    private long errors;
    private @Nullable String newestError;
    private @Nullable Supplier<ViewerStats> stats;
    private @Nullable Runnable end;
    private boolean ending;
    private @Nullable Instant over;

    /** The registry's: up to when watching was counted, and the state that was last told. */
    long countedMillis;

    SessionState toldState = SessionState.CREATED;

    Session(Sessions registry, ChannelNumber channel, ViewerInfo viewer, Instant since) {
        this.registry = registry;
        this.channel = channel;
        this.viewer = viewer;
        this.since = since;
        lastMillis = since.toEpochMilli();
        countedMillis = lastMillis;
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
        boolean alreadyEnding;
        synchronized (this) {
            stats = newStats;
            end = newEnd;
            alreadyEnding = ending;
        }
        if (alreadyEnding) {
            newEnd.run();
        }
    }

    /** A sign of life: so many bytes were taken. Allocates nothing once the viewer is active. */
    public void touch(long newBytes) {
        lastMillis = registry.nowMillis();
        synchronized (this) {
            bytes += newBytes;
        }
        if (lastFailed || !delivered) {
            lastFailed = false;
            delivered = true;
            registry.changed(this);
        }
    }

    /**
     * Something went wrong for this viewer; the session goes on.
     *
     * @param reason a sentence for people
     */
    public void error(String reason) {
        synchronized (this) {
            errors++;
            newestError = reason;
        }
        lastFailed = true;
        registry.changed(this);
    }

    /**
     * Sends the viewer away: a stream is ended, and the session closes when that has happened; a session without a stream
     * closes at once. Idempotent.
     */
    public void end() {
        Runnable action;
        synchronized (this) {
            if (ending) {
                return;
            }
            ending = true;
            action = end;
        }
        if (action != null) {
            action.run();
        } else if (!viewer.format().equals(Sessions.CONNECTED)) {
            close();
        }
    }

    /** True once it takes part in nothing any more: who comes back needs a new one. */
    public synchronized boolean isOver() {
        return over != null || ending;
    }

    SessionState state(long nowMillis) {
        boolean closed;
        synchronized (this) {
            closed = over != null;
        }
        return SessionState.of(closed, lastFailed, delivered, nowMillis - lastMillis);
    }

    long lastMillis() {
        return lastMillis;
    }

    SessionView view(long nowMillis) {
        Optional<ViewerStats> now = currentStats();
        SessionState state = state(nowMillis);
        synchronized (this) {
            return new SessionView(
                    viewer.id(),
                    channel.toString(),
                    viewer.address(),
                    viewer.userAgent(),
                    viewer.format(),
                    state,
                    since,
                    Instant.ofEpochMilli(lastMillis),
                    bytes,
                    errors,
                    Optional.ofNullable(newestError),
                    now.map(ViewerStats::queuedBytes).orElse(0L),
                    now.map(ViewerStats::drops).orElse(0L),
                    now.map(ViewerStats::droppedBytes).orElse(0L),
                    Optional.ofNullable(over));
        }
    }

    private Optional<ViewerStats> currentStats() {
        Supplier<ViewerStats> source;
        synchronized (this) {
            source = stats;
        }
        return source == null ? Optional.empty() : Optional.of(source.get());
    }

    /** @return false when it was over already */
    synchronized boolean markOver(Instant when) {
        if (over != null) {
            return false;
        }
        over = when;
        return true;
    }

    /** Gives the place back. Idempotent. */
    @Override
    public void close() {
        registry.close(this);
    }
}
