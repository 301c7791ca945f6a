package tv.exstream.server.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import tv.exstream.engine.ChannelSlates;
import tv.exstream.engine.ChannelSpec;
import tv.exstream.engine.FrameRate;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.RecoveryPolicy;
import tv.exstream.engine.TsOptions;
import tv.exstream.engine.hls.HlsOptions;

/**
 * Reads the configuration: {@code --config F}, else {@code EXSTREAMTV_CONFIG}, else {@code config.yaml} in the data
 * directory where there is one; {@code EXSTREAMTV_SECTION_KEY} variables override it, flags override both.
 */
public final class SettingsLoader {
    static final String CONFIG_VARIABLE = "EXSTREAMTV_CONFIG";
    static final String FILE_NAME = "config.yaml";

    private static final Set<String> PROFILE_FIELDS = Set.of(
            "width",
            "height",
            "max-copy-width",
            "max-copy-height",
            "max-frame-rate",
            "slate-frame-rate",
            "frame-rate",
            "video-bitrate",
            "preset",
            "gop",
            "audio-bitrate",
            "sample-rate",
            "channels",
            "copy-video",
            "copy-audio");

    private SettingsLoader() {}

    /** @throws ConfigException naming everything that is wrong */
    public static Settings load(LaunchOptions options, Map<String, String> env) {
        Path fallbackData =
                DataDirectory.platformDefault(env, System.getProperty("os.name"), System.getProperty("user.home"));
        Optional<Path> named = options.config()
                .or(() -> Optional.ofNullable(env.get(CONFIG_VARIABLE)).map(Path::of));
        SettingsReader reader;
        if (named.isPresent()) {
            reader = new SettingsReader(ConfigFile.read(named.get().toAbsolutePath()), env, flags(options));
        } else {
            // the data directory is needed to find the file: flag, variable or default say which it is
            Path data = new SettingsReader(ConfigFile.NONE, env, flags(options)).path("server.data", fallbackData);
            Path file = data.resolve(FILE_NAME);
            ConfigFile config = Files.exists(file) ? ConfigFile.read(file) : ConfigFile.NONE;
            reader = new SettingsReader(config, env, flags(options));
            if (config.values().containsKey("server.data")) {
                reader.fault(file + ": 'server.data' cannot be set in the data directory itself; use --data or "
                        + SettingsReader.variable("server.data") + ", or name this file with --config");
            }
        }
        return read(reader, fallbackData);
    }

