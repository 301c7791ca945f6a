package tv.exstream.server.stream;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

import tv.exstream.engine.ChannelHandle;
import tv.exstream.engine.EngineException;
import tv.exstream.engine.fanout.ViewerFeed;
import tv.exstream.server.session.Admission;
import tv.exstream.server.session.Session;
import tv.exstream.server.session.Sessions;

/**
 * Live MPEG-TS: {@code /iptv/channel/{number}.ts} and HDHomeRun's {@code /auto/v{number}} and
 * {@code /tuner{n}/v{number}}, the latter two also under {@code /hdhomerun}. Other paths are left to the next handler.
 * Streams go from the feed to the connection without a thread or a copy of their own, see {@link TsPump}.
 */
public final class TsStreamHandler extends Handler.Abstract {
    /** A viewer who is sent away but does not take the last bytes is cut off after this. */
    private static final Duration PATIENCE_AT_END = Duration.ofSeconds(2);

    private static final long MAX_DURATION_SECONDS = 86_400;

    private final OnAir onAir;
    private final Sessions sessions;
    private final TunerPool tuners;
    private final StreamSettings settings;

    public TsStreamHandler(OnAir onAir, Sessions sessions, TunerPool tuners, StreamSettings settings) {
        this.onAir = onAir;
        this.sessions = sessions;
        this.tuners = tuners;
        this.settings = settings;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Optional<StreamAddress> address = StreamAddress.parse(Request.getPathInContext(request));
        if (address.isEmpty()) {
            return false;
        }
        answer(address.get(), request, response, callback).ifPresent(refusal -> refusal.write(response, callback));
        return true;
    }

    /** Streams, or tells why not; in that case nothing is held any more. */
    private Optional<Refusal> answer(StreamAddress address, Request request, Response response, Callback callback) {
        boolean head = HttpMethod.HEAD.is(request.getMethod());
        if (!head && !HttpMethod.GET.is(request.getMethod())) {
            return Optional.of(Refusal.methodNotAllowed());
        }
        Optional<ChannelHandle> channel = address.number().flatMap(onAir::channel);
        if (channel.isEmpty()) {
            return Optional.of(Refusal.unknownChannel(address.dialled()));
        }
        if (address.tuner().isPresent() && address.tuner().getAsInt() >= tuners.count()) {
            return Optional.of(Refusal.unknownTuner(address.tuner().getAsInt(), tuners.count()));
        }
        Optional<String> duration = address.tuned()
                ? Optional.ofNullable(Request.extractQueryParameters(request).getValue("duration"))
                : Optional.empty();
        if (duration.isPresent() && seconds(duration.get()) <= 0) {
            return Optional.of(Refusal.badDuration(duration.get()));
        }
        if (head) {
            putHeaders(response);
            callback.succeeded();
            return Optional.empty();
        }
        Exchange exchange = new Exchange(request, response, callback);
        return address.tuned()
                ? streamOnTuner(address, channel.get(), exchange, duration.map(TsStreamHandler::seconds))
                : stream(channel.get(), exchange, Optional.empty(), Optional.empty());
    }

    private record Exchange(Request request, Response response, Callback callback) {}

    private Optional<Refusal> streamOnTuner(
            StreamAddress address, ChannelHandle channel, Exchange exchange, Optional<Long> seconds) {
        String peer = Request.getRemoteAddr(exchange.request());
        Optional<TunerPool.Lease> lease = address.tuner().isPresent()
                ? tuners.take(address.tuner().getAsInt(), channel.number(), peer)
                : tuners.takeAny(channel.number(), peer);
        if (lease.isEmpty()) {
            return Optional.of(Refusal.tunersBusy(tuners.allTaken()));
        }
        Optional<Refusal> refusal = stream(channel, exchange, lease, seconds);
        if (refusal.isPresent()) {
            lease.get().close();
        }
        return refusal;
    }

