package tv.exstream.server.events;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

import tv.exstream.server.http.Problem;

/**
 * {@code /api/events}: server-sent events, for any number of listeners without a thread for each. {@code ?topics=} and
 * {@code ?channel=} choose; {@code Last-Event-ID} goes on where an earlier connection broke.
 */
public final class EventsHandler extends Handler.Abstract {
    private static final String PATH = "/api/events";
    private static final int MOST_LISTENERS = 1000;

    private final EventLog log;
    private final Duration heartbeat;
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();

    /** @param heartbeat how often a quiet line gets a comment */
    public EventsHandler(EventLog log, Duration heartbeat) {
        this.log = log;
        this.heartbeat = heartbeat;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (!Request.getPathInContext(request).equals(PATH)) {
            return false;
        }
        boolean head = HttpMethod.HEAD.is(request.getMethod());
        if (!head && !HttpMethod.GET.is(request.getMethod())) {
            response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
            refuse(response, callback, Problem.of(405, "Method not allowed", "Use GET or HEAD."));
            return true;
        }
        Fields query = Request.extractQueryParameters(request);
        EventFilter filter;
        try {
            filter = EventFilter.parse(
                    Optional.ofNullable(query.getValue("topics")), Optional.ofNullable(query.getValue("channel")));
        } catch (IllegalArgumentException e) {
            refuse(response, callback, Problem.of(400, "Bad request", String.valueOf(e.getMessage())));
            return true;
        }
        if (streams.size() >= MOST_LISTENERS) {
            refuse(response, callback, Problem.of(503, "Too many listeners", "Try again when another one has left."));
            return true;
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream;charset=utf-8");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put("X-Accel-Buffering", "no");
        if (head) {
            callback.succeeded();
        } else {
            stream(filter, request, response, callback);
        }
        return true;
    }

    private void stream(EventFilter filter, Request request, Response response, Callback callback) {
        AtomicReference<@Nullable EventStream> self = new AtomicReference<>();
        AtomicReference<Scheduler.Task> timer = new AtomicReference<>(() -> false);
        Runnable wake = () -> Optional.ofNullable(self.get()).ifPresent(EventStream::wake);
        EventStream stream = new EventStream(
                log,
                filter,
                position(request),
                response,
                callback,
                request.getComponents().getExecutor(),
                () -> {
                    log.leave(wake);
                    timer.get().cancel();
                    Optional.ofNullable(self.get()).ifPresent(streams::remove);
                });
        self.set(stream);
        streams.add(stream);
        request.addIdleTimeoutListener(timeout -> false);
        request.addFailureListener(stream::fail);
        log.listen(wake);
        beat(stream, request.getComponents().getScheduler(), timer);
        stream.wake();
    }

    private void beat(EventStream stream, Scheduler scheduler, AtomicReference<Scheduler.Task> timer) {
        timer.set(scheduler.schedule(
                () -> {
                    if (streams.contains(stream)) {
                        stream.beat();
                        beat(stream, scheduler, timer);
                    }
                },
                heartbeat.toMillis(),
                TimeUnit.MILLISECONDS));
    }

    /** From the event after the last one the listener saw, or from now on. */
    private long position(Request request) {
        String last = request.getHeaders().get("Last-Event-ID");
        try {
            long seen = last == null ? -1 : Long.parseLong(last.strip());
            return seen < 0 || seen >= log.next() ? log.next() : seen + 1;
        } catch (NumberFormatException notOurs) {
            return log.next();
        }
    }

    private static void refuse(Response response, Callback callback, Problem problem) {
        response.setStatus(problem.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        String json = "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
                .formatted(escaped(problem.title()), problem.status(), escaped(problem.detail()));
        response.write(true, ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)), callback);
    }

    private static String escaped(String text) {
        return new String(
                com.fasterxml.jackson.core.io.JsonStringEncoder.getInstance().quoteAsString(text));
    }

    /** How many listen now. */
    int listeners() {
        return streams.size();
    }

    /** Ends all streams; for a server that stops. */
    public void endAll() {
        streams.forEach(EventStream::end);
    }
}
