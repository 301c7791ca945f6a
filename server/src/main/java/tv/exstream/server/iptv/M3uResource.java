package tv.exstream.server.iptv;

import java.util.List;
import java.util.function.Function;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.jspecify.annotations.Nullable;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.channels.Channel;
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

    /** @param groups of the channels wanted; all that are listed unless given */
    @GET
    public Response playlist(
            @QueryParam("format") @DefaultValue("ts") String format,
            @QueryParam("group") @Nullable List<String> groups,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        PublicUrls urls = PublicUrls.of(uri, headers);
        Function<ChannelNumber, String> stream = switch (format) {
            case "ts" -> urls::channelTs;
            case "hls" -> urls::channelHls;
            default ->
                throw ProblemException.badRequest("format=" + format + " is not known; use format=ts or format=hls.");
        };
        List<Channel> channels = GroupFilter.channels(catalog, groups);
        return Response.ok(M3u.of(channels, urls, urls.xmltv(groups == null ? List.of() : groups), stream))
                .type("audio/x-mpegurl; charset=utf-8")
                .header("Content-Disposition", "inline; filename=\"channels.m3u\"")
                .header("Cache-Control", "no-cache")
                .build();
    }
}
