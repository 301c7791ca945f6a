package tv.exstream.server.session;

import java.util.List;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import tv.exstream.server.http.ProblemException;

/** {@code /api/sessions}: who watches, and sending somebody away. */
@Path("/api/sessions")
@Produces(MediaType.APPLICATION_JSON)
public final class SessionsResource {
    private final Sessions sessions;

    public SessionsResource(Sessions sessions) {
        this.sessions = sessions;
    }

    @GET
    public List<SessionView> list() {
        return sessions.views();
    }

    /** 204; the stream ends a moment later. */
    @DELETE
    @Path("{id}")
    public void end(@PathParam("id") String id) {
        sessions.session(id)
                .orElseThrow(() -> ProblemException.notFound(
                        "There is no session '" + id + "': it has ended, or never was. GET /api/sessions lists them."))
                .end();
    }
}
