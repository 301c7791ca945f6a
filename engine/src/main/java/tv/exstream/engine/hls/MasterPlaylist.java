package tv.exstream.engine.hls;

import java.util.Locale;
import java.util.Optional;

/** Writes master playlists (RFC 8216bis, 4.4.6). Pure. */
public final class MasterPlaylist {
    private static final String SUBTITLES = "subs";

    private MasterPlaylist() {}

    /**
     * @param window            whose format and bit rates are told; what it does not know is left out
     * @param leastBitsPerSecond told when the listed segments happen to need less
     * @param video             address of the media playlist
     * @param subtitles         address of the subtitles' playlist, where there is one
     */
    public static String text(HlsWindow window, long leastBitsPerSecond, String video, Optional<String> subtitles) {
        StringBuilder out = new StringBuilder(512);
        out.append("#EXTM3U\n#EXT-X-VERSION:6\n");
        if (window.segments().stream().allMatch(HlsWindow.Segment::independent)) {
            out.append("#EXT-X-INDEPENDENT-SEGMENTS\n");
        }
        subtitles.ifPresent(uri -> out.append("#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID=\"")
                .append(SUBTITLES)
                .append("\",NAME=\"Subtitles\",DEFAULT=NO,AUTOSELECT=YES,FORCED=NO,URI=\"")
                .append(uri)
                .append("\"\n"));
        out.append("#EXT-X-STREAM-INF:BANDWIDTH=").append(Math.max(leastBitsPerSecond, window.peakBitsPerSecond()));
        if (window.averageBitsPerSecond() > 0) {
            out.append(",AVERAGE-BANDWIDTH=").append(window.averageBitsPerSecond());
        }
        window.format().ifPresent(format -> {
            out.append(",CODECS=\"")
                    .append(format.videoCodec())
                    .append(',')
                    .append(format.audioCodec())
                    .append("\",RESOLUTION=")
                    .append(format.width())
                    .append('x')
                    .append(format.height());
            format.frameRate().ifPresent(rate -> out.append(String.format(Locale.ROOT, ",FRAME-RATE=%.3f", rate)));
        });
        subtitles.ifPresent(uri -> out.append(",SUBTITLES=\"").append(SUBTITLES).append('"'));
        return out.append('\n').append(video).append('\n').toString();
    }
}
