package tv.exstream.server.guide;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.jspecify.annotations.Nullable;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.channels.ChannelCatalog;
import tv.exstream.server.http.ProblemException;

/** {@code /api/channels/{number}/schedule}: what is on a channel when, item by item. */
@Path("/api/channels/{number}/schedule")
@Produces(MediaType.APPLICATION_JSON)
public final class GuideResource {
    private static final Duration USUAL = Duration.ofHours(24);
    private static final Duration MOST = Duration.ofDays(31);

    private final ChannelCatalog channels;
    private final GuideService guide;
    private final InstantSource clock;

    public GuideResource(ChannelCatalog channels, GuideService guide, InstantSource clock) {
        this.channels = channels;
        this.guide = guide;
        this.clock = clock;
    }

    /** Items that overlap {@code [from, to)}, filler among them; from is now and to a day later unless given. */
    @GET
    public List<Airing> schedule(
            @PathParam("number") ChannelNumber number,
            @QueryParam("from") @Nullable Instant from,
            @QueryParam("to") @Nullable Instant to) {
        if (channels.channel(number).isEmpty()) {
            throw ProblemException.notFound(channels.absence(number));
        }
        GuideWindow window = GuideWindow.of(from, to, clock.instant(), USUAL, MOST);
        return guide.airings(number, window.from(), window.to());
    }
}
