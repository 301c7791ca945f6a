package tv.exstream.server.hdhr;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.channels.Channel;
import tv.exstream.server.channels.ChannelCatalog;
import tv.exstream.server.stream.TunerPool;

/**
 * What the control protocol reads and writes: the device's identity, and the tuners as HTTP streams use them. Tuning
 * itself is done by opening a stream's URL; a channel set here is remembered and shown, nothing more, and a raw UDP target
 * is refused. Safe from any thread.
 */
final class Variables {
    private static final Pattern TUNER = Pattern.compile("/tuner([0-9]{1,3})/([a-z]+)");
    private static final List<String> SYSTEM =
            List.of("/sys/copyright", "/sys/debug", "/sys/features", "/sys/hwmodel", "/sys/model", "/sys/version");
    private static final List<String> OF_TUNER = List.of(
            "channel",
            "debug",
            "lockkey",
            "plotsample",
            "program",
            "status",
            "streaminfo",
            "target",
            "vchannel",
            "vstatus");
    private static final String UNKNOWN = "ERROR: unknown getset variable";
    private static final String READ_ONLY = "ERROR: variable is read only";

    private final Device device;
    private final TunerPool tuners;
    private final ChannelCatalog catalog;
    private final Clock clock;
    private final Map<Integer, ChannelNumber> dialled = new ConcurrentHashMap<>();

    /** Either a value or an error, as the device puts it. */
    record Reply(boolean ok, String text) {
        static Reply value(String text) {
            return new Reply(true, text);
        }

        static Reply error(String text) {
            return new Reply(false, text);
        }
    }

    Variables(Device device, TunerPool tuners, ChannelCatalog catalog, Clock clock) {
        this.device = device;
        this.tuners = tuners;
        this.catalog = catalog;
        this.clock = clock;
    }

    Reply get(String name) {
        Matcher tuner = TUNER.matcher(name);
        if (tuner.matches()) {
            int index = Integer.parseInt(tuner.group(1));
            return index < tuners.count() ? ofTuner(index, tuner.group(2)) : Reply.error(UNKNOWN);
        }
        return switch (name) {
            case "help" -> Reply.value(help());
            case "/sys/model" -> Reply.value(Device.FIRMWARE_NAME);
            case "/sys/hwmodel" -> Reply.value(Device.MODEL_NUMBER);
            case "/sys/version" -> Reply.value(Device.FIRMWARE_VERSION);
            case "/sys/features" -> Reply.value("channelmap: us-bcast\nmodulation: 8vsb\nauto-modulation: auto\n");
            case "/sys/copyright" -> Reply.value("EXStreamTV " + device.version() + ", not a SiliconDust product");
            case "/sys/debug" ->
                Reply.value("tuners: " + tuners.count() + " channels: "
                        + catalog.listed().size() + "\n");
            default -> Reply.error(UNKNOWN);
        };
    }

    /** @param peer address of the controller */
    Reply set(String name, String value, String peer) {
        Matcher matcher = TUNER.matcher(name);
        if (!matcher.matches() || Integer.parseInt(matcher.group(1)) >= tuners.count()) {
            return SYSTEM.contains(name) || name.equals("help") ? Reply.error(READ_ONLY) : Reply.error(UNKNOWN);
        }
        int tuner = Integer.parseInt(matcher.group(1));
        return switch (matcher.group(2)) {
            case "lockkey" -> setLock(tuner, value, peer);
            case "channel", "vchannel" -> dial(tuner, value, name);
            case "target" ->
                value.equals("none")
                        ? get(name)
                        : Reply.error(
                                "ERROR: no raw streams here, open http://…/tuner" + tuner + "/v{channel} instead");
            default -> OF_TUNER.contains(matcher.group(2)) ? Reply.error(READ_ONLY) : Reply.error(UNKNOWN);
        };
    }

    private Reply setLock(int tuner, String value, String peer) {
        if (value.equals("none") || value.equals("force")) {
            tuners.unlock(tuner, peer);
            return get("/tuner" + tuner + "/lockkey");
        }
        return tuners.lock(tuner, peer)
                ? get("/tuner" + tuner + "/lockkey")
                : Reply.error("ERROR: resource locked by "
                        + tuners.use(tuner).map(TunerPool.Use::address).orElse("another"));
    }

    private Reply dial(int tuner, String value, String name) {
        if (value.equals("none")) {
            dialled.remove(tuner);
            return get(name);
        }
        String number = value.startsWith("auto:") ? value.substring("auto:".length()) : value;
        Optional<Channel> channel = parse(number).flatMap(catalog::channel);
        if (channel.isEmpty()) {
            return Reply.error("ERROR: invalid virtual channel");
        }
        dialled.put(tuner, channel.get().number());
        return get(name);
    }

    private static Optional<ChannelNumber> parse(String number) {
        try {
            return Optional.of(ChannelNumber.parse(number));
        } catch (IllegalArgumentException notANumber) {
            return Optional.empty();
        }
    }

    private Reply ofTuner(int tuner, String variable) {
        Optional<TunerPool.Use> use = tuners.use(tuner);
        Optional<ChannelNumber> streaming = use.flatMap(TunerPool.Use::channel);
        Optional<ChannelNumber> channel = streaming.or(() -> Optional.ofNullable(dialled.get(tuner)));
        return switch (variable) {
            case "status" -> Reply.value(status(streaming, use));
            case "vstatus" ->
                Reply.value(streaming
                        .flatMap(catalog::channel)
                        .map(c -> "vch=" + c.number() + " name=" + c.name() + " auth=unspecified cci=none")
                        .orElse("vch=none name=none auth=none cci=none"));
            case "channel" -> Reply.value(channel.map(c -> "auto:" + c).orElse("none"));
            case "vchannel" -> Reply.value(channel.map(ChannelNumber::toString).orElse("none"));
            case "streaminfo" ->
                Reply.value(streaming
                        .flatMap(catalog::channel)
                        .map(c -> "1: " + c.number() + " " + c.name() + "\n")
                        .orElse("none"));
            case "program" -> Reply.value(streaming.isPresent() ? "1" : "0");
            case "lockkey" -> Reply.value(use.map(TunerPool.Use::address).orElse("none"));
            case "target" ->
                Reply.value(use.filter(u -> u.channel().isPresent())
                        .map(u -> "http://" + u.address())
                        .orElse("none"));
            case "debug" -> Reply.value("tun: " + status(streaming, use) + "\n");
            case "plotsample" -> Reply.value("");
            default -> Reply.error(UNKNOWN);
        };
    }

    /** An IP stream is received perfectly or not at all. */
    private String status(Optional<ChannelNumber> streaming, Optional<TunerPool.Use> use) {
        if (streaming.isEmpty() || use.isEmpty()) {
            return "ch=none lock=none ss=0 snq=0 seq=0 bps=0 pps=0";
        }
        long millis =
                Math.max(1, Duration.between(use.get().since(), clock.instant()).toMillis());
        long bytesPerSecond = use.get().bytesSoFar().getAsLong() * 1000 / millis;
        return String.format(
                Locale.ROOT,
                "ch=auto:%s lock=8vsb ss=100 snq=100 seq=100 bps=%d pps=%d",
                streaming.get(),
                bytesPerSecond * 8,
                bytesPerSecond / 1316);
    }

    private static String help() {
        StringBuilder text = new StringBuilder("Supported configuration options:\n");
        SYSTEM.forEach(name -> text.append(name).append('\n'));
        OF_TUNER.forEach(name -> text.append("/tuner<n>/").append(name).append('\n'));
        return text.toString();
    }
}
