package tv.exstream.server.iptv;

import java.util.List;
import java.util.function.Function;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.channels.Channel;
import tv.exstream.server.stream.PublicUrls;

/** The playlist of channels that IPTV players read. Pure. */
final class M3u {
    private M3u() {}

    /**
     * @param guide  where the XMLTV of these channels is
     * @param stream where a channel's stream is
     */
    static String of(List<Channel> channels, PublicUrls urls, String guide, Function<ChannelNumber, String> stream) {
        StringBuilder out = new StringBuilder(200 + channels.size() * 300);
        out.append("#EXTM3U url-tvg=\"")
                .append(guide)
                .append("\" x-tvg-url=\"")
                .append(guide)
                .append("\"\n");
        for (Channel channel : channels) {
            out.append("#EXTINF:-1");
            attribute(out, "tvg-id", channel.guideId());
            attribute(out, "tvg-chno", channel.number().toString());
            attribute(out, "tvg-name", channel.name());
            attribute(out, "tvg-logo", urls.logo(channel.number()));
            // Players take several, divided by semicolons.
            attribute(out, "group-title", String.join(";", channel.groups()));
            out.append(',').append(title(channel.name())).append('\n');
            out.append(stream.apply(channel.number())).append('\n');
        }
        return out.toString();
    }

    private static void attribute(StringBuilder out, String name, String value) {
        out.append(' ').append(name).append("=\"").append(quoted(value)).append('"');
    }

    /** The format has no escape: a quotation mark would end the attribute, a line break the entry. */
    private static String quoted(String value) {
        return oneLine(value).replace('"', '\'');
    }

    /** Many players take the title to start at the line's last comma, so it has none of its own. */
    private static String title(String name) {
        return oneLine(name).replace(",", " ").replace("  ", " ");
    }

    private static String oneLine(String value) {
        return value.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
    }
}
