package tv.exstream.server.stream;

import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.jspecify.annotations.Nullable;

import tv.exstream.engine.fanout.Chunk;
import tv.exstream.engine.fanout.ViewerFeed;

/**
 * Moves one viewer's chunks from its feed to its connection, one asynchronous write at a time: no copy, no thread of its
 * own. Jetty's {@link IteratingCallback} serialises {@link #process} with the writes' outcomes; the engine's thread only
 * asks the executor for another turn.
 *
 * <p>A chunk is held from its poll until its write has succeeded or failed, and released exactly once.
 */
final class TsPump extends IteratingCallback {
    private final ViewerFeed feed;
    private final Response response;
    private final Callback outcome;
    private final Executor executor;
    private final Runnable cleanup;

    /** Polled and being written. Touched only in the serialised turns. */
    private @Nullable Chunk inFlight;

    private boolean started;
    private boolean lastWritten;
    private volatile boolean ending;
    private volatile @Nullable Throwable gone;
    private volatile boolean done;

    /** @param cleanup run exactly once, after the last write's outcome and before {@code outcome} */
    TsPump(ViewerFeed feed, Response response, Callback outcome, Executor executor, Runnable cleanup) {
        this.feed = feed;
        this.response = response;
        this.outcome = outcome;
        this.executor = executor;
        this.cleanup = cleanup;
    }

    void start() {
        feed.onReadable(this::turn);
        iterate();
    }

    /** Ends the response cleanly after the write under way. */
    void end() {
        ending = true;
        turn();
    }

    /** The peer is gone. */
    void fail(Throwable cause) {
        gone = cause;
        turn();
    }

    boolean done() {
        return done;
    }

    private void turn() {
        try {
            executor.execute(this::iterate);
        } catch (RejectedExecutionException serverStops) {
            // Jetty closes every connection when it stops: a write under way fails and ends this pump.
            ending = true;
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
        Chunk chunk = ending ? null : feed.poll();
        if (chunk != null) {
            inFlight = chunk;
            started = true;
            response.write(false, chunk.bytes(), this);
            return Action.SCHEDULED;
        }
        if (!ending && !feed.ended()) {
            return Action.IDLE;
        }
        if (!started) {
            return Action.SUCCEEDED;
        }
        lastWritten = true;
        response.write(true, ByteBuffer.allocate(0), this);
        return Action.SCHEDULED;
    }

    @Override
    protected void onSuccess() {
        Chunk written = inFlight;
        if (written != null) {
            feed.delivered(written.size());
            inFlight = null;
            written.release();
        }
    }

    @Override
    protected void onCompleteSuccess() {
        finish();
        if (started) {
            outcome.succeeded();
        } else {
            Refusal.unavailable("The channel stopped before its first picture. Try again.")
                    .write(response, outcome);
        }
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
        finish();
        outcome.failed(cause);
    }

    private void finish() {
        done = true;
        Chunk unwritten = inFlight;
        if (unwritten != null) {
            inFlight = null;
            unwritten.release();
        }
        feed.close();
        cleanup.run();
    }
}
