package tv.exstream.server.stream;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

import tv.exstream.engine.ChannelHandle;
import tv.exstream.engine.EngineException;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.hls.HlsBody;
import tv.exstream.engine.hls.HlsFeed;
import tv.exstream.engine.hls.HlsOptions;
import tv.exstream.engine.hls.HlsWindow;
import tv.exstream.engine.hls.MasterPlaylist;
import tv.exstream.engine.hls.MediaPlaylist;

/**
 * HLS: {@code /iptv/channel/{number}.m3u8} and, below {@code /iptv/channel/{number}/}, its media playlists, segments and
 * parts. Other paths are left to the next handler. Segments are written from the channel's own buffers; nobody's thread
 * waits for what is not there yet.
 */
public final class HlsHandler extends Handler.Abstract {
    private static final String PLAYLIST = "application/vnd.apple.mpegurl";
    /** Nothing of a stream changes once it is numbered. */
    private static final String FOR_EVER = "public, max-age=3600, immutable";

    /** A first picture takes some moments; a client gives up sooner or later. */
    private static final Duration START_LIMIT = Duration.ofSeconds(15);

    private static final double TS_OVERHEAD = 1.08;
    private static final double PEAK = 1.5;

    private final OnAir onAir;
    private final HlsViewers viewers;
    private final Duration reloadLimit;

    /** @param options of the segments; a blocked reload is given up after three target durations */
    public HlsHandler(OnAir onAir, HlsViewers viewers, HlsOptions options) {
        this.onAir = onAir;
        this.viewers = viewers;
        this.reloadLimit = options.target().multipliedBy(3);
    }

