package tv.exstream.server.library.analysis;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import tv.exstream.server.http.ProblemException;

/** Where media is black, and how far the looking for it is. */
@Path("api")
@Produces(MediaType.APPLICATION_JSON)
public final class AnalysisResource {
    private final BlackAnalysis analysis;

    public AnalysisResource(BlackAnalysis analysis) {
        this.analysis = analysis;
    }

    @GET
    @Path("library/analysis")
    public AnalysisStatus status() {
        return analysis.status();
    }

    @GET
    @Path("media/{id}/breaks")
    public MediaAnalysis breaks(@PathParam("id") long id) {
        return analysis.of(id).orElseThrow(() -> unknown(id));
    }

    @POST
    @Path("media/{id}/analysis")
    public Response analyse(@PathParam("id") long id) {
        if (!analysis.request(id)) {
            throw unknown(id);
        }
        return Response.accepted(breaks(id)).build();
    }

    private static ProblemException unknown(long id) {
        return ProblemException.notFound("there is no media item " + id
                + " with a picture that can be looked at now: GET /api/media lists those there are");
    }
}
