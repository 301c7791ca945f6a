package tv.exstream.engine.av;

import java.time.Duration;
import java.util.Map;

/**
 * What an input may be made of. A media file is self-contained: playlists, concat scripts, image sequences and devices
 * are not on the list, so no file among the media can make libav open another one or call the network.
 */
final class InputPolicy {
    static final String FILE_PROTOCOLS = "file";
    static final String NETWORK_PROTOCOLS = "http,https,tcp,tls,udp,rtp,rtsp,srt,rtmp,rtmps,crypto";

    private static final String CONTAINERS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,mpegts,mpeg,avi,flv,live_flv,asf,"
            + "mxf,ogg,nut,rm,dv,ivf,gxf,wtv,mpegvideo,m4v,h264,hevc,av1,obu,vc1,y4m,yuv4mpegpipe,"
            + "mp3,aac,ac3,eac3,dts,dtshd,truehd,flac,wav,w64,aiff,caf,ape,wv,tta,tak,au,amr,opus,loas,mpc,mpc8";

    static final String FILE_FORMATS = CONTAINERS;

    /** Live playlists are how the internet streams, so a URL may be one; the protocols stay limited. */
    static final String NETWORK_FORMATS = CONTAINERS + ",hls,rtsp,rtp,sdp,dash";

    /** Demuxers a file is refused for by name, so that the message can say why. */
    static final String PLAYLIST_ADVICE =
            "a media file may not be a playlist or name other files; add the files themselves, or the stream's URL";

    /** How players introduce themselves; some servers turn libav's own name away. */
    private static final String USER_AGENT = "Mozilla/5.0 (compatible; EXStreamTV)";

    private InputPolicy() {}

    /**
     * Options of the protocols under a network input, by name; each protocol takes those it has. Every wait is bounded by
     * the input's own deadline as well. A body that is cut short is taken up where it ended, once and at once: longer
     * waits belong to the channel, which shows a slate meanwhile.
     *
     * @param silence how long a socket may be silent
     */
    static Map<String, String> networkOptions(Duration silence) {
        String micros = Long.toString(silence.toNanos() / 1_000);
        return Map.of(
                "user_agent", USER_AGENT,
                "rw_timeout", micros,
                "reconnect", "1",
                "reconnect_max_retries", "1",
                "reconnect_delay_max", "1",
                "rtsp_flags", "prefer_tcp",
                "overrun_nonfatal", "1");
    }
}
