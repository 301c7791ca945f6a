package tv.exstream.server.schedule.item;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses of live streams of the network, as RFC 3986 writes them. What they hold before the host and behind the path
 * may be secret, so nobody is shown it.
 */
public final class StreamAddress {
    /** What stands for what is not shown. */
    public static final String HIDDEN = "***";

    private static final Set<String> SCHEMES =
            new TreeSet<>(Set.of("http", "https", "rtsp", "rtmp", "rtmps", "rtp", "udp", "srt"));
    /** Scheme, authority, path, query. */
    private static final Pattern FORM =
            Pattern.compile("([a-zA-Z]+)://((?:[\\w.~!$&'()*+,;=:@\\[\\]-]|%[0-9a-fA-F]{2})+)"
                    + "((?:/(?:[\\w.~!$&'()*+,;=:@/-]|%[0-9a-fA-F]{2})*)?)"
                    + "((?:\\?(?:[\\w.~!$&'()*+,;=:@/?-]|%[0-9a-fA-F]{2})*)?)");

    private StreamAddress() {}

    /** @throws IllegalArgumentException, which tells no secret, for what is no address of a stream */
    public static void check(String address) {
        var unused = parts(address);
    }

    private static Matcher parts(String address) {
        Matcher parts = FORM.matcher(address);
        if (!parts.matches() || !SCHEMES.contains(parts.group(1).toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("a stream's address begins with " + String.join("://, ", SCHEMES)
                    + ":// and a host; characters such as spaces are written %20");
        }
        return parts;
    }

    /** The address with {@value #HIDDEN} for user and password, and for what follows the path. */
    public static String masked(String address) {
        Matcher parts = parts(address);
        String authority = parts.group(2);
        int at = authority.lastIndexOf('@');
        return parts.group(1)
                + "://"
                + (at <= 0 ? authority : HIDDEN + authority.substring(at))
                + parts.group(3)
                + (parts.group(4).isEmpty() ? "" : "?" + HIDDEN);
    }

    /** Whether it was made by {@link #masked} of an address that has something to hide. */
    public static boolean isMask(String address) {
        return address.contains("://" + HIDDEN + "@") || address.endsWith("?" + HIDDEN);
    }
}
