package tv.exstream.server.script;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import tv.exstream.server.schedule.draw.Airable;
import tv.exstream.server.schedule.sequential.ContentDefinition;
import tv.exstream.server.schedule.sequential.Instruction;

/**
 * {@code /api/scripted/playout/build/{id}}: what a script says in a session that {@link BuildsResource} has opened. Paths
 * and bodies are those of ErsatzTV's scripted schedules, so that its scripts run here. Every instruction is carried out
 * whole or not at all, and answers how far the session has come.
 */
@Path("/api/scripted/playout/build/{id}")
@Produces(MediaType.APPLICATION_JSON)
public final class ScriptResource {
    static final String PATH = "/api/scripted/playout/build/";

    private final ScriptSessions sessions;

    public ScriptResource(ScriptSessions sessions) {
        this.sessions = sessions;
    }

    /** @param milliseconds that the next item plays */
    public record PeekItemDuration(String content, long milliseconds, String title, long mediaId) {}

    @GET
    @Path("context")
    public ScriptContext context(@PathParam("id") String id) {
        return answering(id, List::of);
    }

    @GET
    @Path("peek_next/{content}")
    public PeekItemDuration peekNext(@PathParam("id") String id, @PathParam("content") String content) {
        Airable next = ScriptProblems.answering(() -> sessions.get(id)
                .use(session -> session.peek(content))
                .orElseThrow(() -> new ScriptException(
                        ScriptException.Kind.NOT_FOUND, "content '" + content + "' has nothing that can be played")));
        return new PeekItemDuration(content, next.length().toMillis(), next.title(), next.mediaId());
    }

    @POST
    @Path("add_collection")
    @Consumes(MediaType.APPLICATION_JSON)
    public ScriptContext addCollection(@PathParam("id") String id, ContentRequests.ContentCollection request) {
        return defining(id, request::definition);
    }

    @POST
    @Path("add_multi_collection")
    @Consumes(MediaType.APPLICATION_JSON)
    public ScriptContext addMultiCollection(
            @PathParam("id") String id, ContentRequests.ContentMultiCollection request) {
        return defining(id, request::definition);
    }

    @POST
    @Path("add_smart_collection")
    @Consumes(MediaType.APPLICATION_JSON)
    public ScriptContext addSmartCollection(
            @PathParam("id") String id, ContentRequests.ContentSmartCollection request) {
        return defining(id, request::definition);
    }

    @POST
    @Path("add_search")
    @Consumes(MediaType.APPLICATION_JSON)
    public ScriptContext addSearch(@PathParam("id") String id, ContentRequests.ContentSearch request) {
        return defining(id, request::definition);
    }

    @POST
    @Path("add_show")
    @Consumes(MediaType.APPLICATION_JSON)
    public ScriptContext addShow(@PathParam("id") String id, ContentRequests.ContentShow request) {
        return defining(id, request::definition);
    }

    @POST
    @Path("add_playlist")
    @Consumes(MediaType.APPLICATION_JSON)
    public ScriptContext addPlaylist(@PathParam("id") String id, ContentRequests.ContentPlaylist request) {
        return defining(id, request::definition);
    }

    @POST
    @Path("create_playlist")
    @Consumes(MediaType.APPLICATION_JSON)
    public ScriptContext createPlaylist(@PathParam("id") String id, ContentRequests.ContentCreatePlaylist request) {
        return defining(id, request::definition);
    }

    @POST
    @Path("add_marathon")
    @Consumes(MediaType.APPLICATION_JSON)
    public ScriptContext addMarathon(@PathParam("id") String id, ContentRequests.ContentMarathon request) {
        return defining(id, request::definition);
    }

    @POST
    @Path("add_all")
    @Consumes(MediaType.APPLICATION_JSON)
    public ScriptContext addAll(@PathParam("id") String id, VerbRequests.ContentAll request) {
        return answering(id, () -> List.of(request.instruction()));
    }

    @POST
    @Path("add_count")
    @Consumes(MediaType.APPLICATION_JSON)
    public ScriptContext addCount(@PathParam("id") String id, VerbRequests.PlayoutCount request) {
        return answering(id, () -> List.of(request.instruction()));
    }

    @POST
    @Path("add_duration")
    @Consumes(MediaType.APPLICATION_JSON)
    public ScriptContext addDuration(@PathParam("id") String id, VerbRequests.PlayoutDuration request) {
        return answering(id, () -> List.of(request.instruction()));
    }

    @POST
    @Path("pad_to_next")
    @Consumes(MediaType.APPLICATION_JSON)
    public ScriptContext padToNext(@PathParam("id") String id, VerbRequests.PlayoutPadToNext request) {
        return answering(id, () -> List.of(request.instruction()));
    }

    @POST
    @Path("pad_until")
    @Consumes(MediaType.APPLICATION_JSON)
    public ScriptContext padUntil(@PathParam("id") String id, VerbRequests.PlayoutPadUntil request) {
        return answering(id, () -> List.of(request.instruction()));
    }

    @POST
    @Path("pad_until_exact")
    @Consumes(MediaType.APPLICATION_JSON)
    public ScriptContext padUntilExact(@PathParam("id") String id, VerbRequests.PlayoutPadUntilExact request) {
        return answering(id, () -> List.of(request.instruction()));
    }

