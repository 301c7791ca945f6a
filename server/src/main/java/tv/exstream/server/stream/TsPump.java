package tv.exstream.server.stream;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import org.eclipse.jetty.util.IteratingCallback;
import org.jspecify.annotations.Nullable;

import tv.exstream.engine.fanout.Chunk;
import tv.exstream.engine.fanout.ViewerFeed;

/**
 * Moves one viewer's chunks from its feed to its line, one asynchronous write at a time: no copy, no thread of its own.
 * Jetty's {@link IteratingCallback} serialises {@link #process} with the writes' outcomes; whoever has news only asks the
 * {@link PumpLoop} for another turn.
 *
 * <p>A chunk is held from its poll until its write has succeeded or failed, and released exactly once.
 */
final class TsPump extends IteratingCallback {
    /** What a pump reports to. All called in its turns, never twice at a time. */
    interface Owner {
        /** Bytes of the channel that have left. */
        void progressed(int bytes);

        /** Once, before the two below: nothing is held any more. The cause is null for a clean end. */
        void finished(@Nullable Throwable cause);

        /** The response is complete, or has failed. */
        void ended(@Nullable Throwable cause);

        /** The channel ended before anything was sent: another answer can still be given. */
        void refused();
    }

    private static final long NEVER = Long.MAX_VALUE;
    private static final int MOST_CHUNKS = 64;
    /** Writes in one turn: a viewer who takes all it is given, while more keeps coming, must let others have theirs. */
    private static final int MOST_WRITES = 4;

    private final ViewerFeed feed;
    private final Line line;
    private final Throttle throttle;
    private final boolean fromNewest;
    private final PumpLoop loop;
    private final Owner owner;
    private final long keepAliveNanos;
    private final long stallNanos;

    /** The loop's: the next one of those woken, and whether this is among those that wait. */
    @Nullable
    TsPump nextWoken;

    boolean inWaitingList;
    private final AtomicBoolean wokenFlag = new AtomicBoolean();
    private boolean known;

    // Touched only in the serialised turns.
    private final @Nullable Chunk[] batch = new Chunk[MOST_CHUNKS];
    private int batched;
    private int batchedBytes;
    /** Polled, but not due yet. */
    private @Nullable Chunk next;

    private boolean lastWritten;
    private boolean delivered;
    private int writesInTurn;

    private volatile boolean keepAliveDue;
    private volatile boolean ending;
    private volatile @Nullable Throwable gone;
    private volatile boolean done;
    private volatile boolean writing;
    /** When the write under way began, or the last one ended. */
    private volatile long sinceNanos = System.nanoTime();

    private volatile long dueNanos = NEVER;

    TsPump(
            ViewerFeed feed,
            Line line,
            Throttle throttle,
            boolean fromNewest,
            PumpLoop loop,
            StreamSettings settings,
            Owner owner) {
        this.feed = feed;
        this.line = line;
        this.throttle = throttle;
        this.fromNewest = fromNewest;
        this.loop = loop;
        this.owner = owner;
        this.keepAliveNanos = settings.keepAlive().toNanos();
        this.stallNanos = settings.stall().toNanos();
    }

    void start() {
        if (fromNewest) {
            feed.skipToNewestKeyframe();
        }
        throttle.start(System.nanoTime(), feed.queuedBytes());
        feed.onReadable(this::wake);
        wake();
    }

    /** Ends the response cleanly after the write under way. */
    void end() {
        ending = true;
        wake();
    }

    /** The peer is gone. */
    void fail(Throwable cause) {
        gone = cause;
        wake();
    }

    /** The same, but in this thread: there is no loop any more. */
    void failNow(Throwable cause) {
        gone = cause;
        iterate();
    }

    boolean done() {
        return done;
    }

    /** A connection of this stream's own made no progress for the stall time: it is cut if it should have. */
    void cutIfStuck() {
        if (writing && !line.isShared()) {
            cut(stallNanos);
        }
    }

    private void cut(long stalledNanos) {
        BrokenStreamException stalled = new BrokenStreamException(
                "took nothing for " + Duration.ofNanos(stalledNanos).toMillis() / 1000.0 + " s");
        gone = stalled;
        line.cut(stalled);
        wake();
    }

    private void wake() {
        loop.wake(this);
    }

    /** @return false when it is among the woken already */
    boolean markWoken() {
        return wokenFlag.compareAndSet(false, true);
    }

    /** @return true the first time */
    boolean takeWoken() {
        wokenFlag.set(false);
        boolean first = !known;
        known = true;
        return first;
    }

