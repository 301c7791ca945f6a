package tv.exstream.server.guide;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.GenericEntity;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.jspecify.annotations.Nullable;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.channels.ChannelCatalog;
import tv.exstream.server.http.ProblemException;
import tv.exstream.server.http.WeakTag;

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

    /**
     * Items that overlap {@code [from, to)}, filler among them; from is now and to a day later unless given.
     *
     * @param reasons with the reason of each choice
     */
    @GET
    @ApiResponse(
            responseCode = "200",
            content = @Content(array = @ArraySchema(schema = @Schema(implementation = Airing.class))))
    @ApiResponse(responseCode = "304", description = "Nothing has changed since the answer with this ETag")
    public Response schedule(
            @PathParam("number") ChannelNumber number,
            @QueryParam("from") @Nullable Instant from,
            @QueryParam("to") @Nullable Instant to,
            @QueryParam("reasons") @DefaultValue("false") boolean reasons,
            @Context HttpHeaders headers) {
        if (channels.channel(number).isEmpty()) {
            throw ProblemException.notFound(channels.absence(number));
        }
        GuideWindow window = GuideWindow.of(from, to, clock.instant(), USUAL, MOST);
        WeakTag tag = WeakTag.of(channels.revision(), guide.revision(), number, reasons, window.from(), window.to());
        if (tag.known(headers)) {
            return tag.notModified();
        }
        List<Airing> airings = reasons
                ? guide.airingsWithReasons(number, window.from(), window.to())
                : guide.airings(number, window.from(), window.to());
        return tag.ok(new GenericEntity<>(airings) {}).build();
    }
}
