package tv.exstream.server.stream;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;

import tv.exstream.engine.ChannelNumber;

/**
 * This server's addresses as the asking client reaches them: by the request's own Host, or by what a reverse proxy says in
 * X-Forwarded-Proto, -Host, -Port and -Prefix.
 *
 * @param base without a slash at its end
 */
public record PublicUrls(String base) {
    // The headers come from anybody and go into documents: only what can stand in a URL is believed.
    private static final Pattern HOST = Pattern.compile("(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\])(?::[0-9]{1,5})?");
    private static final Pattern PREFIX = Pattern.compile("(?:/[A-Za-z0-9._~-]+)+");
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");

    public static PublicUrls of(UriInfo uri, HttpHeaders headers) {
        URI own = uri.getBaseUri();
        String scheme = forwarded(headers, "X-Forwarded-Proto")
                .filter(s -> s.equals("http") || s.equals("https"))
                .orElse(own.getScheme());
        Optional<String> proxyHost = forwarded(headers, "X-Forwarded-Host")
                .filter(h -> HOST.matcher(h).matches());
        Optional<String> proxyPort = forwarded(headers, "X-Forwarded-Port")
                .filter(p -> PORT.matcher(p).matches());
        String authority = proxyHost.orElse(own.getRawAuthority());
        if (proxyPort.isPresent()) {
            authority = withoutPort(authority) + ":" + proxyPort.get();
        }
        String prefix = forwarded(headers, "X-Forwarded-Prefix")
                .filter(p -> PREFIX.matcher(p).matches())
                .orElse("");
        return new PublicUrls(scheme + "://" + withoutDefaultPort(scheme, authority) + prefix);
    }

    /** The first value: further ones come from proxies nearer to us. */
    private static Optional<String> forwarded(HttpHeaders headers, String name) {
        return Optional.ofNullable(headers.getHeaderString(name)).map(v -> v.split(",", 2)[0].trim());
    }

    private static String withoutPort(String authority) {
        int colon = authority.lastIndexOf(':');
        return colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
    }

    private static String withoutDefaultPort(String scheme, String authority) {
        String suffix = scheme.equals("https") ? ":443" : ":80";
        return authority.endsWith(suffix) ? authority.substring(0, authority.length() - suffix.length()) : authority;
    }

    public String channelTs(ChannelNumber number) {
        return base + "/iptv/channel/" + number + ".ts";
    }

    public String channelHls(ChannelNumber number) {
        return base + "/iptv/channel/" + number + ".m3u8";
    }

    public String logo(ChannelNumber number) {
        return base + "/iptv/logo/" + number + ".png";
    }

    /** @param kind {@code poster}, {@code backdrop} or {@code still} */
    public String artwork(long mediaId, String kind) {
        return base + "/iptv/art/" + mediaId + "/" + kind + ".jpg";
    }

    public String m3u() {
        return base + "/iptv/channels.m3u";
    }

    public String xmltv() {
        return base + "/iptv/xmltv.xml";
    }

    /** The guide of the channels of some groups; of all without any. */
    public String xmltv(List<String> groups) {
        return groups.stream()
                .map(group -> "group=" + URLEncoder.encode(group, StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", groups.isEmpty() ? xmltv() : xmltv() + "?", ""));
    }

    /** HDHomeRun's form, on any free tuner. */
    public String auto(ChannelNumber number) {
        return base + "/auto/v" + number;
    }
}
