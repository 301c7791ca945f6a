package tv.exstream.server.session;

import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.http.ProblemException;

/** {@code /api/sessions/channels}: the channels on air, each with who watches it. */
@Path("/api/sessions/channels")
@Produces(MediaType.APPLICATION_JSON)
public final class ChannelSessionsResource {
    private final ChannelSessions sessions;

    public ChannelSessionsResource(ChannelSessions sessions) {
        this.sessions = sessions;
    }

    @GET
    public List<ChannelSessionView> list() {
        return sessions.views();
    }

    @GET
    @Path("{number}")
    public ChannelSessionView one(@PathParam("number") ChannelNumber number) {
        return sessions.view(number)
                .orElseThrow(() -> ProblemException.notFound("Channel " + number
                        + " is not on air: nobody watches it, or it does not exist. GET /api/channels lists them."));
    }
}