    private Optional<Refusal> stream(
            ChannelHandle channel, Exchange exchange, Optional<TunerPool.Lease> lease, Optional<Long> seconds) {
        Request request = exchange.request();
        String agent = Optional.ofNullable(request.getHeaders().get(HttpHeader.USER_AGENT))
                .orElse("");
        Admission admission = sessions.admit(channel.number(), Request.getRemoteAddr(request), agent, "ts");
        if (admission instanceof Admission.Refused refused) {
            return Optional.of(Refusal.full(refused.reason()));
        }
        Session session = (Session) admission;
        ViewerFeed feed;
        try {
            feed = channel.tune(session.viewer());
        } catch (EngineException e) {
            session.close();
            return Optional.of(Refusal.unavailable(e.getMessage() + " Try again in a moment."));
        }
        lease.ifPresent(l -> l.metered(() -> feed.stats().deliveredBytes()));
        pump(feed, session, exchange, lease, seconds);
        return Optional.empty();
    }

    private void pump(
            ViewerFeed feed,
            Session session,
            Exchange exchange,
            Optional<TunerPool.Lease> lease,
            Optional<Long> seconds) {
        Request request = exchange.request();
        Response response = exchange.response();
        Connection connection = Connection.of(request);
        putHeaders(response);
        AtomicReference<Scheduler.Task> timer = new AtomicReference<>(() -> false);
        Runnable cleanup = () -> {
            timer.get().cancel();
            session.close();
            lease.ifPresent(TunerPool.Lease::close);
            connection.restore();
        };
        TsPump pump = new TsPump(
                feed, response, exchange.callback(), request.getComponents().getExecutor(), cleanup);
        connection.stall(settings.stall());
        // A live line that is merely quiet is left alone.
        request.addIdleTimeoutListener(timeout -> false);
        request.addFailureListener(pump::fail);
        Scheduler scheduler = request.getComponents().getScheduler();
        Runnable end = () -> {
            pump.end();
            scheduler.schedule(
                    () -> {
                        if (!pump.done()) {
                            connection.cut();
                        }
                    },
                    PATIENCE_AT_END.toMillis(),
                    TimeUnit.MILLISECONDS);
        };
        session.attach(feed::stats, end);
        seconds.ifPresent(s -> timer.set(scheduler.schedule(end, s, TimeUnit.SECONDS)));
        pump.start();
    }

    /**
     * The peer's TCP connection, where it is this stream's alone (HTTP/1). A connection shared with other requests
     * (HTTP/2) is left as it is: there Jetty's own idle timeout ends a stream that takes nothing.
     */
    private record Connection(Optional<EndPoint> endPoint, long idleTimeoutBefore) {
        static Connection of(Request request) {
            EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
            boolean shared =
                    request.getConnectionMetaData().getHttpVersion().getVersion() >= HttpVersion.HTTP_2.getVersion();
            return new Connection(shared ? Optional.empty() : Optional.of(endPoint), endPoint.getIdleTimeout());
        }

        /** A write without any progress fails after this. */
        void stall(Duration stall) {
            endPoint.ifPresent(e -> e.setIdleTimeout(stall.toMillis()));
        }

        void restore() {
            endPoint.ifPresent(e -> e.setIdleTimeout(idleTimeoutBefore));
        }

        void cut() {
            endPoint.ifPresent(e -> e.close(new EofException("viewer was sent away")));
        }
    }

    /** Live bytes: nothing to cache, no ranges, and an HTTP/1 connection is of no use to another request afterwards. */
    private static void putHeaders(Response response) {
        response.setStatus(200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "video/mp2t");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put(HttpHeader.ACCEPT_RANGES, "none");
        HttpVersion version = response.getRequest().getConnectionMetaData().getHttpVersion();
        if (version.getVersion() < HttpVersion.HTTP_2.getVersion()) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
    }

    /** Zero when the text is no acceptable duration. */
    private static long seconds(String text) {
        try {
            long seconds = Long.parseLong(text);
            return seconds < 1 || seconds > MAX_DURATION_SECONDS ? 0 : seconds;
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }
}
