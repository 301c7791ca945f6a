package tv.exstream.server.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import org.eclipse.jetty.io.EofException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that gives many pumps their turns: those whose channel has published, those whose pace says so, and now and
 * then all of them, to see whether one stands still. A channel that publishes wakes this thread once, however many watch
 * it; nothing here blocks, because writes are asynchronous.
 */
final class PumpLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PumpLoop.class);

    private static final long SWEEP_NANOS = 100_000_000;
    private static final long IDLE_NANOS = 10_000_000_000L;
    /** Turns due within this are given together. */
    static final long GRAIN_NANOS = 5_000_000;

    private final Thread thread;
    /** A stack, linked through the pumps themselves. */
    private final AtomicReference<@Nullable TsPump> woken = new AtomicReference<>();

    private volatile boolean asleep;
    private volatile boolean closed;

    /** Of the loop's thread alone. */
    private final List<TsPump> pumps = new ArrayList<>();
    /** Those of them that wait for their pace. */
    private final List<TsPump> waiting = new ArrayList<>();

    PumpLoop(String name) {
        thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Asks for a turn. Any thread; returns at once and allocates nothing. */
    void wake(TsPump pump) {
        if (!pump.markWoken()) {
            return;
        }
        TsPump head = woken.get();
        pump.nextWoken = head;
        while (!woken.compareAndSet(head, pump)) {
            head = woken.get();
            pump.nextWoken = head;
        }
        if (closed) {
            pump.failNow(new EofException("the server stops"));
        } else if (asleep) {
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        long nextSweep = System.nanoTime() + SWEEP_NANOS;
        while (!closed) {
            turnWoken();
            long now = System.nanoTime();
            long nextDue = turnWaiting(now);
            if (now - nextSweep >= 0) {
                sweep(now);
                nextSweep = now + SWEEP_NANOS;
            }
            long wait = pumps.isEmpty() ? IDLE_NANOS : Math.min(nextSweep, nextDue) - System.nanoTime();
            asleep = true;
            if (woken.get() == null && wait > 0 && !closed) {
                LockSupport.parkNanos(this, wait);
            }
            asleep = false;
        }
        turnWoken();
        pumps.forEach(pump -> pump.failNow(new EofException("the server stops")));
    }

    private void turnWoken() {
        TsPump pump = woken.getAndSet(null);
        while (pump != null) {
            TsPump next = pump.nextWoken;
            pump.nextWoken = null;
            boolean first = pump.takeWoken();
            if (first) {
                pumps.add(pump);
            }
            turn(pump);
            pump = next;
        }
    }

    private void turn(TsPump pump) {
        if (!pump.isWaiting() || pump.dueNanos() - System.nanoTime() <= GRAIN_NANOS) {
            try {
                pump.iterate();
            } catch (RuntimeException e) {
                // one viewer's fault must not reach the others
                LOG.warn("a viewer's stream failed", e);
                pump.fail(e);
            }
        }
        if (pump.isWaiting() && !pump.inWaitingList) {
            pump.inWaitingList = true;
            waiting.add(pump);
        }
    }

    /** @return when the next one is due, {@link System#nanoTime} */
    private long turnWaiting(long now) {
        long nextDue = now + IDLE_NANOS;
        int kept = 0;
        // a pump that waits again is put at the end and looked at in this same round: it only waits longer
        for (int i = 0; i < waiting.size(); i++) {
            TsPump pump = waiting.get(i);
            if (pump.isWaiting() && pump.dueNanos() - now > GRAIN_NANOS) {
                waiting.set(kept++, pump);
                nextDue = Math.min(nextDue, pump.dueNanos());
            } else {
                pump.inWaitingList = false;
                turn(pump);
            }
        }
        waiting.subList(kept, waiting.size()).clear();
        return nextDue;
    }

    private void sweep(long now) {
        int kept = 0;
        for (int i = 0; i < pumps.size(); i++) {
            TsPump pump = pumps.get(i);
            if (!pump.done()) {
                pumps.set(kept++, pump);
                look(pump, now);
            }
        }
        pumps.subList(kept, pumps.size()).clear();
    }

    private static void look(TsPump pump, long now) {
        try {
            pump.look(now);
        } catch (RuntimeException e) {
            LOG.warn("a viewer's stream failed", e);
            pump.fail(e);
        }
    }

    /** Ends the thread; streams still open are cut off. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            if (thread.isAlive() && !thread.join(Duration.ofSeconds(2))) {
                LOG.warn("{} does not end", thread.getName());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
