package tv.exstream.server.playout;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import io.swagger.v3.oas.annotations.Operation;
import org.jspecify.annotations.Nullable;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.channels.ChannelProblems;
import tv.exstream.server.http.ProblemException;
import tv.exstream.server.playout.PlayoutViews.Diff;
import tv.exstream.server.playout.PlayoutViews.Edit;
import tv.exstream.server.playout.PlayoutViews.PlannedAiring;
import tv.exstream.server.playout.PlayoutViews.PlayoutView;

/** {@code /api/playouts}: what each channel's schedule has been turned into, and turning it into something else. */
@Path("/api/playouts")
@Produces(MediaType.APPLICATION_JSON)
public final class PlayoutResource {
    private static final String KEEP = "keep";
    private static final String NEW = "new";

    private final PlayoutService playouts;
    private final InstantSource clock;

    public PlayoutResource(PlayoutService playouts, InstantSource clock) {
        this.playouts = playouts;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "How the playout of every channel stands")
    public List<PlayoutView> list() {
        return playouts.statuses().stream().map(PlayoutView::of).toList();
    }

    @GET
    @Path("{number}")
    @Operation(summary = "How a channel's playout stands: its schedule, seed, zone, reach and warnings")
    public PlayoutView get(@PathParam("number") ChannelNumber number) {
        return playouts.status(number).map(PlayoutView::of).orElseThrow(() -> unknown(number));
    }

    @GET
    @Path("{number}/items")
    @Operation(summary = "Airings that overlap [from, to); from is now and to the end of the playout unless given")
    public List<PlannedAiring> items(
            @PathParam("number") ChannelNumber number,
            @QueryParam("from") @Nullable Instant from,
            @QueryParam("to") @Nullable Instant to) {
        PlayoutTimeline timeline = playouts.timeline(number).orElseThrow(() -> unknown(number));
        Instant begin = Optional.ofNullable(from).orElseGet(clock::instant);
        Instant end = Optional.ofNullable(to).or(timeline::finish).orElse(begin);
        if (to != null && !begin.isBefore(to)) {
            throw ProblemException.badRequest("to=" + to + " is not after from=" + begin + ".");
        }
        return begin.isBefore(end)
                ? timeline.overlapping(begin, end).stream()
                        .map(PlannedAiring::of)
                        .toList()
                : List.of();
    }

    @POST
    @Path("{number}/preview")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "What an edit would change; changes nothing")
    public Diff preview(@PathParam("number") ChannelNumber number, Edit edit) {
        return Diff.of(ChannelProblems.answering(() -> playouts.preview(number, edit.edit())));
    }

    @POST
    @Path("{number}/apply")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Makes an edit, and says what it changed")
    public Diff apply(@PathParam("number") ChannelNumber number, Edit edit) {
        return Diff.of(ChannelProblems.answering(() -> playouts.apply(number, edit.edit())));
    }

    @POST
    @Path("{number}/refresh")
    @Operation(summary = "Plans the future again; every series goes on where it is")
    public Diff refresh(@PathParam("number") ChannelNumber number) {
        return Diff.of(ChannelProblems.answering(() -> playouts.apply(number, PlayoutEdit.REFRESH)));
    }

    /** @param seed {@code keep}, {@code new} or up to 16 hexadecimal digits */
    @POST
    @Path("{number}/reset")
    @Operation(
            summary =
                    "Forgets what has been aired and begins anew, with the same seed (keep), a new one, or a given one")
    public Diff reset(@PathParam("number") ChannelNumber number, @QueryParam("seed") @DefaultValue(KEEP) String seed) {
        OptionalLong wanted = switch (seed) {
            case KEEP -> OptionalLong.empty();
            case NEW -> OptionalLong.of(new SplittableRandom().nextLong());
            default -> OptionalLong.of(PlayoutViews.parseSeed(seed));
        };
        return Diff.of(ChannelProblems.answering(() -> playouts.apply(number, PlayoutEdit.reset(wanted))));
    }

    /** @param until absent: as far as the horizon of the settings */
    @POST
    @Path("{number}/continue")
    @Operation(summary = "Plans on, at once, until the moment given or the horizon")
    public PlayoutView extend(@PathParam("number") ChannelNumber number, @QueryParam("until") @Nullable Instant until) {
        Instant end = Optional.ofNullable(until).orElseGet(clock::instant);
        return PlayoutView.of(ChannelProblems.answering(() -> playouts.extend(number, end)));
    }

    private ProblemException unknown(ChannelNumber number) {
        return ProblemException.notFound(playouts.channels().absence(number));
    }
}
