package tv.exstream.engine.channel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that runs the agents of many channels, at a fixed tick or when woken: hundreds of channels cost a handful of
 * threads and wake-ups. Agents are added and removed by commands that cross a queue; an agent that throws is dropped
 * alone.
 */
final class AgentLoop implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AgentLoop.class);

    private static final long IDLE_NANOS = 1_000_000_000;

    private final Thread thread;
    private final long tickNanos;
    private final Runnable afterTick;
    private final ConcurrentLinkedQueue<Runnable> commands = new ConcurrentLinkedQueue<>();
    /** Of the loop's thread alone. */
    private final List<Agent> agents = new ArrayList<>();

    private volatile boolean closed;

    /**
     * @param tick the longest sleep between two rounds
     * @param afterTick run on the loop's thread after each round
     */
    AgentLoop(String name, Duration tick, Runnable afterTick) {
        this.tickNanos = tick.toNanos();
        this.afterTick = afterTick;
        thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void add(Agent agent) {
        commands.add(() -> agents.add(agent));
        wake();
    }

    /** Completes once the agent will not be called again. */
    CompletableFuture<Void> remove(Agent agent) {
        CompletableFuture<Void> removed = new CompletableFuture<>();
        commands.add(() -> {
            agents.remove(agent);
            removed.complete(null);
        });
        wake();
        return removed;
    }

    /** Starts the next round now. Cheap; any thread. */
    void wake() {
        LockSupport.unpark(thread);
    }

    private void run() {
        while (!closed) {
            for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
                command.run();
            }
            long began = System.nanoTime();
            for (int i = agents.size() - 1; i >= 0; i--) {
                work(agents.get(i));
            }
            afterTick.run();
            long tick = agents.isEmpty() ? IDLE_NANOS : tickNanos;
            long spent = System.nanoTime() - began;
            if (commands.isEmpty() && spent < tick) {
                LockSupport.parkNanos(this, tick - spent);
            }
        }
        for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
            command.run();
        }
    }

    private void work(Agent agent) {
        try {
            agent.doWork();
        } catch (RuntimeException | Error failure) {
            agents.remove(agent);
            try {
                agent.onFailure(failure);
            } catch (RuntimeException e) {
                log.error("agent could not handle its failure", e);
            }
        }
    }

    /** Ends the thread and waits for it. All agents were removed before. */
    @Override
    public void close() {
        closed = true;
        wake();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
