package tv.exstream.engine.slate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The font files of this machine, those that suit a slate best first. */
final class FontFolders {
    private static final int DEPTH = 6;
    private static final int MOST_FILES = 4_000;
    private static final List<String> UNFIT =
            List.of("bold", "italic", "oblique", "mono", "light", "thin", "black", "condensed", "emoji", "lastresort");

    private FontFolders() {}

    /** Where fonts usually are on Linux, macOS and Windows; those that do not exist do no harm. */
    static List<Path> usual(Map<String, String> env, String home) {
        List<Path> folders = new ArrayList<>(List.of(
                Path.of("/usr/share/fonts"),
                Path.of("/usr/local/share/fonts"),
                Path.of(home, ".local", "share", "fonts"),
                Path.of(home, ".fonts"),
                Path.of("/System/Library/Fonts"),
                Path.of("/Library/Fonts"),
                Path.of(home, "Library", "Fonts")));
        for (String variable : List.of("SystemRoot", "LOCALAPPDATA")) {
            String root = env.get(variable);
            if (root != null) {
                folders.add(Path.of(root, "Fonts"));
                folders.add(Path.of(root, "Microsoft", "Windows", "Fonts"));
            }
        }
        return folders;
    }

    /** Upright sans of regular weight first, then by name, so that the same machine always chooses the same. */
    static List<Path> files(List<Path> folders) {
        List<Path> fonts = new ArrayList<>();
        for (Path folder : folders) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> tree = Files.walk(folder, DEPTH)) {
                    tree.filter(FontFolders::isFont).limit(MOST_FILES).forEach(fonts::add);
                } catch (IOException | UncheckedIOException e) {
                    // a folder that cannot be read has no fonts for us
                }
            }
        }
        fonts.sort(Comparator.comparingInt(FontFolders::misfit).thenComparing(Path::toString));
        return fonts;
    }

    private static boolean isFont(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".ttf") || name.endsWith(".otf") || name.endsWith(".ttc");
    }

    private static int misfit(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        int points = name.contains("sans") ? 0 : 2;
        points += name.contains("ui-") ? 1 : 0;
        for (String word : UNFIT) {
            points += name.contains(word) ? 4 : 0;
        }
        return points;
    }
}
