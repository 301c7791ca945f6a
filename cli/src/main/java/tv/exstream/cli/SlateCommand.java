package tv.exstream.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

import tv.exstream.engine.MediaSource;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.SlateStyle;
import tv.exstream.engine.TranscodeJob;
import tv.exstream.engine.TranscodeReport;

/** {@code slate}: an error or offline screen, made as a channel makes it, into a file. */
@Command(
        name = "slate",
        description = {
            "Renders an error or offline screen to MPEG-TS, exactly as a channel would show it.",
            "Try here what the 'slates' section of the settings, or of a channel, will look like.",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  exstreamtv slate --title 'Back soon' --duration 10s -o slate.ts",
            "  exstreamtv slate --visual test_pattern --audio sine --duration 1m -o bars.ts",
            "  exstreamtv slate --visual image --image logo.png --soundtrack theme.mp3 --duration 5m -o off.ts",
        })
final class SlateCommand implements Callable<Integer> {
    private final CliContext context;

    @Option(names = "--title", paramLabel = "T", description = "The large line. Default: what a channel says off air.")
    private String title = "";

    @Option(names = "--subtitle", paramLabel = "S", description = "The small line.")
    private String subtitle = "";

    @Option(
            names = "--visual",
            paramLabel = "V",
            defaultValue = "slate",
            converter = Visuals.class,
            description = "text, static (snow), test_pattern (bars), slate or image. Default: ${DEFAULT-VALUE}.")
    private SlateStyle.Visual visual = SlateStyle.Visual.SLATE;

    @Option(
            names = "--audio",
            paramLabel = "A",
            defaultValue = "silent",
            converter = Sounds.class,
            description = "silent, sine (1 kHz), white_noise or beep. Default: ${DEFAULT-VALUE}.")
    private SlateStyle.Audio audio = SlateStyle.Audio.SILENT;

    @Option(
            names = "--image",
            paramLabel = "F",
            description = "The picture of '--visual image': PNG, JPEG, WebP, GIF or BMP.")
    private Optional<Path> image = Optional.empty();

    @Option(
            names = "--soundtrack",
            paramLabel = "F",
            description = "An audio file played in a loop, in place of --audio; its first ten minutes.")
    private Optional<Path> soundtrack = Optional.empty();

    @Option(
            names = "--volume",
            paramLabel = "N",
            defaultValue = "0.3",
            description = "Of the sound, 0 (silent) to 1. Default: ${DEFAULT-VALUE}.")
    private double volume;

    @Option(
            names = "--duration",
            paramLabel = "D",
            defaultValue = "10s",
            converter = MediaTime.class,
            description = "How much to make: 90, 1:30, 1h2m3s. Default: ${DEFAULT-VALUE}.")
    private Duration duration = Duration.ZERO;

    @Mixin
    private OutputOptions options = new OutputOptions();

    SlateCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        SlateStyle style = style();
        options.check();
        if (duration.isZero()) {
            throw new CliException(Exit.USAGE, "--duration 0 leaves nothing to make");
        }
        OutputProfile target = options.profile(options.settings(context));
        List<MediaSource> inputs = Stream.concat(image.stream(), soundtrack.stream())
                .map(file -> Inputs.parse(file.toString()))
                .toList();
        try (TranscodeOutput out = options.open(context, inputs, false);
                OneShotEngine engine = OneShotEngine.start(context)) {
            TranscodeReport report = OutputOptions.run(context, engine.get(), out, bar -> job(style, target, out, bar));
            options.print(context, report, out, target, json -> describe(json.putObject("slate"), style));
        }
        return Exit.DONE.code();
    }

    private SlateStyle style() {
        if (!(volume >= 0 && volume <= 1)) {
            throw new CliException(Exit.USAGE, "--volume is 0 (silent) to 1, not " + volume);
        }
        if (visual == SlateStyle.Visual.IMAGE && image.isEmpty()) {
            throw new CliException(Exit.USAGE, "--visual image needs a picture: add --image FILE");
        }
        if (visual != SlateStyle.Visual.IMAGE && image.isPresent()) {
            throw new CliException(Exit.USAGE, "--image is for --visual image: add that, or leave the picture out");
        }
        return new SlateStyle(visual, audio, title, subtitle, image.map(Path::toAbsolutePath), track(), volume);
    }

    private Optional<Path> track() {
        return soundtrack.map(Path::toAbsolutePath);
    }

    private TranscodeJob job(SlateStyle style, OutputProfile target, TranscodeOutput out, ProgressBar bar) {
        return TranscodeJob.ofSlate(
                style,
                target,
                duration,
                out,
                progress -> bar.update(
                        OptionalDouble.of((double) progress.done().toMillis() / duration.toMillis()),
                        MediaTime.clock(progress.done())));
    }

    private static void describe(ObjectNode node, SlateStyle style) {
        node.put("visual", style.visual().name().toLowerCase(Locale.ROOT));
        node.put("audio", style.audio().name().toLowerCase(Locale.ROOT));
        node.put("title", style.title());
        node.put("subtitle", style.subtitle());
        style.image().ifPresent(file -> node.put("image", file.toString()));
        style.soundtrack().ifPresent(file -> node.put("soundtrack", file.toString()));
        node.put("volume", style.volume());
    }

    /** {@code test_pattern} and {@code test-pattern} alike. */
    private static <E extends Enum<E>> E named(Class<E> type, String text) {
        for (E value : type.getEnumConstants()) {
            if (value.name().equalsIgnoreCase(text.replace('-', '_'))) {
                return value;
            }
        }
        String known = Stream.of(type.getEnumConstants())
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .reduce((a, b) -> a + ", " + b)
                .orElseThrow();
        throw new TypeConversionException("'" + text + "' is none of " + known);
    }

    static final class Visuals implements ITypeConverter<SlateStyle.Visual> {
        @Override
        public SlateStyle.Visual convert(String value) {
            return named(SlateStyle.Visual.class, value);
        }
    }

    static final class Sounds implements ITypeConverter<SlateStyle.Audio> {
        @Override
        public SlateStyle.Audio convert(String value) {
            return named(SlateStyle.Audio.class, value);
        }
    }
}
