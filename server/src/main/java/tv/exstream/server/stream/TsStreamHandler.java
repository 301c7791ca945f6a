package tv.exstream.server.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

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
    private static final int MOST_LOOPS = 8;

    private static final long MAX_DURATION_SECONDS = 86_400;

    private final OnAir onAir;
    private final Sessions sessions;
    private final TunerPool tuners;
    private final StreamSettings settings;
    private final List<PumpLoop> loops = new ArrayList<>();
    private final AtomicInteger nextLoop = new AtomicInteger();

    public TsStreamHandler(OnAir onAir, Sessions sessions, TunerPool tuners, StreamSettings settings) {
        this.onAir = onAir;
        this.sessions = sessions;
        this.tuners = tuners;
        this.settings = settings;
    }

    @Override
    protected void doStart() throws Exception {
        int count = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_LOOPS);
        for (int i = 0; i < count; i++) {
            PumpLoop loop = new PumpLoop("stream-" + i);
            loop.start();
            loops.add(loop);
        }
        super.doStart();
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        loops.forEach(PumpLoop::close);
        loops.clear();
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
            return Optional.of(onAir.refusal(address.number(), address.dialled()));
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
        Optional<String> throttle =
                Optional.ofNullable(Request.extractQueryParameters(request).getValue("throttle"));
        Pacing pacing;
        try {
            pacing = throttle.map(Pacing::parse).orElse(settings.pacing());
        } catch (IllegalArgumentException e) {
            return Optional.of(Refusal.badThrottle(throttle.orElse(""), String.valueOf(e.getMessage())));
        }
        if (head) {
            putHeaders(response);
            callback.succeeded();
            return Optional.empty();
        }
        Exchange exchange = new Exchange(request, response, callback, pacing);
        return address.tuned()
                ? streamOnTuner(address, channel.get(), exchange, duration.map(TsStreamHandler::seconds))
                : stream(channel.get(), exchange, Optional.empty(), Optional.empty());
    }

    private record Exchange(Request request, Response response, Callback callback, Pacing pacing) {}

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
        Admission admission =
                sessions.admit(channel.number(), Request.getRemoteAddr(request), agent, Sessions.CONNECTED);
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
        putHeaders(exchange.response());
        new TsViewer(
                        feed,
                        session,
                        lease,
                        request,
                        exchange.response(),
                        exchange.callback(),
                        exchange.pacing(),
                        settings,
                        loops.get(Math.floorMod(nextLoop.getAndIncrement(), loops.size())))
                .start(seconds);
        return Optional.empty();
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
