package tv.exstream.server.hdhr;

import java.time.Duration;

/** Waits for a service's thread after its socket was closed. */
final class Threads {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private Threads() {}

    static void join(Thread thread) {
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        try {
            boolean unused = thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
