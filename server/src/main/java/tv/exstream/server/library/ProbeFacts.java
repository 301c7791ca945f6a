package tv.exstream.server.library;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tv.exstream.engine.MediaProbe;

/** What a guide can tell from a look into a file: picture, sound, languages, and the container's tags. Pure. */
final class ProbeFacts {
    private static final Pattern RATIO = Pattern.compile("(\\d{1,6}):(\\d{1,6})");
    private static final Pattern DAY = Pattern.compile("^(\\d{4}-\\d\\d-\\d\\d)(?:$|[T ])");
    /** Pictures that are so near to a usual shape are of that shape. */
    private static final double NEAR = 0.03;

    private ProbeFacts() {}

    static Facts of(MediaProbe probe) {
        Facts.Builder facts = new Facts.Builder();
        probe.video().filter(video -> video.width() > 0 && video.height() > 0).ifPresent(video -> {
            boolean grey = video.pixelFormat()
                    .filter(format -> format.startsWith("gray") || format.startsWith("mono"))
                    .isPresent();
            facts.add(Fact.PICTURE, video.width() + "x" + video.height() + " " + aspect(video) + (grey ? " grey" : ""));
        });
        probe.audio().ifPresent(audio -> {
            if (audio.channels() > 0) {
                facts.add(Fact.SOUND, Integer.toString(audio.channels()));
            }
            audio.language().flatMap(Languages::code).ifPresent(code -> facts.add(Fact.LANGUAGE, code));
        });
        probe.streams().stream()
                .filter(stream -> stream.kind() == MediaProbe.Kind.SUBTITLE)
                .flatMap(stream -> stream.language().flatMap(Languages::code).stream())
                .forEach(code -> facts.add(Fact.SUBTITLE, code));
        tag(probe, "artist").or(() -> tag(probe, "album_artist")).ifPresent(text -> facts.add(Fact.ARTIST, text));
        tag(probe, "album").ifPresent(text -> facts.add(Fact.ALBUM, text));
        tag(probe, "genre").stream().flatMap(Nfo::genres).forEach(genre -> facts.add(Fact.GENRE, genre));
        tag(probe, "description").or(() -> tag(probe, "synopsis")).ifPresent(text -> facts.add(Fact.PLOT, text));
        tag(probe, "date")
                .map(DAY::matcher)
                .filter(Matcher::find)
                .ifPresent(m -> facts.add(Fact.PREMIERED, m.group(1)));
        return facts.build();
    }

    private static Optional<String> tag(MediaProbe probe, String key) {
        return Optional.ofNullable(probe.tags().get(key)).filter(text -> !text.isBlank());
    }

    /** As shown: with the shape of its pixels, and upright. */
    private static String aspect(MediaProbe.Stream video) {
        double ratio = (double) video.width() / video.height();
        Matcher sample = RATIO.matcher(video.sampleAspect().orElse("1:1"));
        if (sample.matches() && !sample.group(1).equals("0") && !sample.group(2).equals("0")) {
            ratio = ratio * Integer.parseInt(sample.group(1)) / Integer.parseInt(sample.group(2));
        }
        ratio = video.rotation() % 180 == 0 ? ratio : 1 / ratio;
        if (near(ratio, 4.0 / 3)) {
            return "4:3";
        }
        return near(ratio, 16.0 / 9) ? "16:9" : String.format(Locale.ROOT, "%.2f:1", ratio);
    }

    private static boolean near(double ratio, double usual) {
        return Math.abs(ratio / usual - 1) < NEAR;
    }
}
