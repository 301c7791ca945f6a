package tv.exstream.server.app;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What runs, in order of its start; stopped in reverse. A part that fails to start leaves it to the owner to
 * {@link #close} what came before; a part that fails to stop does not keep the others from stopping.
 *
 * <p>Used by one thread at a time.
 */
final class Lifecycle implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);

    private final Deque<Part> running = new ArrayDeque<>();

    private record Part(String name, Runnable stop) {}

    <T> T start(String name, Supplier<T> start, Consumer<? super T> stop) {
        long began = System.nanoTime();
        T started = start.get();
        running.push(new Part(name, () -> stop.accept(started)));
        LOG.debug("{} started in {} ms", name, millisSince(began));
        return started;
    }

    /** Something to do at this point of the way down. */
    void onStop(String name, Runnable stop) {
        running.push(new Part(name, stop));
    }

    /** Idempotent. */
    @Override
    public void close() {
        while (!running.isEmpty()) {
            Part part = running.pop();
            long began = System.nanoTime();
            try {
                part.stop().run();
                LOG.debug("{} stopped in {} ms", part.name(), millisSince(began));
            } catch (RuntimeException e) {
                LOG.warn("{} did not stop cleanly: {}", part.name(), e.toString(), e);
            }
        }
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }
}
