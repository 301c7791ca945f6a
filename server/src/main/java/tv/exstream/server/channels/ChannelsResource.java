package tv.exstream.server.channels;

import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.collection.CollectionService;
import tv.exstream.server.collection.MediaCollection;
import tv.exstream.server.http.ProblemException;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.draw.PlaybackOrder;

/** {@code /api/channels}: the list, and each channel's number, name, group, profile, schedule, slates and time zone. */
@Path("/api/channels")
@Produces(MediaType.APPLICATION_JSON)
public final class ChannelsResource {
    private final ChannelService channels;
    private final CollectionService collections;

    public ChannelsResource(ChannelService channels, CollectionService collections) {
        this.channels = channels;
        this.collections = collections;
    }

    /**
     * A channel as the API shows it.
     *
     * @param id         its key, which stays its own whatever its number becomes
     * @param collection what it airs, absent for a channel that does not simply air one
     * @param schedule   the key of its schedule, see {@code /api/schedules}
     * @param slates     what its owner chose of them; absent: all as the settings say
     * @param zone       whose wall clock its schedule goes by; absent: the installation's
     * @param night      another channel in some hours; absent: none
     * @param seed       of its shuffle, as text: JSON numbers lose digits in browsers
     */
    public record ChannelView(
            long id,
            ChannelNumber number,
            String guideId,
            String name,
            String group,
            String profile,
            Optional<CollectionRule> collection,
            Optional<PlaybackOrder> order,
            long schedule,
            Optional<SlateChoices> slates,
            Optional<String> zone,
            Optional<NightRequest> night,
            String seed) {}

    @GET
    public List<ChannelView> list() {
        return channels.programming().stream().map(this::view).toList();
    }

    @GET
    @Path("{number}")
    public ChannelView get(@PathParam("number") ChannelNumber number) {
        return channels.programming(number)
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
                channel.id(),
                channel.number(),
                channel.guideId(),
                channel.name(),
                channel.group(),
                channel.profile(),
                continuous.flatMap(c -> collections.collection(c.collection())).map(MediaCollection::rule),
                continuous.map(ScheduleDefinition.Continuous::order),
                channels.schedule(channel.number()),
                Optional.of(channels.slates(channel.number())).filter(chosen -> !chosen.equals(SlateChoices.NONE)),
                programming.zone().map(ZoneId::getId),
                programming.night().map(NightRequest::of),
                Long.toUnsignedString(programming.seed(), 16));
    }
}
