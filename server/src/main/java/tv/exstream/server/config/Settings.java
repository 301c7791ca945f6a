package tv.exstream.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.RecoveryPolicy;

/**
 * The whole configuration, read once and frozen. Features are handed the slice they need, never this.
 *
 * @param recovery  what is done about sources that fail
 * @param profiles  by name; there is always one named {@code default}
 * @param effective every key with its value and where that comes from, in order of the example file
 */
public record Settings(
        Server server,
        Library library,
        Channels channels,
        RecoveryPolicy recovery,
        Playout playout,
        Guide guide,
        Hdhr hdhr,
        Log log,
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

    /** @param media folders to scan, absolute, only read */
    public record Library(List<Path> media) {
        public Library {
            media = List.copyOf(media);
        }
    }

    /**
     * @param linger       how long a channel goes on after its last viewer
     * @param lead         how far ahead of air sources work
     * @param stallTimeout how long frames may be missing before a slate stands in
     * @param openDeadline how long opening a source may take
     * @param viewerQueue  bytes a viewer may lag
     * @param minEpisodes  a show with fewer gets no channel of its own
     */
    public record Channels(
            Duration linger,
            Duration lead,
            Duration stallTimeout,
            Duration openDeadline,
            int viewerQueue,
            int minEpisodes) {}

    /** @param horizon how far ahead programmes are materialised */
    public record Playout(Duration horizon) {}

    /**
     * @param days of programmes in XMLTV, 1 to 14
     * @param zone of the times shown
     */
    public record Guide(int days, ZoneId zone) {}

    /**
     * @param tuners  how many may be watched through this device at once, 1 to 32
     * @param udpPort of the discovery protocol, 0: any free one
     * @param ssdp    announce on UDP 1900
     */
    public record Hdhr(boolean enabled, int tuners, String friendlyName, int udpPort, boolean ssdp) {}

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
