package tv.exstream.server.stream;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

import tv.exstream.engine.fanout.ViewerFeed;
import tv.exstream.server.session.Session;

/** One viewer's stream and what it holds: session, feed, perhaps a tuner and a timer; all given back when it is over. */
final class TsViewer implements TsPump.Owner {
    /** A viewer who is sent away but does not take the last bytes is cut off after this. */
    private static final Duration PATIENCE_AT_END = Duration.ofSeconds(2);

    private final Session session;
    private final Optional<TunerPool.Lease> lease;
    private final Response response;
    private final Callback callback;
    private final Line line;
    private final Scheduler scheduler;
    private final TsPump pump;
    private volatile Scheduler.@Nullable Task timer;

    TsViewer(
            ViewerFeed feed,
            Session session,
            Optional<TunerPool.Lease> lease,
            Request request,
            Response response,
            Callback callback,
            Pacing pacing,
            StreamSettings settings,
            PumpLoop loop) {
        this.session = session;
        this.lease = lease;
        this.response = response;
        this.callback = callback;
        this.line = new Line(request, response);
        this.scheduler = request.getComponents().getScheduler();
        Throttle throttle = new Throttle(pacing, settings.bitsPerSecond());
        pump = new TsPump(feed, line, throttle, pacing == Pacing.REALTIME, loop, settings, this);
        line.stall(settings.stall().toMillis());
        // A live line that is merely quiet is left alone; one that takes nothing of what is written is not.
        request.addIdleTimeoutListener(timeout -> {
            pump.cutIfStuck();
            return false;
        });
        request.addFailureListener(pump::fail);
        session.attach(feed::stats, this::end);
    }

    void start(Optional<Long> seconds) {
        seconds.ifPresent(s -> timer = scheduler.schedule(this::end, s, TimeUnit.SECONDS));
        pump.start();
    }

    private void end() {
        pump.end();
        scheduler.schedule(this::cutIfStillThere, PATIENCE_AT_END.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void cutIfStillThere() {
        if (!pump.done()) {
            line.cut(new EofException("viewer was sent away"));
        }
    }

    @Override
    public void progressed(int bytes) {
        session.touch(bytes);
    }

    @Override
    public void finished(@Nullable Throwable cause) {
        Scheduler.Task pending = timer;
        if (pending != null) {
            pending.cancel();
        }
        if (cause != null && !isGoodbye(cause)) {
            session.error(String.valueOf(cause.getMessage()));
        }
        session.close();
        lease.ifPresent(TunerPool.Lease::close);
        line.restore();
    }

    /** A player that leaves closes its connection, and what we were writing fails: that is how viewing ends. */
    private static boolean isGoodbye(Throwable cause) {
        return cause instanceof IOException
                && !(cause instanceof BrokenStreamException)
                && !(cause.getCause() instanceof TimeoutException);
    }

    @Override
    public void ended(@Nullable Throwable cause) {
        if (cause == null) {
            callback.succeeded();
        } else {
            callback.failed(cause);
        }
    }

    @Override
    public void refused() {
        Refusal.unavailable("The channel stopped before its first picture. Try again.")
                .write(response, callback);
    }
}
