package tv.exstream.server.iptv;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;

import org.jspecify.annotations.Nullable;

import tv.exstream.server.channels.Channel;
import tv.exstream.server.channels.ChannelCatalog;
import tv.exstream.server.guide.Guide;
import tv.exstream.server.guide.GuideLinks;
import tv.exstream.server.http.ProblemException;
import tv.exstream.server.stream.PublicUrls;

/** {@code /iptv/xmltv.xml}: the guide from a few hours ago to some days ahead. Compressed by the HTTP edge. */
@Path("/iptv/xmltv.xml")
public final class XmltvResource {
    private static final int MAX_DAYS = 14;
    /** Players show what has just been on. */
    private static final Duration BACK = Duration.ofHours(4);

    private final ChannelCatalog catalog;
    private final Guide guide;
    private final XmltvDocument document;
    private final int defaultDays;
    private final Clock clock;

    /** @param defaultDays 1 to 14, of programmes for who does not say how many */
    public XmltvResource(ChannelCatalog catalog, Guide guide, XmltvDocument document, int defaultDays, Clock clock) {
        this.catalog = catalog;
        this.guide = guide;
        this.document = document;
        this.defaultDays = defaultDays;
        this.clock = clock;
    }

    private record Links(PublicUrls urls) implements GuideLinks {
        @Override
        public String logo(Channel channel) {
            return urls.logo(channel.number());
        }

        @Override
        public String artwork(long mediaId, String kind) {
            return urls.artwork(mediaId, kind);
        }
    }

    /** @param groups of the channels wanted; all that are listed unless given */
    @GET
    public Response guide(
            @QueryParam("days") @Nullable String days,
            @QueryParam("group") @Nullable List<String> groups,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        List<Channel> channels = GroupFilter.channels(catalog, groups);
        int span = days == null ? defaultDays : days(days);
        PublicUrls urls = PublicUrls.of(uri, headers);
        Instant hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
        String tag = String.format(
                Locale.ROOT,
                "%x-%x-%x-%d-%x-%x",
                catalog.revision(),
                guide.revision(),
                hour.getEpochSecond() / 3600,
                span,
                urls.hashCode(),
                groups == null ? 0 : groups.hashCode());
        if (matches(headers.getHeaderString(HttpHeaders.IF_NONE_MATCH), tag)) {
            return Response.notModified().header(HttpHeaders.ETAG, weak(tag)).build();
        }
        StreamingOutput body =
                out -> document.write(out, channels, hour.minus(BACK), hour.plus(Duration.ofDays(span)), new Links(urls));
        return Response.ok(body)
                .type("application/xml; charset=utf-8")
                .header(HttpHeaders.ETAG, weak(tag))
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .build();
    }

    private static int days(String text) {
        try {
            int days = Integer.parseInt(text);
            if (days >= 1 && days <= MAX_DAYS) {
                return days;
            }
        } catch (NumberFormatException notANumber) {
            // Same answer as for a number out of range.
        }
        throw ProblemException.badRequest("days=" + text + " is not a number of days from 1 to " + MAX_DAYS + ".");
    }

    /** Weak: the same guide, whether or not it is compressed on its way. */
    private static String weak(String tag) {
        return "W/\"" + tag + "\"";
    }

    /** The edge marks the tag of a compressed answer with a suffix, which clients send back. */
    private static boolean matches(@Nullable String ifNoneMatch, String tag) {
        return Optional.ofNullable(ifNoneMatch)
                .map(list ->
                        list.trim().equals("*") || list.contains("\"" + tag + "\"") || list.contains("\"" + tag + "--"))
                .orElse(false);
    }
}
