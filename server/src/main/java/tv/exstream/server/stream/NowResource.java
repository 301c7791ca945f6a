package tv.exstream.server.stream;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import tv.exstream.engine.ChannelHandle;
import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.channels.Channel;
import tv.exstream.server.channels.ChannelCatalog;
import tv.exstream.server.guide.Guide;
import tv.exstream.server.guide.GuideEntry;
import tv.exstream.server.http.ProblemException;

/** {@code /api/channels/{number}/now}: what is on air and how it gets there. Asking starts nothing. */
@Path("/api/channels/{number}/now")
@Produces(MediaType.APPLICATION_JSON)
public final class NowResource {
    private final ChannelCatalog catalog;
    private final OnAir onAir;
    private final Guide guide;
    private final ChannelTimes times;
    private final Clock clock;

    public NowResource(ChannelCatalog catalog, OnAir onAir, Guide guide, ChannelTimes times, Clock clock) {
        this.catalog = catalog;
        this.onAir = onAir;
        this.guide = guide;
        this.times = times;
        this.clock = clock;
    }

    @GET
    public NowView now(@PathParam("number") ChannelNumber number) {
        Channel channel = catalog.channel(number).orElseThrow(() -> unknown(number));
        ChannelHandle handle = onAir.channel(number).orElseThrow(() -> unknown(number));
        Instant time = clock.instant();
        ChannelTimes.Standing standing = times.of(number, time);
        // The guide of a channel that stands still is as if somebody had tuned in this minute.
        Instant at = standing.since()
                .map(since -> latest(since, time.truncatedTo(ChronoUnit.MINUTES)))
                .orElse(time);
        Optional<GuideEntry> now = guide.at(number, at);
        Optional<GuideEntry> next = now.flatMap(entry -> guide.at(number, entry.stop()));
        return NowView.of(
                channel, handle.status(), now, next, standing, new NowView.Played(guide.itemAt(number, at), at), time);
    }

    private static Instant latest(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private ProblemException unknown(ChannelNumber number) {
        return ProblemException.notFound(catalog.absence(number));
    }
}
