package tv.exstream.server.channels;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jspecify.annotations.Nullable;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.collection.CollectionService;
import tv.exstream.server.collection.MediaCollection;
import tv.exstream.server.http.ProblemException;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.draw.PlaybackOrder;

/**
 * {@code /api/channels}: the list, and each channel's number, name, groups, categories, visibility, mode, profile,
 * schedule, slates and time zone.
 */
@Path("/api/channels")
@Produces(MediaType.APPLICATION_JSON)
public final class ChannelsResource {
    private final ChannelService channels;
    private final CollectionService collections;
    private final Function<ChannelNumber, Optional<Instant>> standing;

    /** @param standing since when a channel on demand stands still; empty while it runs, and for all others */
    public ChannelsResource(
            ChannelService channels,
            CollectionService collections,
            Function<ChannelNumber, Optional<Instant>> standing) {
        this.channels = channels;
        this.collections = collections;
        this.standing = standing;
    }

    /**
     * A channel as the API shows it.
     *
     * @param group            its main group
     * @param groups           all of them, the main one first
     * @param categories       what each of its programmes is besides what it is by itself
     * @param standsStillSince absent unless the channel is on demand and nobody watches
     * @param collection       what it airs, absent for a channel that does not simply air one
     * @param schedule         the key of its schedule, see {@code /api/schedules}
     * @param slates           what its owner chose of them; absent: all as the settings say
     * @param zone             whose wall clock its schedule goes by; absent: the installation's
     * @param seed             of its shuffle, as text: JSON numbers lose digits in browsers
     */
    public record ChannelView(
            ChannelNumber number,
            String guideId,
            String name,
            String group,
            List<String> groups,
            List<String> categories,
            Visibility visibility,
            ChannelMode mode,
            Optional<Instant> standsStillSince,
            String profile,
            Optional<CollectionRule> collection,
            Optional<PlaybackOrder> order,
            long schedule,
            Optional<SlateChoices> slates,
            Optional<String> zone,
            String seed) {}

    /** @param visibility {@code listed}, {@code hidden} or {@code disabled}; all channels unless given */
    @GET
    public List<ChannelView> list(@QueryParam("visibility") @Nullable String visibility) {
        Optional<Visibility> wanted = Optional.ofNullable(visibility).map(ChannelsResource::visibility);
        return channels.everything().stream()
                .filter(programming -> wanted.isEmpty()
                        || programming.channel().listing().visibility() == wanted.get())
                .map(this::view)
                .toList();
    }

    private static Visibility visibility(String word) {
        return Arrays.stream(Visibility.values())
                .filter(visibility -> visibility.word().equals(word))
                .findFirst()
                .orElseThrow(() -> ProblemException.badRequest(
                        "visibility=" + word + " is not known: it takes listed, hidden or disabled."));
    }

    @GET
    @Path("{number}")
    public ChannelView get(@PathParam("number") ChannelNumber number) {
        return channels.known(number)
                .map(this::view)
                .orElseThrow(() ->
                        ProblemException.notFound("There is no channel " + number + ": /api/channels lists them."));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(ChannelRequest request) {
        Channel channel = ChannelProblems.answering(() -> channels.create(request));
        return Response.created(URI.create("/api/channels/" + channel.number()))
                .entity(get(channel.number()))
                .build();
    }

    /** The same as PUT. */
    @PATCH
    @Path("{number}")
    @Consumes(MediaType.APPLICATION_JSON)
    public ChannelView patch(@PathParam("number") ChannelNumber number, ChannelRequest request) {
        return update(number, request);
    }

    /** What the request does not name stays. */
    @PUT
    @Path("{number}")
    @Consumes(MediaType.APPLICATION_JSON)
    public ChannelView update(@PathParam("number") ChannelNumber number, ChannelRequest request) {
        return get(ChannelProblems.answering(() -> channels.update(number, request))
                .number());
    }

    @DELETE
    @Path("{number}")
    public Response delete(@PathParam("number") ChannelNumber number) {
        ChannelProblems.answering(() -> {
            channels.delete(number);
            return number;
        });
        return Response.noContent().build();
    }

    private ChannelView view(ChannelProgramming programming) {
        Channel channel = programming.channel();
        Optional<ScheduleDefinition.Continuous> continuous =
                programming.definition() instanceof ScheduleDefinition.Continuous c ? Optional.of(c) : Optional.empty();
        return new ChannelView(
                channel.number(),
                channel.guideId(),
                channel.name(),
                channel.group(),
                channel.groups(),
                channel.categories(),
                channel.listing().visibility(),
                channel.mode(),
                standing.apply(channel.number()),
                channel.profile(),
                continuous.flatMap(c -> collections.collection(c.collection())).map(MediaCollection::rule),
                continuous.map(ScheduleDefinition.Continuous::order),
                channels.schedule(channel.number()),
                Optional.of(channels.slates(channel.number())).filter(chosen -> !chosen.equals(SlateChoices.NONE)),
                programming.zone().map(ZoneId::getId),
                Long.toUnsignedString(programming.seed(), 16));
    }
}
