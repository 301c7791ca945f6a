package tv.exstream.server.script;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.schedule.item.Content;
import tv.exstream.server.schedule.item.FillerKind;
import tv.exstream.server.schedule.plan.Plan;

/** {@code /api/playouts/{number}/build}: sessions in which a script builds a channel's playout. */
@Path("/api/playouts/{number}/build")
@Produces(MediaType.APPLICATION_JSON)
public final class BuildsResource {
    private static final int USUAL_DAYS = 2;
    private static final int MOST_DAYS = 62;

    private final ScriptSessions sessions;

    public BuildsResource(ScriptSessions sessions) {
        this.sessions = sessions;
    }

    /** What a session begins with. */
    public enum Mode {
        /** As soon as the item ends that is on air, and as if there had been no script before. */
        RESET,
        /** Where the newest script ended. */
        CONTINUE
    }

    /**
     * @param mode  reset or continue; absent: continue
     * @param from  not earlier than this; absent: as the mode says
     * @param until how far to build; absent: {@code days}
     * @param days  so many; absent: 2
     */
    public record BuildRequest(
            Optional<String> mode, Optional<Instant> from, Optional<Instant> until, Optional<Integer> days) {}

    /**
     * A session.
     *
     * @param verbs     where its instructions are posted
     * @param items     added so far
     * @param expiresAt when it is discarded unless it is used before
     */
    public record Build(
            String id,
            ChannelNumber channel,
            Mode mode,
            String verbs,
            ScriptContext context,
            int items,
            List<String> warnings,
            Instant expiresAt) {
        static Build of(OpenScript script) {
            return script.use(session -> new Build(
                    script.id(),
                    script.channel(),
                    script.fresh() ? Mode.RESET : Mode.CONTINUE,
                    ScriptResource.PATH + script.id(),
                    ScriptContext.of(session),
                    session.steps().size(),
                    session.warnings(),
                    script.expires()));
        }
    }

    /**
     * An item that has been added.
     *
     * @param rule   which instruction put it there
     * @param choice what it went by
     */
    public record BuiltItem(
            Instant start,
            Instant stop,
            String title,
            Optional<FillerKind> fillerKind,
            OptionalLong mediaId,
            Duration inPoint,
            String rule,
            String choice) {
        static BuiltItem of(Plan.Step step) {
            return new BuiltItem(
                    step.item().start(),
                    step.item().finish(),
                    step.item().title(),
                    step.item().fillerKind(),
                    step.item().content() instanceof Content.Media media
                            ? OptionalLong.of(media.mediaId())
                            : OptionalLong.empty(),
                    step.item().inPoint(),
                    step.reason().rule(),
                    step.reason().choice());
        }
    }

    /** What a commit has put on air. */
    public record Committed(Instant from, Instant until, int items, List<String> warnings) {}

    @GET
    public List<Build> list(@PathParam("number") ChannelNumber number) {
        return sessions.of(number).stream().map(Build::of).toList();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response open(@PathParam("number") ChannelNumber number, BuildRequest request) {
        OpenScript script = ScriptProblems.answering(() -> {
            int days = request.days().orElse(USUAL_DAYS);
            if (days < 1 || days > MOST_DAYS) {
                throw new ScriptException(
                        ScriptException.Kind.INVALID, "'days' is " + days + ": give 1 to " + MOST_DAYS);
            }
            return sessions.open(
                    number,
                    mode(request.mode().orElse("continue")) == Mode.RESET,
                    request.from(),
                    request.until(),
                    Duration.ofDays(days));
        });
        return Response.created(URI.create("/api/playouts/" + number + "/build/" + script.id()))
                .entity(Build.of(script))
                .build();
    }

    private static Mode mode(String text) {
        for (Mode mode : Mode.values()) {
            if (mode.name().equalsIgnoreCase(text)) {
                return mode;
            }
        }
        throw new ScriptException(
                ScriptException.Kind.INVALID,
                "there is no mode '" + text.toLowerCase(Locale.ROOT) + "': use reset or continue");
    }

    @GET
    @Path("{id}")
    public Build get(@PathParam("number") ChannelNumber number, @PathParam("id") String id) {
        return ScriptProblems.answering(() -> Build.of(find(number, id)));
    }

    /** What has been added so far. */
    @GET
    @Path("{id}/items")
    public List<BuiltItem> items(@PathParam("number") ChannelNumber number, @PathParam("id") String id) {
        return ScriptProblems.answering(() -> find(number, id)
                .use(session -> session.steps().stream().map(BuiltItem::of).toList()));
    }

    /** Puts on air what has been added, all of it or nothing. */
    @POST
    @Path("{id}/commit")
    public Committed commit(@PathParam("number") ChannelNumber number, @PathParam("id") String id) {
        return ScriptProblems.answering(() -> {
            Plan plan = sessions.commit(find(number, id));
            return new Committed(plan.from(), plan.finish(), plan.steps().size(), plan.warnings());
        });
    }

    @DELETE
    @Path("{id}")
    public void discard(@PathParam("number") ChannelNumber number, @PathParam("id") String id) {
        ScriptProblems.answering(() -> {
            OpenScript script = find(number, id);
            sessions.discard(script);
            return script;
        });
    }

    private OpenScript find(ChannelNumber number, String id) {
        OpenScript script = sessions.get(id);
        if (!script.channel().equals(number)) {
            throw new ScriptException(
                    ScriptException.Kind.NOT_FOUND,
                    "session '" + id + "' is one of channel " + script.channel() + ", not of " + number);
        }
        return script;
    }
}
