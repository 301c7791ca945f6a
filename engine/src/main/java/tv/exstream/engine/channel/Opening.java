package tv.exstream.engine.channel;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

import tv.exstream.engine.EngineException;
import tv.exstream.engine.EngineException.Kind;
import tv.exstream.engine.Programme;
import tv.exstream.engine.av.Interrupt;
import tv.exstream.engine.source.ProgrammeSource;
import tv.exstream.engine.source.SourceOpener;

/** A source being opened by another thread, ahead of its time on air. Of the source thread, but for {@link #cancel}. */
final class Opening {
    private final Programme programme;
    private final Interrupt interrupt = new Interrupt();
    private final CompletableFuture<ProgrammeSource> result;

    Opening(Programme programme, Duration position, SourceOpener opener, Executor threads) {
        this.programme = programme;
        result = CompletableFuture.supplyAsync(
                () -> opener.open(programme.source().orElseThrow(), position, interrupt), threads);
    }

    boolean isFor(Programme other) {
        return programme.equals(other);
    }

    /** Waits for the source, which is the caller's then. @throws EngineException when it could not be opened */
    ProgrammeSource await() {
        try {
            return result.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof EngineException failure) {
                throw failure;
            }
            throw new EngineException(Kind.INTERNAL, "opening '" + programme.title() + "' failed: " + e.getCause(), e);
        }
    }

    /** Ends the opening and every later read of the source. Any thread. */
    void cancel() {
        interrupt.cancel();
    }

    /** Gives the opening up: what comes of it is closed. */
    void discard() {
        cancel();
        var unused = result.whenComplete((source, failure) -> {
            if (source != null) {
                source.close();
            }
        });
    }
}