    /** A request for something of a channel that is there. */
    private record Exchange(
            HlsAddress address, ChannelHandle channel, Request request, Response response, Callback callback) {
        boolean head() {
            return HttpMethod.HEAD.is(request.getMethod());
        }

        HlsViewers.Visitor visitor() {
            String agent = Optional.ofNullable(request.getHeaders().get(HttpHeader.USER_AGENT))
                    .orElse("");
            return new HlsViewers.Visitor(channel.number(), Request.getRemoteAddr(request), agent);
        }

        Fields query() {
            return Request.extractQueryParameters(request);
        }

        void refuse(Refusal refusal) {
            refusal.write(response, callback);
        }

        /** Ends the answer to a HEAD whose GET would have a length that is not known: in two steps, or it would say zero. */
        void endWithoutLength() {
            ByteBuffer nothing = ByteBuffer.allocate(0);
            response.write(
                    false, nothing, Callback.from(() -> response.write(true, nothing, callback), callback::failed));
        }

        /** A channel that cannot be put on air again is told to whom asks for it, on whatever thread. */
        Runnable guarded(Runnable answer) {
            return () -> {
                try {
                    answer.run();
                } catch (EngineException e) {
                    refuse(Refusal.unavailable(e.getMessage() + " Try again in a moment."));
                }
            };
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Optional<HlsAddress> address = HlsAddress.parse(Request.getPathInContext(request));
        if (address.isEmpty()) {
            return false;
        }
        response.getHeaders().put("Access-Control-Allow-Origin", "*"); // players in any web page
        if (HttpMethod.OPTIONS.is(request.getMethod())) {
            preflight(response, callback);
        } else if (!HttpMethod.GET.is(request.getMethod()) && !HttpMethod.HEAD.is(request.getMethod())) {
            Refusal.methodNotAllowed().write(response, callback);
        } else {
            Optional<ChannelHandle> channel = address.get().number().flatMap(onAir::channel);
            if (channel.isEmpty()) {
                onAir.refusal(address.get().number(), address.get().dialled()).write(response, callback);
            } else {
                answer(new Exchange(address.get(), channel.get(), request, response, callback));
            }
        }
        return true;
    }

    private static void preflight(Response response, Callback callback) {
        response.setStatus(204);
        response.getHeaders().put("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS");
        response.getHeaders().put("Access-Control-Allow-Headers", "*");
        response.getHeaders().put("Access-Control-Max-Age", "86400");
        callback.succeeded();
    }

    private void answer(Exchange exchange) {
        exchange.guarded(() -> {
                    switch (exchange.address().kind()) {
                        case MASTER -> master(exchange);
                        case MEDIA, SUBTITLES -> media(exchange);
                        case SEGMENT, CUES -> segment(exchange);
                        case PART -> part(exchange);
                    }
                })
                .run();
    }

    private void master(Exchange exchange) {
        if (exchange.head()) {
            headers(exchange, PLAYLIST, "no-store");
            exchange.endWithoutLength();
            return;
        }
        switch (viewers.arrive(exchange.channel(), exchange.visitor())) {
            case HlsViewers.Refused(Refusal refusal) -> exchange.refuse(refusal);
            case HlsViewers.Viewer viewer ->
                HlsWait.start(
                        viewer.feed(),
                        exchange.request(),
                        window -> window.playable(true),
                        START_LIMIT,
                        exchange.guarded(() -> text(exchange, masterText(exchange, viewer), PLAYLIST, "no-store")),
                        () -> exchange.refuse(Refusal.notYet()));
        }
    }

    private static String masterText(Exchange exchange, HlsViewers.Viewer viewer) {
        HlsWindow window = viewer.feed().window();
        OutputProfile profile = exchange.channel().spec().profile();
        long least = Math.round((profile.videoKbps() * PEAK + profile.audioKbps()) * 1000 * TS_OVERHEAD);
        String query =
                "?session=" + viewer.id() + (HlsDirectives.isOn(exchange.query().getValue("ll")) ? "&ll=1" : "");
        String folder = exchange.address().dialled() + "/";
        return MasterPlaylist.text(
                window,
                least,
                folder + HlsAddress.MEDIA_FILE + query,
                window.subtitles() ? Optional.of(folder + HlsAddress.SUBTITLES_FILE + query) : Optional.empty());
    }

    private void media(Exchange exchange) {
        if (exchange.head()) {
            headers(exchange, PLAYLIST, "no-cache");
            exchange.endWithoutLength();
            return;
        }
        HlsDirectives directives;
        try {
            HlsDirectives asked = HlsDirectives.of(exchange.query());
            directives = exchange.address().kind() == HlsAddress.Kind.SUBTITLES ? asked.withoutParts() : asked;
        } catch (IllegalArgumentException e) {
            exchange.refuse(Refusal.badDirective(String.valueOf(e.getMessage())));
            return;
        }
        switch (viewers.returning(
                exchange.channel(), exchange.visitor(), exchange.query().getValue("session"))) {
            case HlsViewers.Refused(Refusal refusal) -> exchange.refuse(refusal);
            case HlsViewers.Viewer viewer ->
                HlsWait.start(
                        viewer.feed(),
                        exchange.request(),
                        window -> window.playable(directives.lowLatency()),
                        START_LIMIT,
                        exchange.guarded(() -> reload(exchange, viewer, directives)),
                        () -> exchange.refuse(Refusal.notYet()));
        }
    }

    /** There is a playlist; the one asked for may be a later one. */
    private void reload(Exchange exchange, HlsViewers.Viewer viewer, HlsDirectives directives) {
        HlsFeed feed = viewer.feed();
        if (!directives.near(feed.window())) {
            exchange.refuse(Refusal.badDirective("_HLS_msn and _HLS_part are too far ahead of segment "
                    + feed.window().openMsn()));
            return;
        }
        boolean subtitles = exchange.address().kind() == HlsAddress.Kind.SUBTITLES;
        Optional<String> report = directives.lowLatency() && feed.window().subtitles()
                ? Optional.of(HlsAddress.SUBTITLES_FILE + "?session=" + viewer.id() + "&ll=1")
                : Optional.empty();
        MediaPlaylist playlist = MediaPlaylist.live(subtitles ? ".vtt" : ".ts", directives.lowLatency(), report);
        String caching = directives.blocking()
                ? "max-age=" + feed.window().options().target().toSeconds()
                : "no-cache";
        HlsWait.start(
                feed,
                exchange.request(),
                directives.satisfied(),
                reloadLimit,
                exchange.guarded(
                        () -> text(exchange, playlist.text(feed.window(), directives.skip()), PLAYLIST, caching)),
                () -> exchange.refuse(Refusal.notYet()));
    }

    private void segment(Exchange exchange) {
        Optional<HlsViewers.Viewer> viewer = viewers.source(exchange.visitor());
        long msn = exchange.address().msn();
        if (exchange.address().kind() == HlsAddress.Kind.CUES) {
            viewer.flatMap(v -> v.feed().subtitles(msn))
                    .ifPresentOrElse(
                            cues -> text(exchange, cues, "text/vtt; charset=utf-8", FOR_EVER),
                            () -> exchange.refuse(Refusal.segmentGone(exchange.channel())));
        } else {
            send(exchange, viewer, viewer.flatMap(v -> v.feed().segment(msn)));
        }
    }

    private void part(Exchange exchange) {
        HlsAddress address = exchange.address();
        Optional<HlsViewers.Viewer> viewer = viewers.source(exchange.visitor());
        Optional<HlsBody> body = viewer.flatMap(v -> v.feed().part(address.msn(), address.part()));
        boolean hinted = body.isEmpty()
                && viewer.map(v -> v.feed().window())
                        .filter(w -> address.msn() == w.openMsn() && address.part() == w.nextPart())
                        .isPresent();
        if (!hinted) {
            send(exchange, viewer, body);
            return;
        }
        Runnable sendNow =
                () -> send(exchange, viewer, viewer.flatMap(v -> v.feed().part(address.msn(), address.part())));
        HlsWait.start(
                viewer.get().feed(),
                exchange.request(),
                window -> window.has(address.msn(), address.part()),
                reloadLimit,
                sendNow,
                sendNow);
    }

    private static void send(Exchange exchange, Optional<HlsViewers.Viewer> viewer, Optional<HlsBody> body) {
        if (body.isEmpty() || viewer.isEmpty()) {
            exchange.refuse(Refusal.segmentGone(exchange.channel()));
            return;
        }
        HlsBody bytes = body.get();
        headers(exchange, "video/mp2t", FOR_EVER);
        exchange.response().getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.size());
        if (exchange.head()) {
            bytes.close();
            exchange.callback().succeeded();
        } else {
            new HlsPump(bytes, exchange.response(), exchange.callback(), viewer.get()::delivered).iterate();
        }
    }

    private static void headers(Exchange exchange, String type, String caching) {
        exchange.response().setStatus(200);
        exchange.response().getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        exchange.response().getHeaders().put(HttpHeader.CACHE_CONTROL, caching);
    }

    private static void text(Exchange exchange, String text, String type, String caching) {
        headers(exchange, type, caching);
        new TextBody(text).write(exchange.request(), exchange.response(), exchange.head(), exchange.callback());
    }
}
