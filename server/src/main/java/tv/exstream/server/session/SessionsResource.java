package tv.exstream.server.session;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.jspecify.annotations.Nullable;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.http.ProblemException;

/** {@code /api/sessions}: who watches, and sending somebody away. */
@Path("/api/sessions")
@Produces(MediaType.APPLICATION_JSON)
public final class SessionsResource {
    private final Sessions sessions;

    public SessionsResource(Sessions sessions) {
        this.sessions = sessions;
    }

    /**
     * @param channel only its sessions
     * @param state   only sessions in this state: created, active, idle, error or disconnected
     * @param ended   also those that ended within the last minutes
     */
    @GET
    public List<SessionView> list(
            @QueryParam("channel") @Nullable ChannelNumber channel,
            @QueryParam("state") @Nullable String state,
            @QueryParam("ended") @DefaultValue("false") boolean ended) {
        Optional<SessionState> wanted = Optional.ofNullable(state).map(SessionsResource::state);
        Stream<SessionView> all = sessions.views().stream();
        if (ended || wanted.filter(s -> s == SessionState.DISCONNECTED).isPresent()) {
            all = Stream.concat(all, sessions.endedViews().stream());
        }
        return all.filter(view -> channel == null || view.channel().equals(channel.toString()))
                .filter(view -> wanted.isEmpty() || view.state() == wanted.get())
                .toList();
    }

    private static SessionState state(String text) {
        for (SessionState state : SessionState.values()) {
            if (state.name().equalsIgnoreCase(text)) {
                return state;
            }
        }
        throw ProblemException.badRequest(
                "There is no session state '" + text + "'. Use created, active, idle, error or disconnected.");
    }

    /** 200 with one session, open or ended lately. */
    @GET
    @Path("{id}")
    public SessionView one(@PathParam("id") String id) {
        return Stream.concat(sessions.views().stream(), sessions.endedViews().stream())
                .filter(view -> view.id().equals(id))
                .findFirst()
                .orElseThrow(() -> unknown(id));
    }

    /** 204; the stream ends a moment later. */
    @DELETE
    @Path("{id}")
    public void end(@PathParam("id") String id) {
        sessions.session(id).orElseThrow(() -> unknown(id)).end();
    }

    private static ProblemException unknown(String id) {
        return ProblemException.notFound(
                "There is no session '" + id + "': it has ended, or never was. GET /api/sessions lists them.");
    }
}