    /** True when there are bytes, but not yet for this viewer. */
    boolean isWaiting() {
        return dueNanos != NEVER && !done && !ending && gone == null && !keepAliveDue;
    }

    long dueNanos() {
        return dueNanos;
    }

    /** The loop looks in: a line that is too quiet gets a null packet, a write that takes too long is cut. */
    void look(long now) {
        long quiet = now - sinceNanos;
        if (!writing && quiet >= keepAliveNanos) {
            keepAliveDue = true;
            iterate();
        } else if (writing && line.isShared() && quiet >= stallNanos) {
            cut(quiet);
        }
    }

    @Override
    protected Action process() throws Throwable {
        Throwable cause = gone;
        if (cause != null) {
            throw cause;
        }
        if (lastWritten) {
            return Action.SUCCEEDED;
        }
        dueNanos = NEVER;
        if (!ending && ++writesInTurn > MOST_WRITES) {
            writesInTurn = 0;
            wake();
            return Action.IDLE;
        }
        if (!ending) {
            gather(System.nanoTime());
            if (batched > 0) {
                return write();
            }
            if (next != null || !feed.ended()) {
                return quiet();
            }
        }
        return last();
    }

    /** Takes from the feed what is due, up to what one write may have. */
    private void gather(long now) {
        int most = line.mostBuffers();
        int enough = throttle.writeBytes();
        while (batched < most && batchedBytes < enough) {
            Chunk chunk = next != null ? next : feed.poll();
            next = null;
            if (chunk == null) {
                return;
            }
            long delay = throttle.delayNanos(now, chunk.timelineTicks90k());
            if (delay > PumpLoop.GRAIN_NANOS) {
                next = chunk;
                dueNanos = now + delay;
                return;
            }
            throttle.left(now, chunk.timelineTicks90k(), chunk.size());
            batch[batched++] = chunk;
            batchedBytes += chunk.size();
        }
    }

    private Action write() {
        ByteBuffer[] buffers = new ByteBuffer[batched];
        for (int i = 0; i < batched; i++) {
            Chunk chunk = batch[i];
            if (chunk != null) {
                buffers[i] = chunk.bytes();
            }
        }
        return write(buffers);
    }

    private Action write(ByteBuffer[] buffers) {
        keepAliveDue = false;
        sinceNanos = System.nanoTime();
        writing = true;
        line.write(buffers, this);
        return Action.SCHEDULED;
    }

    /** Nothing to send now. */
    private Action quiet() {
        writesInTurn = 0;
        if (keepAliveDue) {
            return write(new ByteBuffer[] {NullPackets.packet()});
        }
        if (next != null) {
            wake(); // so that the loop counts the time, whichever thread this is
        }
        return Action.IDLE;
    }

    private Action last() throws BrokenStreamException {
        if (!line.headSent()) {
            return Action.SUCCEEDED;
        }
        if (!delivered && !ending) {
            throw new BrokenStreamException("the channel stopped before its first picture");
        }
        lastWritten = true;
        sinceNanos = System.nanoTime();
        writing = true;
        line.end(this);
        return Action.SCHEDULED;
    }

    @Override
    protected void onSuccess() {
        long now = System.nanoTime();
        writing = false;
        int bytes = batchedBytes;
        if (bytes > 0) {
            throttle.written(bytes, now - sinceNanos);
            releaseBatch();
            delivered = true;
            feed.delivered(bytes);
            owner.progressed(bytes);
        }
        sinceNanos = now;
    }

    @Override
    protected void onCompleteSuccess() {
        finish(null);
        if (line.headSent()) {
            owner.ended(null);
        } else {
            owner.refused();
        }
    }

    @Override
    protected void onCompleteFailure(Throwable failure) {
        Throwable known = gone; // says more than that the write under way failed
        Throwable cause = known == null ? failure : known;
        finish(cause);
        owner.ended(cause);
    }

    private void finish(@Nullable Throwable cause) {
        done = true;
        writing = false;
        releaseBatch();
        Chunk unsent = next;
        if (unsent != null) {
            next = null;
            unsent.release();
        }
        feed.close();
        owner.finished(cause);
    }

    private void releaseBatch() {
        for (int i = 0; i < batched; i++) {
            Chunk chunk = batch[i];
            batch[i] = null;
            if (chunk != null) {
                chunk.release();
            }
        }
        batched = 0;
        batchedBytes = 0;
    }

    /** An outcome is followed by the next write, which does not block: no other thread is needed for it. */
    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }
}
