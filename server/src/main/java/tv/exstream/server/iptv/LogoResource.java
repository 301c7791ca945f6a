package tv.exstream.server.iptv;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.artwork.Logo;
import tv.exstream.server.artwork.Logos;
import tv.exstream.server.channels.Channel;
import tv.exstream.server.channels.ChannelCatalog;
import tv.exstream.server.http.ProblemException;

/** {@code /iptv/logo/{number}.png}. */
@Path("/iptv/logo/{number}.png")
public final class LogoResource {
    private final ChannelCatalog catalog;
    private final Logos logos;

    public LogoResource(ChannelCatalog catalog, Logos logos) {
        this.catalog = catalog;
        this.logos = logos;
    }

    @GET
    public Response logo(@PathParam("number") ChannelNumber number, @Context Request request) {
        Channel channel = catalog.channel(number).orElseThrow(() -> ProblemException.notFound(catalog.absence(number)));
        Logo logo = logos.of(channel);
        EntityTag tag = new EntityTag(logo.etag());
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer = unchanged == null ? Response.ok(logo.bytes(), logo.contentType()) : unchanged;
        return answer.tag(tag).header("Cache-Control", "max-age=3600").build();
    }
}
