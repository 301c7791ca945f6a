package tv.exstream.engine.slate;

import java.lang.Character.UnicodeScript;
import java.text.Bidi;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What lines of text are made of, and how wide they are. Pure. */
final class LineText {
    private static final int THOUSAND = 1000;
    /** One character after the other, left to right: libavfilter draws these right. Others need shaping. */
    private static final Set<UnicodeScript> PLAIN = EnumSet.of(
            UnicodeScript.COMMON,
            UnicodeScript.INHERITED,
            UnicodeScript.LATIN,
            UnicodeScript.GREEK,
            UnicodeScript.CYRILLIC,
            UnicodeScript.ARMENIAN,
            UnicodeScript.GEORGIAN,
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.HANGUL);

    private LineText() {}

    /** Makes text fit for a line: composed, without line breaks, controls and what no font has. */
    static String clean(String text, List<FontFile> fonts) {
        String line = Normalizer.normalize(text, Normalizer.Form.NFC).strip().replaceAll("\\s+", " ");
        StringBuilder kept = new StringBuilder(line.length());
        line.codePoints()
                .filter(c -> SlateFonts.needsGlyph(c)
                        ? fonts.stream().anyMatch(font -> font.covers(c))
                        : c == ' ' || c == 0x200c || c == 0x200d)
                .forEach(kept::appendCodePoint);
        return kept.toString().strip().replaceAll(" +", " ");
    }

    /** Whether letters must be joined, reordered or stacked, or the writing runs to the left. */
    static boolean needsShaping(String line) {
        char[] chars = line.toCharArray();
        return Bidi.requiresBidi(chars, 0, chars.length)
                || line.codePoints().anyMatch(c -> !PLAIN.contains(UnicodeScript.of(c)));
    }

    /** Width at {@code size} pixels, as far as the font's metrics tell: shaping makes some scripts narrower. */
    static double width(String line, List<FontFile> fonts, int size) {
        return line.codePoints().map(c -> fontOf(c, fonts).advance(c)).sum() * size / (double) THOUSAND;
    }

    /** The first of {@code fonts} that has the character. */
    static FontFile fontOf(int codePoint, List<FontFile> fonts) {
        for (FontFile font : fonts) {
            if (font.covers(codePoint)) {
                return font;
            }
        }
        return fonts.getFirst();
    }
}
