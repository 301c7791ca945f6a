package tv.exstream.engine.slate;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Breaks a slate's text into lines that fit the middle 90 % of the picture: first it is wrapped, then drawn smaller, then
 * cut. Pure but for the fonts it asks for.
 */
final class TextLayout {
    static final double SAFE = 0.9;
    private static final int SMALLEST = 10;
    private static final int MOST_LINES = 2;
    /** Shaping and hinting may need a little more than the metrics say. */
    private static final double SLACK = 0.97;

    private final SlateFonts fonts;
    private final int width;
    private final int height;

    /**
     * A line in place.
     *
     * @param text     not empty
     * @param fonts    the first that has a character draws it
     * @param size     of the font, pixels
     * @param baseline pixels from the top of the picture
     */
    record Line(String text, List<FontFile> fonts, int size, int baseline, boolean title) {
        /** Whether libavfilter, which knows one font and no shaping, can draw it. */
        boolean simple() {
            return fonts.size() == 1 && !LineText.needsShaping(text);
        }
    }

    private record Block(List<String> lines, List<FontFile> fonts, int size, double spacing) {
        double height() {
            return lines.size() * size * spacing;
        }
    }

    TextLayout(SlateFonts fonts, int width, int height) {
        this.fonts = fonts;
        this.width = width;
        this.height = height;
    }

    /** Whether all letters of {@code text} can be drawn. */
    static boolean legible(SlateFonts fonts, String text) {
        List<FontFile> chosen = fonts.forText(text);
        return text.codePoints()
                .filter(Character::isLetter)
                .allMatch(c -> chosen.stream().anyMatch(f -> f.covers(c)));
    }

    /** @param low at the lower edge, over a picture; else in the middle */
    List<Line> lay(SlateText text, boolean low) {
        Block title = block(text.title(), height / 10, height / 18, 1.2);
        Block subtitle = block(text.subtitle(), height / 22, height / 32, 1.35);
        double gap = title.lines.isEmpty() || subtitle.lines.isEmpty() ? 0 : height / 36.0;
        double total = title.height() + gap + subtitle.height();
        double top = low ? height * (0.5 + SAFE / 2) - total - height / 60.0 : (height - total) / 2;
        List<Line> lines = new ArrayList<>();
        place(title, top, true, lines);
        place(subtitle, top + title.height() + gap, false, lines);
        return lines;
    }

    private static void place(Block block, double top, boolean title, List<Line> lines) {
        double pitch = block.size * block.spacing;
        for (int i = 0; i < block.lines.size(); i++) {
            // capitals reach some 0.73 of the size above the baseline
            int baseline = (int) Math.round(top + i * pitch + pitch / 2 + block.size * 0.36);
            lines.add(new Line(block.lines.get(i), block.fonts, block.size, baseline, title));
        }
    }

    private Block block(String text, int largest, int smallest, double spacing) {
        List<FontFile> chosen = fonts.forText(text);
        String line = LineText.clean(text, chosen);
        if (line.isEmpty()) {
            return new Block(List.of(), chosen, SMALLEST, spacing);
        }
        int floor = Math.max(SMALLEST, smallest);
        int size = Math.max(SMALLEST, largest);
        List<String> lines = wrap(line, chosen, size);
        while (size > floor && !fits(lines, chosen, size)) {
            size = Math.max(floor, size * 9 / 10);
            lines = wrap(line, chosen, size);
        }
        return new Block(fits(lines, chosen, size) ? lines : cut(lines, chosen, size), chosen, size, spacing);
    }

    private boolean fits(List<String> lines, List<FontFile> chosen, int size) {
        return lines.size() <= MOST_LINES && lines.stream().allMatch(l -> fits(l, chosen, size));
    }

    private boolean fits(String line, List<FontFile> chosen, int size) {
        return LineText.width(line, chosen, size) <= width * SAFE * SLACK;
    }

    /** Lines of about the same length, broken where the script allows it. */
    private List<String> wrap(String text, List<FontFile> chosen, int size) {
        List<String> greedy = wrap(text, chosen, size, width * SAFE * SLACK);
        if (greedy.size() != MOST_LINES) {
            return greedy;
        }
        double whole = LineText.width(text, chosen, size);
        for (double limit = whole * 0.52; limit < width * SAFE * SLACK; limit *= 1.1) {
            List<String> even = wrap(text, chosen, size, limit);
            if (even.size() <= MOST_LINES) {
                return even;
            }
        }
        return greedy;
    }

    private static List<String> wrap(String text, List<FontFile> chosen, int size, double limit) {
        BreakIterator breaks = BreakIterator.getLineInstance(Locale.ROOT);
        breaks.setText(text);
        List<String> lines = new ArrayList<>();
        int start = 0;
        int last = 0;
        for (int at = breaks.next(); at != BreakIterator.DONE; at = breaks.next()) {
            if (last > start && LineText.width(text.substring(start, at).strip(), chosen, size) > limit) {
                lines.add(text.substring(start, last).strip());
                start = last;
            }
            last = at;
        }
        lines.add(text.substring(start).strip());
        return lines;
    }

    private List<String> cut(List<String> lines, List<FontFile> chosen, int size) {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < Math.min(MOST_LINES, lines.size()); i++) {
            boolean more = i == MOST_LINES - 1 && lines.size() > MOST_LINES;
            String line = lines.get(i);
            if (more || !fits(line, chosen, size)) {
                int end = line.length();
                while (end > 0 && !fits(line.substring(0, end) + "…", chosen, size)) {
                    end = line.offsetByCodePoints(end, -1);
                }
                line = line.substring(0, end).strip() + "…";
            }
            kept.add(line);
        }
        return kept;
    }
}
