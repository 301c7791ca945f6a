package tv.exstream.server.portable;

import java.util.regex.Pattern;

/** Takes out of a document what is nobody else's business: names, passwords and tokens in the addresses of streams. */
final class Secrets {
    /** In place of each. */
    static final String HIDDEN = "***";

    private static final Pattern USER = Pattern.compile("(?<=://)[^/@?#]*@");
    private static final Pattern VALUE = Pattern.compile("(?<=[?&][^=&#]{1,100}=)[^&#]+");

    private Secrets() {}

    static PortableDocument without(PortableDocument document) {
        return new PortableDocument(
                document.collections(),
                document.media(),
                document.schedules(),
                document.channels().stream().map(Secrets::without).toList());
    }

    private static PortableChannel without(PortableChannel channel) {
        return channel.programming() instanceof PortableProgramming.Stream stream
                ? channel.airing(new PortableProgramming.Stream(stream.title(), masked(stream.url())))
                : channel;
    }

    static String masked(String url) {
        return VALUE.matcher(USER.matcher(url).replaceAll(HIDDEN + "@")).replaceAll(HIDDEN);
    }
}