    static Settings read(SettingsReader in, Path fallbackData) {
        Settings.Server server = new Settings.Server(
                in.text("server.host", "0.0.0.0"),
                in.integer("server.port", 8411, 0, 65_535),
                in.path("server.data", fallbackData),
                in.flag("server.demo", false),
                in.size("server.max-body", 16L << 20, 1L << 10, 1L << 30),
                in.duration("server.stop-wait", Duration.ofSeconds(3), Duration.ZERO, Duration.ofMinutes(5)));
        Settings.Library library = new Settings.Library(
                in.paths("library.media"),
                in.value("library.analysis", "gentle", t -> ValueForms.choice(Settings.Library.Analysis.class, t)));
        Settings.Channels channels = channels(in);
        Settings.Hls hls = hls(in);
        RecoveryPolicy recovery = recovery(in);
        Settings.Playout playout = new Settings.Playout(
                in.duration("playout.horizon", Duration.ofDays(7), Duration.ofHours(6), Duration.ofDays(31)),
                in.duration("playout.history", Duration.ofDays(3), Duration.ZERO, Duration.ofDays(31)));
        Settings.Scripts scripts = new Settings.Scripts(
                in.integer("scripts.sessions", 16, 1, 1_000),
                in.duration("scripts.idle", Duration.ofMinutes(10), Duration.ofMinutes(1), Duration.ofDays(1)),
                in.integer("scripts.items", 50_000, 1, 200_000),
                in.duration("scripts.span", Duration.ofDays(31), Duration.ofHours(1), Duration.ofDays(62)));
        Settings.Guide guide = new Settings.Guide(
                in.integer("guide.days", 3, 1, 14),
                in.value("guide.time-zone", "system", ValueForms::zone),
                GuideTemplates.read(in));
        if (Duration.ofDays(guide.days()).compareTo(playout.horizon()) > 0) {
            in.fault("'guide.days' is " + guide.days() + ", but programmes are only planned for 'playout.horizon' = "
                    + ValueForms.text(playout.horizon()) + "; raise the horizon or lower the days");
        }
        Settings.Hdhr hdhr = new Settings.Hdhr(
                in.flag("hdhr.enabled", true),
                in.integer("hdhr.tuners", 4, 1, 32),
                in.text("hdhr.friendly-name", "EXStreamTV"),
                in.integer("hdhr.udp-port", 65_001, 0, 65_535),
                in.flag("hdhr.ssdp", true));
        Settings.Sessions sessions = new Settings.Sessions(
                in.integer("sessions.per-channel", 50, 1, 10_000),
                in.integer("sessions.in-all", 500, 1, 100_000),
                in.duration(
                        "sessions.idle-timeout", Duration.ofSeconds(300), Duration.ofSeconds(1), Duration.ofDays(1)),
                in.duration("sessions.sweep", Duration.ofSeconds(60), Duration.ofSeconds(1), Duration.ofHours(1)));
        Settings.Stream stream = new Settings.Stream(
                in.value("stream.throttle", "burst", t -> ValueForms.choice(Settings.Stream.Throttle.class, t)),
                in.value("stream.bitrate", "clock", ValueForms::bitsPerSecond),
                in.duration("stream.keep-alive", Duration.ofSeconds(1), Duration.ofMillis(100), Duration.ofMinutes(1)));
        TsOptions ts = new TsOptions(
                in.text("ts.provider", TsOptions.DEFAULT.provider()),
                in.value("ts.constant-bitrate", "0", SettingsLoader::constantBitrate),
                in.flag("ts.cues", TsOptions.DEFAULT.cues()));
        Settings.Log log =
                new Settings.Log(in.value("log.level", "info", t -> ValueForms.choice(Settings.Log.Level.class, t)));
        ChannelSlates slates =
                new ChannelSlates(SlateSettings.read(in, "error"), SlateSettings.read(in, "offline"), guide.zone());
        Map<String, OutputProfile> profiles = new LinkedHashMap<>();
        Set<String> names = new TreeSet<>(in.names("profiles", PROFILE_FIELDS));
        names.add(Settings.DEFAULT_PROFILE);
        for (String name : names) {
            profiles.put(name, profile(in, name));
        }
        in.finish();
        return new Settings(
                server,
                library,
                channels,
                hls,
                recovery,
                playout,
                scripts,
                guide,
                hdhr,
                sessions,
                stream,
                ts,
                log,
                slates,
                profiles,
                in.effective());
    }

    private static int constantBitrate(String text) {
        try {
            return text.equals("0") ? 0 : ValueForms.kilobits(text, TsOptions.MIN_MUX_KBPS, TsOptions.MAX_MUX_KBPS);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("0 for a variable rate, or " + e.getMessage(), e);
        }
    }

    private static Settings.Channels channels(SettingsReader in) {
        Duration minute = Duration.ofMinutes(1);
        return new Settings.Channels(
                in.duration("channels.linger", ChannelSpec.DEFAULT_LINGER, Duration.ZERO, Duration.ofDays(1)),
                in.duration("channels.lead", Duration.ofSeconds(2), Duration.ofMillis(200), minute),
                in.duration("channels.stall-timeout", Duration.ofMillis(500), Duration.ofMillis(100), minute),
                in.duration("channels.open-deadline", Duration.ofSeconds(10), Duration.ofMillis(500), minute),
                (int) in.size("channels.viewer-queue", 16L << 20, 1L << 20, 1L << 30),
                in.integer("channels.min-episodes", 3, 1, 1000),
                in.list("channels.prewarm", ValueForms::channelNumber),
                in.integer("channels.keep-warm", 0, 0, 1000));
    }

    private static Settings.Hls hls(SettingsReader in) {
        HlsOptions base = HlsOptions.DEFAULT;
        Duration minute = Duration.ofMinutes(1);
        Duration segment = in.duration("hls.segment", base.segment(), Duration.ofSeconds(1), minute);
        Duration target = in.duration("hls.target-duration", base.target(), Duration.ofSeconds(2), minute);
        Duration part = in.duration("hls.part", base.part(), Duration.ofMillis(200), minute);
        int window = in.integer("hls.window", base.window(), 3, 1000);
        Duration idle = in.duration("hls.idle-timeout", minute, Duration.ofSeconds(10), Duration.ofHours(1));
        try {
            return new Settings.Hls(new HlsOptions(segment, target, part, window), idle);
        } catch (IllegalArgumentException e) {
            in.fault("'hls': " + e.getMessage());
            return new Settings.Hls(base, idle);
        }
    }

