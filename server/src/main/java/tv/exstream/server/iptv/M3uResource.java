package tv.exstream.server.iptv;

import java.util.function.Function;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.channels.ChannelCatalog;
import tv.exstream.server.http.ProblemException;
import tv.exstream.server.stream.PublicUrls;

/** {@code /iptv/channels.m3u}. */
@Path("/iptv/channels.m3u")
public final class M3uResource {
    private final ChannelCatalog catalog;

    public M3uResource(ChannelCatalog catalog) {
        this.catalog = catalog;
    }

    @GET
    public Response playlist(
            @QueryParam("format") @DefaultValue("ts") String format,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        PublicUrls urls = PublicUrls.of(uri, headers);
        Function<ChannelNumber, String> stream = switch (format) {
            case "ts" -> urls::channelTs;
            case "hls" -> urls::channelHls;
            default ->
                throw ProblemException.badRequest("format=" + format + " is not known; use format=ts or format=hls.");
        };
        return Response.ok(M3u.of(catalog.channels(), urls, stream))
                .type("audio/x-mpegurl; charset=utf-8")
                .header("Content-Disposition", "inline; filename=\"channels.m3u\"")
                .header("Cache-Control", "no-cache")
                .build();
    }
}
