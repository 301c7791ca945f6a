package tv.exstream.server.web;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.channels.ChannelCatalog;
import tv.exstream.server.guide.Guide;
import tv.exstream.server.guide.GuideEntry;
import tv.exstream.server.session.SessionView;
import tv.exstream.server.session.Sessions;
import tv.exstream.server.stream.ChannelTimes;
import tv.exstream.server.stream.PublicUrls;

/** {@code /}: the status page. */
@Path("/")
public final class StatusResource {
    private static final String ONLY_ITSELF =
            "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline';"
                    + " img-src 'self' data:; connect-src 'self'; frame-ancestors 'self'";

    private final ChannelCatalog catalog;
    private final Guide guide;
    private final Function<ChannelNumber, List<String>> warnings;
    private final ChannelTimes times;
    private final Sessions sessions;
    private final Supplier<LibraryState> library;
    private final Clock clock;

    /**
     * @param warnings what a person should look at of a channel's programmes
     * @param clock    its zone is that of the times shown
     */
    public StatusResource(
            ChannelCatalog catalog,
            Guide guide,
            Function<ChannelNumber, List<String>> warnings,
            ChannelTimes times,
            Sessions sessions,
            Supplier<LibraryState> library,
            Clock clock) {
        this.catalog = catalog;
        this.guide = guide;
        this.warnings = warnings;
        this.times = times;
        this.sessions = sessions;
        this.library = library;
        this.clock = clock;
    }

    @GET
    public Response page(@Context UriInfo uri, @Context HttpHeaders headers) {
        Instant now = clock.instant();
        Map<String, Long> viewers =
                sessions.views().stream().collect(Collectors.groupingBy(SessionView::channel, Collectors.counting()));
        List<StatusPage.Row> rows = catalog.listed().stream()
                .map(channel -> {
                    Optional<GuideEntry> on = guide.at(channel.number(), now);
                    Optional<GuideEntry> next = on.flatMap(entry -> guide.at(channel.number(), entry.stop()));
                    return new StatusPage.Row(
                            channel,
                            on,
                            next,
                            warnings.apply(channel.number()),
                            times.of(channel.number(), now).since(),
                            viewers.getOrDefault(channel.number().toString(), 0L));
                })
                .toList();
        int hidden = catalog.channels().size() - rows.size();
        String page = StatusPage.of(rows, hidden, library.get(), PublicUrls.of(uri, headers), clock.getZone(), now);
        return Response.ok(page)
                .type("text/html; charset=utf-8")
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy", ONLY_ITSELF)
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}
