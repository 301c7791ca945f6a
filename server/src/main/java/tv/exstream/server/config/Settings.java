package tv.exstream.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.ChannelSlates;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.RecoveryPolicy;
import tv.exstream.engine.TsOptions;
import tv.exstream.engine.hls.HlsOptions;

/**
 * The whole configuration, read once and frozen. Features are handed the slice they need, never this.
 *
 * @param ts        how channels' transport streams are made
 * @param slates    of channels that have none of their own
 * @param recovery  what is done about sources that fail
 * @param profiles  by name; there is always one named {@code default}
 * @param effective every key with its value and where that comes from, in order of the example file
 */
public record Settings(
        Server server,
        Library library,
        Channels channels,
        Hls hls,
        RecoveryPolicy recovery,
        Playout playout,
        Scripts scripts,
        Guide guide,
        Hdhr hdhr,
        Sessions sessions,
        Stream stream,
        TsOptions ts,
        Log log,
        ChannelSlates slates,
        Map<String, OutputProfile> profiles,
        List<EffectiveSetting> effective) {
    public static final String DEFAULT_PROFILE = "default";

    public Settings {
        profiles = Map.copyOf(profiles);
        effective = List.copyOf(effective);
        if (!profiles.containsKey(DEFAULT_PROFILE)) {
            throw new IllegalArgumentException("there is no profile named '" + DEFAULT_PROFILE + "'");
        }
    }

    public OutputProfile defaultProfile() {
        return profiles.getOrDefault(DEFAULT_PROFILE, OutputProfile.DEFAULT);
    }

    /**
     * @param host     address to listen on
     * @param port     0 to 65535, 0: any free one
     * @param data     directory of everything the server writes, absolute
     * @param demo     also make synthetic channels
     * @param maxBody  bytes a request body may have
     * @param stopWait how long requests under way may take when the server stops
     */
    public record Server(String host, int port, Path data, boolean demo, long maxBody, Duration stopWait) {}

    /**
     * @param media    folders to scan, absolute, only read
     * @param analysis when files are looked at from beginning to end, for what schedules need to know of their pictures
     */
    public record Library(List<Path> media, Analysis analysis) {
        public Library {
            media = List.copyOf(media);
        }

        public enum Analysis {
            /** Only those files that somebody asks for. */
            OFF,
            /** While no channel is on air. */
            IDLE,
            /** Slowly while channels are on air, and not while the machine is busy with them. */
            GENTLE,
            /** At once. */
            FULL
        }
    }

    /**
     * @param linger       how long a channel goes on after its last viewer
     * @param lead         how far ahead of air sources work
     * @param stallTimeout how long frames may be missing before a slate stands in
     * @param openDeadline how long opening a source may take
     * @param viewerQueue  bytes a viewer may lag
     * @param minEpisodes  a show with fewer gets no channel of its own
     * @param prewarm      channels that are on air whether or not somebody watches
     * @param keepWarm     so many of the most watched ones as well
     */
    public record Channels(
            Duration linger,
            Duration lead,
            Duration stallTimeout,
            Duration openDeadline,
            int viewerQueue,
            int minEpisodes,
            List<ChannelNumber> prewarm,
            int keepWarm) {
        public Channels {
            prewarm = List.copyOf(prewarm);
        }
    }

    /**
     * @param cut         how channels are cut into segments and parts
     * @param idleTimeout a viewer who asks for nothing for so long has gone
     */
    public record Hls(HlsOptions cut, Duration idleTimeout) {}

    /**
     * @param horizon how far ahead programmes are materialised
     * @param history how long aired programmes are kept
     */
    public record Playout(Duration horizon, Duration history) {}

    /**
     * What scripts that build playouts may ask for.
     *
     * @param sessions open at once
     * @param idle     how long a session waits for its script
     * @param items    that one session may add
     * @param span     that one session may be asked to build
     */
    public record Scripts(int sessions, Duration idle, int items, Duration span) {}

    /**
     * @param days      of programmes in XMLTV, 1 to 14
     * @param zone      of the times shown, and of the schedules of channels that have none of their own
     * @param templates of titles and descriptions
     */
    public record Guide(int days, ZoneId zone, GuideTemplates templates) {}

    /**
     * @param tuners  how many may be watched through this device at once, 1 to 32
     * @param udpPort of the discovery protocol, 0: any free one
     * @param ssdp    announce on UDP 1900
     */
    public record Hdhr(boolean enabled, int tuners, String friendlyName, int udpPort, boolean ssdp) {}

    /**
     * @param perChannel  viewers of one channel
     * @param inAll       viewers of all channels
     * @param idleTimeout a session without a sign of life for so long is ended
     * @param sweep       how often that is looked for
     */
    public record Sessions(int perChannel, int inAll, Duration idleTimeout, Duration sweep) {}

    /**
     * @param throttle      how bytes are paced
     * @param bitsPerSecond the pace; 0: the stream's own clock
     * @param keepAlive     null packets are sent when a channel gives nothing for so long
     */
    public record Stream(Throttle throttle, long bitsPerSecond, Duration keepAlive) {
        public enum Throttle {
            REALTIME,
            BURST,
            ADAPTIVE,
            DISABLED
        }
    }

    /** @param level of the log file: TRACE, DEBUG, INFO, WARN or ERROR */
    public record Log(Level level) {
        public enum Level {
            TRACE,
            DEBUG,
            INFO,
            WARN,
            ERROR
        }
    }
}
