package tv.exstream.server.channels;

import java.net.URI;
import java.util.List;

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

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.channels.ScheduleService.Schedule;
import tv.exstream.server.schedule.lineup.LineupTool;

import static tv.exstream.server.channels.ChannelProblems.answering;

/** {@code /api/schedules}: how channels choose what they air, and the tools of lineups. */
@Path("/api/schedules")
@Produces(MediaType.APPLICATION_JSON)
public final class SchedulesResource {
    private final ScheduleService schedules;

    public SchedulesResource(ScheduleService schedules) {
        this.schedules = schedules;
    }

    /**
     * A schedule as the API shows it.
     *
     * @param shared made by hand, it stays when no channel airs it
     * @param seed   as text: JSON numbers lose digits in browsers
     */
    public record ScheduleView(
            long id,
            String name,
            boolean shared,
            @Schema(implementation = Object.class) JsonNode definition,
            String seed,
            List<ChannelNumber> channels) {
        static ScheduleView of(Schedule schedule) {
            return new ScheduleView(
                    schedule.id(),
                    schedule.name(),
                    schedule.shared(),
                    DefinitionFormat.tree(schedule.definition()),
                    Long.toUnsignedString(schedule.seed(), 16),
                    schedule.channels());
        }
    }

    @GET
    public List<ScheduleView> list() {
        return schedules.schedules().stream().map(ScheduleView::of).toList();
    }

    @GET
    @Path("{id}")
    public ScheduleView get(@PathParam("id") long id) {
        return ScheduleView.of(answering(() -> schedules.schedule(id)));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(
            @RequestBody(content = @Content(schema = @Schema(implementation = ScheduleRequest.class))) String body)
            throws JsonProcessingException {
        ScheduleRequest request = DefinitionFormat.json().readValue(body, ScheduleRequest.class);
        Schedule created = answering(() -> schedules.create(request));
        return Response.created(URI.create("/api/schedules/" + created.id()))
                .entity(ScheduleView.of(created))
                .build();
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public ScheduleView update(
            @PathParam("id") long id,
            @RequestBody(content = @Content(schema = @Schema(implementation = ScheduleRequest.class))) String body)
            throws JsonProcessingException {
        ScheduleRequest request = DefinitionFormat.json().readValue(body, ScheduleRequest.class);
        return ScheduleView.of(answering(() -> schedules.update(id, request)));
    }

    @DELETE
    @Path("{id}")
    public Response delete(@PathParam("id") long id) {
        answering(() -> {
            schedules.delete(id);
            return id;
        });
        return Response.noContent().build();
    }

    /** Applies a tool to a lineup. */
    @POST
    @Path("{id}/tools")
    @Consumes(MediaType.APPLICATION_JSON)
    public ScheduleView addTool(
            @PathParam("id") long id,
            @RequestBody(content = @Content(schema = @Schema(implementation = Object.class))) String body)
            throws JsonProcessingException {
        LineupTool tool = DefinitionFormat.json().readValue(body, LineupTool.class);
        return ScheduleView.of(answering(() -> schedules.addTool(id, tool)));
    }

    /** Takes the last tool of a lineup back. */
    @DELETE
    @Path("{id}/tools/last")
    public ScheduleView undoTool(@PathParam("id") long id) {
        return ScheduleView.of(answering(() -> schedules.undoTool(id)));
    }
}
