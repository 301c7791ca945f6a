package tv.exstream.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and SIGTERM as an interrupt of the thread that runs the command: it cleans up and its exit code becomes the
 * process's.
 */
final class Interruption {
    private static final long PATIENCE_SECONDS = 20;

    private final Thread command;
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile int exitCode = Exit.FAILED.code();

    private Interruption(Thread command) {
        this.command = command;
    }

    /** From now on signals interrupt the calling thread. */
    static Interruption ofCurrentThread() {
        Interruption interruption = new Interruption(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(new Thread(interruption::interrupt, "interruption"));
        return interruption;
    }

    /** Ends the process with {@code code}. Does not return. */
    void exit(int code) {
        exitCode = code;
        finished.countDown();
        System.exit(code);
    }

    private void interrupt() {
        if (finished.getCount() > 0) {
            command.interrupt();
            try {
                if (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    System.err.println("exstreamtv: did not stop within " + PATIENCE_SECONDS + " s, ending now");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            // the JVM would answer 143 or 130, whatever the command made of it
            Runtime.getRuntime().halt(exitCode);
        }
    }
}
