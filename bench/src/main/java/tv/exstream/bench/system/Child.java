package tv.exstream.bench.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A process of ours, its output as lines with a time limit; closing ends it, gently first. */
public final class Child implements AutoCloseable {
    private static final String END = "\0";

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private Child(Process process) {
        this.process = process;
        Thread.ofVirtual().start(this::read);
    }

    /** Starts the command; its errors go where ours go. */
    public static Child start(List<String> command) throws IOException {
        return start(command, Map.of());
    }

    /** @param environment variables for it, where ours does not say otherwise */
    static Child start(List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        environment.forEach(builder.environment()::putIfAbsent);
        return new Child(builder.start());
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** What it reads. */
    OutputStream input() {
        return process.getOutputStream();
    }

    /**
     * The first line that begins so, without the prefix; lines before it are dropped.
     *
     * @throws IllegalStateException when the process ends or the time is over before it comes
     */
    public String await(String prefix, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        for (long left = limit.toNanos(); left > 0; left = deadline - System.nanoTime()) {
            String line = lines.poll(left, TimeUnit.NANOSECONDS);
            if (line != null && line.startsWith(prefix)) {
                return line.substring(prefix.length());
            }
            if (END.equals(line)) {
                throw new IllegalStateException(command() + " ended before it said " + prefix);
            }
        }
        throw new IllegalStateException(command() + " did not say " + prefix.strip() + " within " + limit);
    }

    /** @throws IllegalStateException when it fails or is not done in time */
    public void awaitEnd(Duration limit) {
        boolean done = process.onExit()
                .completeOnTimeout(process, limit.toNanos(), TimeUnit.NANOSECONDS)
                .thenApply(p -> !p.isAlive() && p.exitValue() == 0)
                .join();
        if (!done) {
            throw new IllegalStateException(command() + " failed or was not done within " + limit);
        }
    }

    /** The newest line that begins so, without the prefix, of those printed since last asked. Never waits. */
    Optional<String> newest(String prefix) {
        String newest = null;
        for (String line = lines.poll(); line != null; line = lines.poll()) {
            if (line.startsWith(prefix)) {
                newest = line.substring(prefix.length());
            }
        }
        return Optional.ofNullable(newest);
    }

    private String command() {
        return process.info().command().orElse("the child process");
    }

    private void read() {
        try (BufferedReader out = process.inputReader()) {
            out.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            // the process was ended while we read: its end is what the reader of the lines is told
            lines.add(END);
            return;
        }
        lines.add(END);
    }

    @Override
    public void close() throws IOException {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroy();
                process.waitFor(5, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }
}
