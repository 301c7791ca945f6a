package tv.exstream.engine.slate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses fonts by the characters of a text: DejaVu Sans, which comes with us, where it has them all; else one of the
 * machine's. Safe from any thread; the first text of a script may take as long as looking through all fonts.
 */
final class SlateFonts {
    private static final Logger log = LoggerFactory.getLogger(SlateFonts.class);
    private static final String RESOURCE = "/net/sf/jasperreports/fonts/dejavu/DejaVuSans.ttf";
    /** Fonts in use at a time: a few scripts. */
    private static final int MOST_KNOWN = 8;

    private final Path cacheDir;
    private final List<Path> folders;
    private final Deque<FontFile> known = new ArrayDeque<>();
    private final Set<Set<UnicodeScript>> sought = new HashSet<>();
    private final Set<Set<UnicodeScript>> told = new HashSet<>();
    private @Nullable FontFile bundled;

    /** @param folders looked through for fonts, with the folders below them */
    SlateFonts(Path cacheDir, List<Path> folders) {
        this.cacheDir = cacheDir;
        this.folders = List.copyOf(folders);
    }

    /** The font that comes with us, unpacked where libfreetype can open it. */
    synchronized FontFile bundled() {
        FontFile font = bundled;
        if (font == null) {
            font = FontFile.read(unpacked())
                    .orElseThrow(() -> new IllegalStateException("the bundled font cannot be read"));
            bundled = font;
        }
        return font;
    }

    private Path unpacked() {
        Path font = cacheDir.resolve("DejaVuSans.ttf");
        if (Files.exists(font)) {
            return font;
        }
        try (InputStream in = SlateFonts.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the font " + RESOURCE + " is missing from the class path");
            }
            Files.createDirectories(cacheDir);
            Path part = Files.createTempFile(cacheDir, "font", ".part");
            Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, font, StandardCopyOption.ATOMIC_MOVE);
            return font;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack the slate font into " + cacheDir, e);
        }
    }

    /**
     * The fonts {@code text} is drawn with, best first: one that has all of it, or the bundled one and another for what
     * that lacks. What neither has is told once and left out by the caller.
     */
    synchronized List<FontFile> forText(String text) {
        FontFile own = bundled();
        int[] wanted =
                text.codePoints().filter(SlateFonts::needsGlyph).distinct().toArray();
        if (has(own, wanted)) {
            return List.of(own);
        }
        int[] foreign = Arrays.stream(wanted).filter(c -> !own.covers(c)).toArray();
        Optional<FontFile> other = among(wanted).or(() -> among(foreign)).or(() -> found(wanted, foreign));
        if (other.isEmpty() || !has(other.get(), foreign)) {
            tell(foreign, other);
        }
        return other.map(font -> has(font, wanted) ? List.of(font) : List.of(own, font))
                .orElse(List.of(own));
    }

    /** Spaces and marks of order have no picture of their own. */
    static boolean needsGlyph(int codePoint) {
        return !Character.isWhitespace(codePoint)
                && !Character.isSpaceChar(codePoint)
                && Character.getType(codePoint) != Character.FORMAT
                && Character.getType(codePoint) != Character.CONTROL
                && !(codePoint >= 0xfe00 && codePoint <= 0xfe0f);
    }

    private static boolean has(FontFile font, int[] codePoints) {
        for (int c : codePoints) {
            if (!font.covers(c)) {
                return false;
            }
        }
        return true;
    }

    private Optional<FontFile> among(int[] codePoints) {
        return known.stream().filter(font -> has(font, codePoints)).findFirst();
    }

    /** Looks through the machine's fonts, once for each mixture of scripts. */
    private Optional<FontFile> found(int[] wanted, int[] foreign) {
        Set<UnicodeScript> scripts = scripts(foreign);
        Optional<FontFile> best = mostOf(foreign, known);
        if (!sought.add(scripts)) {
            return best;
        }
        FontFile candidate = null;
        long covered = best.map(font -> count(foreign, font::covers)).orElse(0L);
        for (Path file : FontFolders.files(folders)) {
            Optional<FontFile> font = FontFile.read(file);
            long has = font.map(f -> count(foreign, f::covers)).orElse(0L);
            if (has > covered) {
                covered = has;
                candidate = font.orElseThrow();
            }
            if (has == foreign.length && has(font.orElseThrow(), wanted)) {
                candidate = font.orElseThrow();
                break;
            }
        }
        if (candidate == null) {
            return best;
        }
        known.addFirst(candidate);
        if (known.size() > MOST_KNOWN) {
            known.removeLast();
            sought.clear();
        }
        log.debug("{} is drawn with {}", scripts, candidate.path());
        return Optional.of(candidate);
    }

    private static Optional<FontFile> mostOf(int[] codePoints, Iterable<FontFile> fonts) {
        FontFile best = null;
        long most = 0;
        for (FontFile font : fonts) {
            long has = count(codePoints, font::covers);
            if (has > most) {
                most = has;
                best = font;
            }
        }
        return Optional.ofNullable(best);
    }

    private static long count(int[] codePoints, IntPredicate covered) {
        return Arrays.stream(codePoints).filter(covered).count();
    }

    private static Set<UnicodeScript> scripts(int[] codePoints) {
        return Arrays.stream(codePoints).mapToObj(UnicodeScript::of).collect(Collectors.toUnmodifiableSet());
    }

    private void tell(int[] foreign, Optional<FontFile> other) {
        Set<UnicodeScript> lacking = scripts(Arrays.stream(foreign)
                .filter(c -> other.isEmpty() || !other.get().covers(c))
                .toArray());
        if (told.add(lacking)) {
            log.warn(
                    "no font of this machine has all characters of {}: slates leave them out; install one, e.g. a Noto font",
                    lacking.stream().map(UnicodeScript::name).sorted().collect(Collectors.joining(", ")));
        }
    }
}
