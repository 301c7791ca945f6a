package tv.exstream.server.events;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.jspecify.annotations.Nullable;

/**
 * One listener's answer, in the form of https://html.spec.whatwg.org/multipage/server-sent-events.html: writes what the
 * log has beyond its position, many events in one write, then waits to be woken.
 */
final class EventStream extends IteratingCallback {
    /** Bytes of text gathered into one write. */
    private static final int ENOUGH = 16 << 10;

    private final EventLog log;
    private final EventFilter filter;
    private final Response response;
    private final Callback outcome;
    private final Executor executor;
    private final Runnable cleanup;

    private long position;
    private boolean greeted;
    private boolean lastWritten;
    private volatile boolean beatDue;
    private volatile boolean ending;
    private volatile @Nullable Throwable gone;

    /** @param position the id of the first event to tell */
    EventStream(
            EventLog log,
            EventFilter filter,
            long position,
            Response response,
            Callback outcome,
            Executor executor,
            Runnable cleanup) {
        this.log = log;
        this.filter = filter;
        this.position = position;
        this.response = response;
        this.outcome = outcome;
        this.executor = executor;
        this.cleanup = cleanup;
    }

    /** There may be something new. Any thread; returns at once. */
    void wake() {
        try {
            executor.execute(this::iterate);
        } catch (RejectedExecutionException e) {
            ending = true; // Jetty closes every connection when it stops, and with it this
        }
    }

    /** A comment goes out, so that proxies, and we, see whether the other end is still there. */
    void beat() {
        beatDue = true;
        wake();
    }

    void end() {
        ending = true;
        wake();
    }

    void fail(Throwable cause) {
        gone = cause;
        wake();
    }

    @Override
    protected Action process() throws Throwable {
        Throwable cause = gone;
        if (cause != null) {
            throw cause;
        }
        if (lastWritten) {
            return Action.SUCCEEDED;
        }
        if (ending) {
            lastWritten = true;
            response.write(true, BufferUtil.EMPTY_BUFFER, this);
            return Action.SCHEDULED;
        }
        String text = news();
        if (text.isEmpty()) {
            return Action.IDLE;
        }
        response.write(false, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), this);
        return Action.SCHEDULED;
    }

    private String news() {
        StringBuilder text = new StringBuilder();
        if (!greeted) {
            greeted = true;
            text.append("retry: 2000\n\n");
        }
        long oldest = log.oldest();
        if (position < oldest) {
            text.append("event: lost\ndata: {\"count\":")
                    .append(oldest - position)
                    .append("}\n\n");
            position = oldest;
        }
        for (long next = log.next(); position < next && text.length() < ENOUGH; position++) {
            Optional<Event> event = log.event(position);
            event.filter(filter::wants).ifPresent(e -> append(text, e));
        }
        if (beatDue) {
            beatDue = false;
            text.append(text.isEmpty() ? ": still here\n\n" : "");
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Event event) {
        text.append("id: ")
                .append(event.id())
                .append("\nevent: ")
                .append(event.topic().name().toLowerCase(Locale.ROOT))
                .append("\ndata: ")
                .append(event.json())
                .append("\n\n");
    }

    @Override
    protected void onCompleteSuccess() {
        cleanup.run();
        outcome.succeeded();
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
        cleanup.run();
        outcome.failed(cause);
    }
}
