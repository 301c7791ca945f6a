package tv.exstream.server.stream;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tv.exstream.engine.ChannelNumber;

/**
 * What the path of an HLS URL asks for.
 *
 * @param dialled what stands in the number's place, as sent
 * @param msn     media sequence number of a {@link Kind#SEGMENT}, {@link Kind#PART} or {@link Kind#CUES}
 * @param part    index of a {@link Kind#PART}
 */
record HlsAddress(Kind kind, String dialled, long msn, int part) {
    enum Kind {
        MASTER,
        MEDIA,
        SUBTITLES,
        SEGMENT,
        PART,
        CUES
    }

    static final String MEDIA_FILE = "live.m3u8";
    static final String SUBTITLES_FILE = "subtitles.m3u8";

    private static final Pattern FORM = Pattern.compile(
            "/iptv/channel/([^/]+)\\.m3u8"
                    + "|/iptv/channel/([^/]+)/(?:(live\\.m3u8)|(subtitles\\.m3u8)|([0-9]{1,18})(?:\\.([0-9]{1,6}))?\\.(ts|vtt))");

    /** Empty when the path is not one of HLS. */
    static Optional<HlsAddress> parse(String path) {
        Matcher m = FORM.matcher(path);
        if (!m.matches()) {
            return Optional.empty();
        }
        if (m.group(1) != null) {
            return Optional.of(new HlsAddress(Kind.MASTER, m.group(1), 0, 0));
        }
        String dialled = m.group(2);
        if (m.group(5) == null) {
            return Optional.of(new HlsAddress(m.group(3) != null ? Kind.MEDIA : Kind.SUBTITLES, dialled, 0, 0));
        }
        long msn = Long.parseLong(m.group(5));
        boolean cues = m.group(7).equals("vtt");
        if (m.group(6) == null) {
            return Optional.of(new HlsAddress(cues ? Kind.CUES : Kind.SEGMENT, dialled, msn, 0));
        }
        return cues
                ? Optional.empty()
                : Optional.of(new HlsAddress(Kind.PART, dialled, msn, Integer.parseInt(m.group(6))));
    }

    /** Empty when what was dialled is no channel number. */
    Optional<ChannelNumber> number() {
        try {
            return Optional.of(ChannelNumber.parse(dialled));
        } catch (IllegalArgumentException notANumber) {
            return Optional.empty();
        }
    }
}
