package tv.exstream.server.channels;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import tv.exstream.engine.ChannelSlates;
import tv.exstream.engine.SlateStyle;
import tv.exstream.server.channels.ChannelException.Kind;

/** Turns a channel's choices into the engine's slates, and refuses those that make no sense. Safe from any thread. */
public final class SlateRules {
    /** Only what the engine does by itself; no file may be named. */
    public static final SlateRules PLAIN = new SlateRules(ChannelSlates.DEFAULT, Path.of(""), List::of);

    private static final int LONGEST_TEXT = 200;

    private final ChannelSlates defaults;
    private final Path data;
    private final Supplier<List<Path>> mediaFolders;

    /**
     * @param defaults     of all channels
     * @param data         what relative paths are relative to
     * @param mediaFolders where pictures and music may be as well, asked for each time
     */
    public SlateRules(ChannelSlates defaults, Path data, Supplier<List<Path>> mediaFolders) {
        this.defaults = defaults;
        this.data = data;
        this.mediaFolders = mediaFolders;
    }

    /** @throws ChannelException {@code INVALID}, naming the property and the remedy */
    void validate(SlateChoices choices) {
        choices.error().ifPresent(choice -> validate("slates.error", choice, defaults.error()));
        choices.offline().ifPresent(choice -> validate("slates.offline", choice, defaults.offline()));
    }

    private void validate(String at, SlateChoice choice, SlateStyle fallback) {
        choice.visual().ifPresent(v -> one(SlateStyle.Visual.class, at + ".visual", v));
        choice.audio().ifPresent(a -> one(SlateStyle.Audio.class, at + ".audio", a));
        choice.title().ifPresent(t -> text(at + ".title", t));
        choice.subtitle().ifPresent(t -> text(at + ".subtitle", t));
        choice.volume().filter(v -> !(v >= 0 && v <= 1)).ifPresent(v -> {
            throw invalid(at + ".volume", v + " is not a volume: use 0 (silent) to 1");
        });
        choice.image().ifPresent(file -> allowed(at + ".image", file));
        choice.soundtrack().ifPresent(file -> allowed(at + ".soundtrack", file));
        if (visual(choice, fallback) == SlateStyle.Visual.IMAGE
                && choice.image().isEmpty()
                && fallback.image().isEmpty()) {
            throw invalid(at, "the visual 'image' needs a picture: add 'image'");
        }
    }

    /** What the engine is told. What was validated does not fail. */
    public ChannelSlates resolve(SlateChoices choices) {
        return new ChannelSlates(
                choices.error().map(c -> merged(c, defaults.error())).orElse(defaults.error()),
                choices.offline().map(c -> merged(c, defaults.offline())).orElse(defaults.offline()),
                defaults.zone());
    }

    private SlateStyle merged(SlateChoice choice, SlateStyle fallback) {
        Optional<Path> image = choice.image().map(this::resolved).or(fallback::image);
        SlateStyle.Visual wanted = visual(choice, fallback);
        boolean pictureless = wanted == SlateStyle.Visual.IMAGE && image.isEmpty(); // the settings had one once
        return new SlateStyle(
                pictureless ? SlateStyle.Visual.SLATE : wanted,
                choice.audio().map(a -> one(SlateStyle.Audio.class, "audio", a)).orElse(fallback.audio()),
                choice.title().orElse(fallback.title()),
                choice.subtitle().orElse(fallback.subtitle()),
                image,
                // a sound of its own is not to be drowned by the soundtrack of the settings
                choice.soundtrack()
                        .map(this::resolved)
                        .or(() -> choice.audio().isPresent() ? Optional.empty() : fallback.soundtrack()),
                choice.volume().orElse(fallback.volume()));
    }

    private static SlateStyle.Visual visual(SlateChoice choice, SlateStyle fallback) {
        return choice.visual()
                .map(v -> one(SlateStyle.Visual.class, "visual", v))
                .orElse(fallback.visual());
    }

    private static <E extends Enum<E>> E one(Class<E> type, String at, String name) {
        for (E value : type.getEnumConstants()) {
            if (value.name().equalsIgnoreCase(name)) {
                return value;
            }
        }
        throw invalid(
                at,
                "'" + name + "' is none of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(e -> e.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", ")));
    }

    private static void text(String at, String text) {
        if (text.length() > LONGEST_TEXT) {
            throw invalid(
                    at, "has " + text.length() + " characters: use at most " + LONGEST_TEXT + ", it must fit a screen");
        }
    }

    private Path resolved(String file) {
        return data.resolve(file).toAbsolutePath().normalize();
    }

    /** The file must really lie in the data directory or a media folder, links followed. */
    private void allowed(String at, String file) {
        String remedy = ": name a file in the data directory or in a media folder";
        try {
            Path real = resolved(file).toRealPath();
            List<Path> roots = new ArrayList<>(mediaFolders.get());
            roots.add(data);
            for (Path root : roots) {
                if (Files.isDirectory(root) && real.startsWith(root.toRealPath()) && Files.isRegularFile(real)) {
                    return;
                }
            }
        } catch (InvalidPathException | IOException e) {
            // told below: whether it exists elsewhere is nobody's business
        }
        throw invalid(at, "there is no such file to be used" + remedy);
    }

    private static ChannelException invalid(String at, String what) {
        return new ChannelException(Kind.INVALID, "'" + at + "': " + what);
    }
}
