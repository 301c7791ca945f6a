package tv.exstream.engine.channel;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

import tv.exstream.engine.EngineException;
import tv.exstream.engine.EngineException.Kind;
import tv.exstream.engine.MediaSource;
import tv.exstream.engine.Programme;
import tv.exstream.engine.av.Interrupt;
import tv.exstream.engine.source.ProgrammeSource;
import tv.exstream.engine.source.SourceOpener;

/** A source being opened by another thread, ahead of its time on air. Of the source thread, but for {@link #cancel}. */
final class Opening {
    private final Programme programme;
    private final Interrupt interrupt = new Interrupt();
    private final long startedNanos = System.nanoTime();
    private final CompletableFuture<ProgrammeSource> result;
    private volatile Optional<FileLook> look = Optional.empty();

    /**
     * A failure that only a change of the file can heal.
     *
     * @param look  the file when it failed
     * @param fault false: the file was merely over
     */
    record Refused(FileLook look, EngineException failure, boolean fault) {}

    /**
     * @param before fails this opening, too, while the file is as it was
     * @param done   run when there is a result, on any thread
     */
    Opening(
            Programme programme,
            Duration position,
            SourceOpener opener,
            Executor threads,
            @Nullable Refused before,
            Runnable done) {
        this.programme = programme;
        CompletableFuture<ProgrammeSource> opened;
        try {
            opened = CompletableFuture.supplyAsync(() -> open(opener, position, before), threads);
        } catch (RejectedExecutionException e) { // the engine closes
            interrupt.close();
            opened = CompletableFuture.failedFuture(
                    new EngineException(Kind.UNAVAILABLE, "the engine is closing: nothing is opened any more"));
        }
        result = opened;
        var unused = opened.whenComplete((source, failure) -> done.run());
    }

    private ProgrammeSource open(SourceOpener opener, Duration position, @Nullable Refused before) {
        MediaSource source = programme.source().orElseThrow();
        if (source instanceof MediaSource.File(Path path)) {
            FileLook now = FileLook.at(path);
            look = Optional.of(now);
            if (before != null && before.look().equals(now)) {
                interrupt.close();
                throw before.failure();
            }
        }
        return opener.open(source, programme.sound(), position, interrupt);
    }

    boolean isFor(Programme other) {
        return programme.equals(other);
    }

    boolean done() {
        return result.isDone();
    }

    /** The file as it was before the opening; empty for what is no file. After the result. */
    Optional<FileLook> look() {
        return look;
    }

    /** The source is there, even if it takes its time. */
    boolean answered() {
        return interrupt.answered();
    }

    long startedNanos() {
        return startedNanos;
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

    /** Waits a little for a result after {@link #discard}, so that whoever stops a channel leaves nothing behind. */
    void awaitEnd(Duration limit) {
        try {
            var unused = result.handle((source, failure) -> true).get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // it hangs; what comes of it is closed when it comes
            return;
        }
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
