package tv.exstream.engine.fanout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Hands one channel's chunks to all of its viewers. The channel's thread publishes and never waits for a viewer: each
 * has a bounded queue, and one that falls behind loses what is queued and goes on at the next keyframe. A new viewer
 * starts with a burst of recent chunks, so its first picture is there at once.
 *
 * <p>{@link #publish} belongs to one thread; everything else may be called from any. No lock is held while viewers are
 * woken or the hook runs.
 */
public final class ViewerHub {
    private static final HubFeed[] NONE = {};

    private final long viewerQueueBytes;
    private final Runnable onViewersChanged;

    private final Object lock = new Object();
    private final History history;
    /** Replaced, never changed, under the lock; read without it by the publisher. */
    private HubFeed[] feeds = NONE;

    private boolean ended;
    private long lastViewerLeftNanos = System.nanoTime();

    public ViewerHub(ChunkPool pool, int viewerQueueBytes, long minBurstTicks90k, int maxHistoryBytes) {
        this(pool, viewerQueueBytes, minBurstTicks90k, maxHistoryBytes, () -> {});
    }

    /**
     * @param pool             of the chunks that will be published
     * @param viewerQueueBytes how far a viewer may lag; at least four chunks
     * @param minBurstTicks90k a new viewer starts at the newest keyframe that is at least this old, else at the oldest
     *                         one kept; zero: always at the newest
     * @param maxHistoryBytes  most that is kept for new viewers; no more than half the viewer queue is ever used, so that
     *                         a burst leaves room for what follows
     * @param onViewersChanged run after each attach and detach by the thread that did it; must not block
     */
    public ViewerHub(
            ChunkPool pool,
            int viewerQueueBytes,
            long minBurstTicks90k,
            int maxHistoryBytes,
            Runnable onViewersChanged) {
        if (viewerQueueBytes < 4L * pool.chunkBytes() || minBurstTicks90k < 0 || maxHistoryBytes < 0) {
            throw new IllegalArgumentException("viewer queue of " + viewerQueueBytes
                    + " bytes (at least four chunks of "
                    + pool.chunkBytes() + "), burst of " + minBurstTicks90k + " ticks, history of " + maxHistoryBytes
                    + " bytes (neither negative)");
        }
        this.viewerQueueBytes = viewerQueueBytes;
        this.history = new History(minBurstTicks90k, Math.min(maxHistoryBytes, viewerQueueBytes / 2));
        this.onViewersChanged = onViewersChanged;
    }

    /**
     * Gives a chunk to all viewers and takes over the caller's reference. After {@link #end} it is only released.
     *
     * @throws IllegalStateException when the chunk is not sealed
     */
    public void publish(PooledChunk sealed) {
        if (!sealed.sealed()) {
            throw new IllegalStateException("published before it was sealed");
        }
        try {
            HubFeed[] targets;
            // history and the list of viewers change together: an attaching viewer gets this chunk from exactly one of
            // them
            synchronized (lock) {
                if (ended) {
                    return;
                }
                history.add(sealed);
                targets = feeds;
            }
            for (HubFeed feed : targets) {
                feed.offer(sealed);
            }
        } finally {
            sealed.release();
        }
    }

    /** A new viewer's feed, already readable when there is history. On an ended hub the feed has ended, too. */
    public ViewerFeed attach(ViewerInfo viewer) {
        HubFeed feed = new HubFeed(this, viewer, Instant.now(), viewerQueueBytes);
        synchronized (lock) {
            for (int i = 0; i < history.count(); i++) {
                feed.offer(history.get(i));
            }
            if (ended) {
                feed.end();
            }
            feeds = Arrays.copyOf(feeds, feeds.length + 1);
            feeds[feeds.length - 1] = feed;
        }
        onViewersChanged.run();
        return feed;
    }

    /** Feeds attached and not yet closed. */
    public int viewers() {
        synchronized (lock) {
            return feeds.length;
        }
    }

    public List<ViewerStats> stats() {
        HubFeed[] current;
        synchronized (lock) {
            current = feeds;
        }
        List<ViewerStats> stats = new ArrayList<>(current.length);
        for (HubFeed feed : current) {
            stats.add(feed.stats());
        }
        return stats;
    }

    /** {@link System#nanoTime} when the last viewer left, or of this hub's making when there was none yet. */
    public long lastViewerLeftNanos() {
        synchronized (lock) {
            return lastViewerLeftNanos;
        }
    }

    /** Ends all feeds, which still deliver what they have queued, and lets go of the history. Idempotent. */
    public void end() {
        HubFeed[] current;
        synchronized (lock) {
            ended = true;
            history.releaseAll();
            current = feeds;
        }
        for (HubFeed feed : current) {
            feed.end();
        }
    }

    void detach(HubFeed feed) {
        synchronized (lock) {
            feeds = Arrays.stream(feeds).filter(f -> f != feed).toArray(HubFeed[]::new);
            if (feeds.length == 0) {
                lastViewerLeftNanos = System.nanoTime();
            }
        }
        onViewersChanged.run();
    }
}
