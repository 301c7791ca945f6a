package tv.exstream.server.schedule.item;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;

/**
 * Addresses of live streams of the network. What they hold before the host and behind the path may be secret, so nobody
 * is shown it.
 */
public final class StreamAddress {
    /** What stands for what is not shown. */
    public static final String HIDDEN = "***";

    private static final List<String> SCHEMES = List.of("http", "https", "rtsp", "rtmp", "rtmps", "rtp", "udp", "srt");

    private StreamAddress() {}

    /** @throws IllegalArgumentException, which tells no secret, for what is no address of a stream */
    public static URI parse(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("the address of the stream cannot be read (" + e.getReason()
                    + " at character " + (e.getIndex() + 1) + "): characters such as spaces are written %20");
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!SCHEMES.contains(scheme) || uri.getRawAuthority() == null) {
            throw new IllegalArgumentException(
                    "a stream's address begins with " + String.join("://, ", SCHEMES) + ":// and a host");
        }
        return uri;
    }

    /** The address with {@value #HIDDEN} for user and password, and for what follows the path. */
    public static String masked(String address) {
        URI uri = parse(address);
        String authority = uri.getRawAuthority();
        int at = authority.lastIndexOf('@');
        return uri.getScheme()
                + "://"
                + (at <= 0 ? authority : HIDDEN + authority.substring(at))
                + (uri.getRawPath() == null ? "" : uri.getRawPath())
                + (uri.getRawQuery() == null && uri.getRawFragment() == null ? "" : "?" + HIDDEN);
    }

    /** Whether it was made by {@link #masked} of an address that has something to hide. */
    public static boolean isMask(String address) {
        return address.contains("://" + HIDDEN + "@") || address.endsWith("?" + HIDDEN);
    }
}
