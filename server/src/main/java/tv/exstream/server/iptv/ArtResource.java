package tv.exstream.server.iptv;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

import tv.exstream.server.artwork.Logo;
import tv.exstream.server.artwork.ProgrammePictures;
import tv.exstream.server.http.ProblemException;

/** {@code /iptv/art/{media id}/{kind}.jpg}: the poster, backdrop or still that lies beside a media file, whatever its format. */
@Path("/iptv/art/{mediaId}/{kind}.jpg")
public final class ArtResource {
    private final ProgrammePictures pictures;

    public ArtResource(ProgrammePictures pictures) {
        this.pictures = pictures;
    }

    @GET
    public Response picture(
            @PathParam("mediaId") long mediaId, @PathParam("kind") String kind, @Context Request request) {
        ProgrammePictures.Found found = pictures.find(mediaId, kind).orElseThrow(() -> none(mediaId, kind));
        EntityTag tag = new EntityTag(found.etag());
        Response.ResponseBuilder answer = request.evaluatePreconditions(tag);
        if (answer == null) {
            Logo picture = pictures.read(found).orElseThrow(() -> none(mediaId, kind));
            answer = Response.ok(picture.bytes(), picture.contentType());
        }
        return answer.tag(tag)
                .header("Cache-Control", "max-age=86400")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    private static ProblemException none(long mediaId, String kind) {
        return ProblemException.notFound("There is no " + kind + " of media item " + mediaId + ": GET /api/media/"
                + mediaId + " lists the artwork there is.");
    }
}
