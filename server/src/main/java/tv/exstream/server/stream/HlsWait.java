package tv.exstream.server.stream;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;

import tv.exstream.engine.hls.HlsFeed;
import tv.exstream.engine.hls.HlsWindow;

/**
 * A request that waits for a playlist to come so far, without holding a thread. Exactly one of its two outcomes is run,
 * once, on the server's executor.
 */
final class HlsWait {
    /** A channel that fails at every start is not started for ever. */
    private static final int MAX_RESTARTS = 3;

    private final HlsFeed feed;
    private final Request request;
    private final Predicate<HlsWindow> until;
    private final Runnable ready;
    private final Runnable late;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile Runnable giveUp = () -> {};
    private volatile Scheduler.Task timer = () -> false;
    private int turns;

    private HlsWait(HlsFeed feed, Request request, Predicate<HlsWindow> until, Runnable ready, Runnable late) {
        this.feed = feed;
        this.request = request;
        this.until = until;
        this.ready = ready;
        this.late = late;
    }

    /**
     * @param ready once {@code until} holds, at once where it does already
     * @param late  when it does not within {@code limit}, or never will
     */
    static void start(
            HlsFeed feed, Request request, Predicate<HlsWindow> until, Duration limit, Runnable ready, Runnable late) {
        HlsWait wait = new HlsWait(feed, request, until, ready, late);
        if (until.test(feed.window())) {
            ready.run();
            return;
        }
        request.addIdleTimeoutListener(timeout -> false); // it is quiet because it waits
        wait.timer = request.getComponents()
                .getScheduler()
                .schedule(() -> wait.finish(late), limit.toMillis(), TimeUnit.MILLISECONDS);
        request.addFailureListener(failure -> wait.finish(late));
        wait.again();
    }

    private void again() {
        giveUp = feed.await(until, this::woken);
        if (over.get()) {
            giveUp.run();
        }
    }

    private void woken() {
        try {
            request.getComponents().getExecutor().execute(this::look);
        } catch (RejectedExecutionException serverStops) {
            finish(late);
        }
    }

    private void look() {
        boolean there;
        try {
            there = until.test(feed.window()); // puts a channel that ended on air again
        } catch (RuntimeException e) {
            finish(late);
            return;
        }
        if (there) {
            finish(ready);
        } else if (++turns > MAX_RESTARTS) {
            finish(late);
        } else {
            again();
        }
    }

    private void finish(Runnable outcome) {
        if (over.compareAndSet(false, true)) {
            boolean unused = timer.cancel();
            giveUp.run();
            outcome.run();
        }
    }
}
