package tv.exstream.server.guide;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

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

/** {@code /api/channels/{number}/schedule}: what is on a channel when. */
@Path("/api/channels/{number}/schedule")
@Produces(MediaType.APPLICATION_JSON)
public final class GuideResource {
    private static final Duration DEFAULT_SPAN = Duration.ofHours(24);
    private static final Duration LONGEST_SPAN = Duration.ofDays(31);

    private final ChannelCatalog channels;
    private final Guide guide;
    private final InstantSource clock;

    public GuideResource(ChannelCatalog channels, Guide guide, InstantSource clock) {
        this.channels = channels;
        this.guide = guide;
        this.clock = clock;
    }

    /** Programmes that overlap {@code [from, to)}; from is now and to a day later unless given. */
    @GET
    public List<GuideEntry> schedule(
            @PathParam("number") ChannelNumber number,
            @QueryParam("from") @Nullable Instant from,
            @QueryParam("to") @Nullable Instant to) {
        if (channels.channel(number).isEmpty()) {
            throw ProblemException.notFound("There is no channel " + number + ": /api/channels lists them.");
        }
        Instant begin = Optional.ofNullable(from).orElseGet(clock::instant);
        Instant end = Optional.ofNullable(to).orElseGet(() -> begin.plus(DEFAULT_SPAN));
        if (!begin.isBefore(end)) {
            throw ProblemException.badRequest("to=" + end + " is not after from=" + begin + ".");
        }
        if (Duration.between(begin, end).compareTo(LONGEST_SPAN) > 0) {
            throw ProblemException.badRequest("from " + begin + " to " + end + " is longer than the "
                    + LONGEST_SPAN.toDays() + " days one request may ask for.");
        }
        return guide.entries(number, begin, end);
    }
}
