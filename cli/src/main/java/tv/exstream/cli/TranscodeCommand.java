package tv.exstream.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import tv.exstream.engine.MediaSource;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.TranscodeJob;
import tv.exstream.engine.TranscodeReport;
import tv.exstream.engine.TsOptions;
import tv.exstream.server.config.Settings;

/** {@code transcode}: the pipeline of a channel over files, into a file. */
@Command(
        name = "transcode",
        description = {
            "Runs the pipeline of a channel over one or more inputs, spliced as a channel would, into an MPEG-TS file.",
            "Streams that fit the profile are copied, the others transcoded.",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  exstreamtv transcode film.mkv -o film.ts",
            "  exstreamtv transcode intro.mp4 film.mkv -o evening.ts --profile 480p",
            "  exstreamtv transcode film.mkv --at 1:02:03 --duration 90s -o scene.ts",
            "  exstreamtv transcode film.mkv -o film.m3u8 --format hls",
            "  exstreamtv transcode film.mkv --realtime -o - | vlc -",
        })
final class TranscodeCommand implements Callable<Integer> {
    private final CliContext context;

    @Parameters(paramLabel = "IN", arity = "1..*", description = "Media files or addresses, in order.")
    private List<String> inputs = new ArrayList<>();

    @Mixin
    private OutputOptions options = new OutputOptions();

    @Option(
            names = "--format",
            paramLabel = "F",
            defaultValue = "mpegts",
            description = "mpegts, or hls: a playlist with its segments beside it. Default: ${DEFAULT-VALUE}.")
    private String format = "";

    @Option(
            names = "--at",
            paramLabel = "T",
            defaultValue = "0",
            converter = MediaTime.class,
            description = "Where to begin in the first input: 90, 1:30, 1h2m3s, 500ms.")
    private Duration at = Duration.ZERO;

    @Option(
            names = "--duration",
            paramLabel = "D",
            converter = MediaTime.class,
            description = "How much to make. Default: to the end of the last input.")
    private Optional<Duration> duration = Optional.empty();

    @Option(names = "--realtime", description = "As fast as it plays, not as fast as it goes.")
    private boolean realtime;

    @Option(
            names = "--constant-bitrate",
            paramLabel = "R",
            converter = BitRate.class,
            description =
                    "Hold the whole stream at this bit rate with null packets: 8M, 3500k. Default: as configured.")
    private Optional<Integer> constantBitrate = Optional.empty();

    @Mixin
    private NotYet notYet = new NotYet();

    TranscodeCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        notYet.refuse();
        boolean hls = isHls();
        options.check();
        if (duration.filter(Duration::isZero).isPresent()) {
            throw new CliException(Exit.USAGE, "--duration 0 leaves nothing to make");
        }
        Settings settings = options.settings(context);
        OutputProfile target = options.profile(settings);
        TsOptions ts = new TsOptions(
                settings.ts().provider(),
                constantBitrate.orElse(settings.ts().muxKbps()),
                settings.ts().cues());
        List<MediaSource> sources = inputs.stream().map(Inputs::parse).toList();
        try (TranscodeOutput out = options.open(context, sources, hls);
                OneShotEngine engine = OneShotEngine.start(context)) {
            TranscodeReport report =
                    OutputOptions.run(context, engine.get(), out, bar -> job(sources, target, ts, out, bar));
            if (out.bytes() == 0) {
                throw new CliException(
                        Exit.FAILED,
                        "nothing was made: --at " + MediaTime.precise(at) + " may be past the end of "
                                + sources.getFirst().describe());
            }
            options.print(context, report, out, target, json -> {});
        }
        return Exit.DONE.code();
    }

    private TranscodeJob job(
            List<MediaSource> sources, OutputProfile target, TsOptions ts, TranscodeOutput out, ProgressBar bar) {
        long startNanos = System.nanoTime();
        return new TranscodeJob(
                sources,
                Optional.empty(),
                target,
                at,
                duration,
                realtime,
                ts,
                out,
                progress -> bar.update(
                        fraction(progress), label(progress, Duration.ofNanos(System.nanoTime() - startNanos))));
    }

    private boolean isHls() {
        return switch (format.toLowerCase(Locale.ROOT)) {
            case "mpegts", "ts" -> false;
            case "hls" -> true;
            default -> throw new CliException(Exit.USAGE, "there is no format '" + format + "': use mpegts or hls");
        };
    }

    private static OptionalDouble fraction(TranscodeJob.Progress progress) {
        return progress.total().isPresent() && progress.total().get().isPositive()
                ? OptionalDouble.of((double) progress.done().toMillis()
                        / progress.total().get().toMillis())
                : OptionalDouble.empty();
    }

    private static String label(TranscodeJob.Progress progress, Duration elapsed) {
        double speed = elapsed.isZero() ? 0 : MediaTime.inSeconds(progress.done()) / MediaTime.inSeconds(elapsed);
        return String.format(
                Locale.ROOT,
                "%s  %.1fx  %.1f MB",
                MediaTime.clock(progress.done()),
                Double.isFinite(speed) ? speed : 0,
                progress.bytes() / 1e6);
    }
}