    private static RecoveryPolicy recovery(SettingsReader in) {
        RecoveryPolicy usual = RecoveryPolicy.DEFAULT;
        Duration least = Duration.ofMillis(10);
        Duration minute = Duration.ofMinutes(1);
        Duration first = in.duration("recovery.first-backoff", usual.firstBackoff(), least, minute);
        Duration max = in.duration("recovery.max-backoff", usual.maxBackoff(), least, Duration.ofMinutes(10));
        if (max.compareTo(first) < 0) {
            in.fault("'recovery.max-backoff' is " + ValueForms.text(max) + ", less than 'recovery.first-backoff' = "
                    + ValueForms.text(first) + "; raise the one or lower the other");
            max = first;
        }
        return new RecoveryPolicy(
                first,
                max,
                in.integer("recovery.jitter", (int) Math.round(usual.jitter() * 100), 0, 100) / 100.0,
                in.integer("recovery.max-attempts", usual.maxAttempts(), 1, 100_000),
                in.duration("recovery.rest", usual.rest(), Duration.ZERO, Duration.ofDays(1)),
                in.duration("recovery.start-deadline", usual.startDeadline(), Duration.ZERO, minute),
                in.duration("recovery.read-deadline", usual.readDeadline(), Duration.ofMillis(200), minute));
    }

    /** A profile leaves away what is as in the built-in one. */
    private static OutputProfile profile(SettingsReader in, String name) {
        OutputProfile base = OutputProfile.DEFAULT;
        String at = "profiles." + name + ".";
        int width = in.integer(at + "width", base.width(), 64, 7680);
        int height = in.integer(at + "height", base.height(), 64, 4320);
        int maxCopyWidth = in.integer(at + "max-copy-width", base.maxCopyWidth(), 64, 7680);
        int maxCopyHeight = in.integer(at + "max-copy-height", base.maxCopyHeight(), 64, 4352);
        int maxFrameRate = in.integer(at + "max-frame-rate", base.maxFrameRate(), 1, 120);
        int slateFrameRate = in.integer(at + "slate-frame-rate", base.slateFrameRate(), 1, 120);
        Optional<FrameRate> frameRate = in.value(at + "frame-rate", "source", ValueForms::frameRate);
        int videoKbps =
                in.value(at + "video-bitrate", base.videoKbps() + "k", t -> ValueForms.kilobits(t, 50, 100_000));
        String preset = in.text(at + "preset", base.preset());
        Duration gop = in.duration(
                at + "gop",
                Duration.ofMillis(Math.round(base.gopSeconds() * 1000)),
                Duration.ofMillis(200),
                Duration.ofSeconds(20));
        int audioKbps = in.value(at + "audio-bitrate", base.audioKbps() + "k", t -> ValueForms.kilobits(t, 16, 1000));
        int sampleRate = in.integer(at + "sample-rate", base.sampleRate(), 44_100, 48_000);
        int channels = in.integer(at + "channels", base.channels(), 1, 2);
        boolean copyVideo = in.flag(at + "copy-video", base.copyVideo());
        boolean copyAudio = in.flag(at + "copy-audio", base.copyAudio());
        try {
            return new OutputProfile(
                    name,
                    width,
                    height,
                    maxCopyWidth,
                    maxCopyHeight,
                    maxFrameRate,
                    slateFrameRate,
                    videoKbps,
                    preset,
                    gop.toMillis() / 1000.0,
                    audioKbps,
                    sampleRate,
                    channels,
                    copyVideo,
                    copyAudio,
                    frameRate);
        } catch (IllegalArgumentException e) {
            in.fault(String.valueOf(e.getMessage()));
            return base;
        }
    }

    private static Map<String, SettingsReader.Flag> flags(LaunchOptions options) {
        Map<String, SettingsReader.Flag> flags = new LinkedHashMap<>();
        options.port()
                .ifPresent(
                        p -> flags.put("server.port", new SettingsReader.Flag("--port", List.of(Integer.toString(p)))));
        options.host().ifPresent(h -> flags.put("server.host", new SettingsReader.Flag("--host", List.of(h))));
        options.data()
                .ifPresent(d -> flags.put("server.data", new SettingsReader.Flag("--data", List.of(d.toString()))));
        if (!options.media().isEmpty()) {
            List<String> folders = options.media().stream().map(Path::toString).toList();
            flags.put("library.media", new SettingsReader.Flag("--media", folders));
        }
        if (options.demo()) {
            flags.put("server.demo", new SettingsReader.Flag("--demo", List.of("true")));
        }
        return flags;
    }
}