    @POST
    @Path("start_epg_group")
    @Consumes(MediaType.APPLICATION_JSON)
    public ScriptContext startEpgGroup(@PathParam("id") String id, VerbRequests.ControlStartEpgGroup request) {
        return answering(id, () -> List.of(request.instruction()));
    }

    @POST
    @Path("stop_epg_group")
    public ScriptContext stopEpgGroup(@PathParam("id") String id) {
        return answering(id, () -> List.of(new Instruction.EpgGroup(false, false, Optional.empty())));
    }

    @POST
    @Path("graphics_on")
    @Consumes(MediaType.APPLICATION_JSON)
    public ScriptContext graphicsOn(@PathParam("id") String id, VerbRequests.ControlGraphicsOn request) {
        return answering(id, request::instructions);
    }

    @POST
    @Path("graphics_off")
    @Consumes(MediaType.APPLICATION_JSON)
    public ScriptContext graphicsOff(@PathParam("id") String id, VerbRequests.ControlGraphicsOff request) {
        return answering(id, request::instructions);
    }

    @POST
    @Path("watermark_on")
    @Consumes(MediaType.APPLICATION_JSON)
    public ScriptContext watermarkOn(@PathParam("id") String id, VerbRequests.ControlWatermarkOn request) {
        return answering(id, request::instructions);
    }

    @POST
    @Path("watermark_off")
    @Consumes(MediaType.APPLICATION_JSON)
    public ScriptContext watermarkOff(@PathParam("id") String id, VerbRequests.ControlWatermarkOff request) {
        return answering(id, request::instructions);
    }

    @POST
    @Path("pre_roll_on")
    @Consumes(MediaType.APPLICATION_JSON)
    public ScriptContext preRollOn(@PathParam("id") String id, VerbRequests.ControlRollOn request) {
        return answering(id, () -> List.of(request.instruction(Instruction.At.BEFORE)));
    }

    @POST
    @Path("pre_roll_off")
    public ScriptContext preRollOff(@PathParam("id") String id) {
        return answering(id, () -> List.of(off(Instruction.At.BEFORE)));
    }

    @POST
    @Path("mid_roll_on")
    @Consumes(MediaType.APPLICATION_JSON)
    public ScriptContext midRollOn(@PathParam("id") String id, VerbRequests.ControlMidRollOn request) {
        return answering(id, () -> List.of(request.instruction()));
    }

    @POST
    @Path("mid_roll_off")
    public ScriptContext midRollOff(@PathParam("id") String id) {
        return answering(id, () -> List.of(off(Instruction.At.WITHIN)));
    }

    @POST
    @Path("post_roll_on")
    @Consumes(MediaType.APPLICATION_JSON)
    public ScriptContext postRollOn(@PathParam("id") String id, VerbRequests.ControlRollOn request) {
        return answering(id, () -> List.of(request.instruction(Instruction.At.AFTER)));
    }

    @POST
    @Path("post_roll_off")
    public ScriptContext postRollOff(@PathParam("id") String id) {
        return answering(id, () -> List.of(off(Instruction.At.AFTER)));
    }

    @POST
    @Path("skip_items")
    @Consumes(MediaType.APPLICATION_JSON)
    public ScriptContext skipItems(@PathParam("id") String id, VerbRequests.ControlSkipItems request) {
        return answering(id, () -> List.of(request.instruction()));
    }

    @POST
    @Path("skip_to_item")
    @Consumes(MediaType.APPLICATION_JSON)
    public ScriptContext skipToItem(@PathParam("id") String id, VerbRequests.ControlSkipToItem request) {
        return answering(id, () -> List.of(request.instruction()));
    }

    @POST
    @Path("wait_until")
    @Consumes(MediaType.APPLICATION_JSON)
    public ScriptContext waitUntil(@PathParam("id") String id, VerbRequests.ControlWaitUntil request) {
        return answering(id, () -> List.of(request.instruction()));
    }

    @POST
    @Path("wait_until_exact")
    @Consumes(MediaType.APPLICATION_JSON)
    public ScriptContext waitUntilExact(@PathParam("id") String id, VerbRequests.ControlWaitUntilExact request) {
        return answering(id, () -> List.of(request.instruction()));
    }

    @POST
    @Path("rewind")
    @Consumes(MediaType.APPLICATION_JSON)
    public ScriptContext rewind(@PathParam("id") String id, VerbRequests.ControlRewind request) {
        return answering(id, () -> List.of(request.instruction()));
    }

    private static Instruction off(Instruction.At at) {
        return new Instruction.Roll(at, Optional.empty(), Optional.empty());
    }

    private ScriptContext defining(String id, Supplier<ContentDefinition> content) {
        return ScriptProblems.answering(() -> sessions.get(id).use(session -> {
            session.define(content.get());
            return ScriptContext.of(session);
        }));
    }

    private ScriptContext answering(String id, Supplier<List<Instruction>> instructions) {
        return ScriptProblems.answering(() -> sessions.get(id).use(session -> {
            instructions.get().forEach(session::carryOut);
            return ScriptContext.of(session);
        }));
    }
}
