package tv.exstream.engine.fanout;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tv.exstream.engine.observe.ThrottledFaults;

/** One viewer of a hub: offered to by the channel's thread, polled by the viewer's; the lock is held for a few stores. */
final class HubFeed implements ViewerFeed {
    private static final Logger LOG = LoggerFactory.getLogger(HubFeed.class);
    private static final ThrottledFaults FAULTS = new ThrottledFaults(LOG, System::nanoTime);

    private final ViewerHub hub;
    private final ViewerInfo viewer;
    private final Instant since;
    private final long maxQueuedBytes;
    private final AtomicLong deliveredBytes = new AtomicLong();

    private final Object lock = new Object();
    private final ChunkQueue queue = new ChunkQueue(64);
    /** Nothing is queued until the next keyframe chunk. */
    private boolean awaitingKeyframe = true;
    /** False until the first chunk was queued: what passes before that is not lost, it was never promised. */
    private boolean started;

    private boolean endAnnounced;
    private boolean closed;
    private long drops;
    private long droppedBytes;
    private @Nullable Runnable wake;

    HubFeed(ViewerHub hub, ViewerInfo viewer, Instant since, long maxQueuedBytes) {
        this.hub = hub;
        this.viewer = viewer;
        this.since = since;
        this.maxQueuedBytes = maxQueuedBytes;
    }

    /** Queues a chunk with a reference of its own, or drops; then wakes the viewer if it had nothing before. */
    void offer(PooledChunk chunk) {
        Runnable toWake = null;
        synchronized (lock) {
            if (closed || endAnnounced) {
                return;
            }
            boolean wasEmpty = queue.isEmpty();
            if (started && !awaitingKeyframe && queue.bytes() + chunk.size() > maxQueuedBytes) {
                drops++;
                droppedBytes += queue.bytes();
                queue.releaseAll();
                awaitingKeyframe = true;
            }
            if (awaitingKeyframe && !chunk.startsWithKeyframe()) {
                droppedBytes += started ? chunk.size() : 0;
                return;
            }
            awaitingKeyframe = false;
            started = true;
            chunk.retain();
            queue.add(chunk);
            if (wasEmpty) {
                toWake = wake;
            }
        }
        run(toWake);
    }

    /** Nothing follows what is queued now. */
    void end() {
        Runnable toWake;
        synchronized (lock) {
            if (closed || endAnnounced) {
                return;
            }
            endAnnounced = true;
            toWake = queue.isEmpty() ? wake : null;
        }
        run(toWake);
    }

    @Override
    public @Nullable Chunk poll() {
        synchronized (lock) {
            return queue.poll();
        }
    }

    @Override
    public void skipToNewestKeyframe() {
        synchronized (lock) {
            int newest = queue.count() - 1;
            while (newest > 0 && !queue.get(newest).startsWithKeyframe()) {
                newest--;
            }
            queue.release(Math.max(0, newest));
        }
    }

    @Override
    public long queuedBytes() {
        synchronized (lock) {
            return queue.bytes();
        }
    }

    @Override
    public boolean ended() {
        synchronized (lock) {
            return closed || (endAnnounced && queue.isEmpty());
        }
    }

    @Override
    public void onReadable(Runnable newWake) {
        boolean readable;
        synchronized (lock) {
            if (closed) {
                return;
            }
            wake = newWake;
            readable = !queue.isEmpty() || endAnnounced;
        }
        if (readable) {
            run(newWake);
        }
    }

    @Override
    public void delivered(int bytes) {
        deliveredBytes.addAndGet(bytes);
    }

    @Override
    public ViewerStats stats() {
        synchronized (lock) {
            return new ViewerStats(viewer, since, deliveredBytes.get(), queue.bytes(), drops, droppedBytes);
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            if (closed) {
                return;
            }
            closed = true;
            wake = null;
            queue.releaseAll();
        }
        hub.detach(this);
    }

    private void run(@Nullable Runnable toWake) {
        if (toWake == null) {
            return;
        }
        try {
            toWake.run();
        } catch (RuntimeException e) {
            // a viewer's fault must not reach the channel
            FAULTS.report("wake", "waking viewer " + viewer.id() + " of " + viewer.address() + " failed: " + e);
        }
    }
}
