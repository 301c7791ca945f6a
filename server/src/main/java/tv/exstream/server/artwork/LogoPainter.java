package tv.exstream.server.artwork;

import java.awt.Color;
import java.awt.Font;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.LineBreakMeasurer;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.AttributedString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.imageio.ImageIO;

import tv.exstream.engine.ChannelNumber;

/**
 * Draws a channel's logo from its number and name: a rounded square in a colour of its own on a transparent ground. The
 * same channel always looks the same. Safe from any thread; a picture takes some tens of milliseconds.
 */
public final class LogoPainter {
    /** Pixels, both ways. */
    public static final int SIZE = 512;

    private static final int MARGIN = 40;
    private static final int MAX_LINES = 3;
    private static final int MAX_NAME = 80;
    private static final float NAME_POINTS = 64;
    private static final float SMALLEST_NAME_POINTS = 30;
    static final FontRenderContext METRICS = new FontRenderContext(null, true, true);

    private final Supplier<Optional<LogoFont>> fonts;
    private Optional<LogoFont> font = Optional.empty();
    private boolean loaded;

    /** Fonts are loaded with the first picture: most starts of a server draw none. */
    public LogoPainter() {
        this(LogoFont::load);
    }

    LogoPainter(Optional<LogoFont> font) {
        this(() -> font);
    }

    private LogoPainter(Supplier<Optional<LogoFont>> fonts) {
        this.fonts = fonts;
    }

    private synchronized Optional<LogoFont> loadedFont() {
        if (!loaded) {
            font = fonts.get();
            loaded = true;
        }
        return font;
    }

    /** A PNG file. */
    public byte[] paint(ChannelNumber number, String name) {
        Optional<LogoFont> chosenFont = loadedFont();
        BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = image.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            paintGround(g, name);
            g.setColor(Color.WHITE);
            if (chosenFont.isPresent()) {
                Optional<Font> nameFont =
                        name.isBlank() ? Optional.empty() : chosenFont.get().forText(name);
                boolean alone = nameFont.isEmpty();
                paintNumber(
                        g,
                        textOutline(chosenFont.get().ours(), number.toString()),
                        alone ? 136 : 48,
                        alone ? 240 : 170);
                nameFont.ifPresent(chosen -> paintName(g, chosen, name));
            } else {
                paintNumber(g, DigitStrokes.outline(number.toString()), 136, 240);
            }
        } finally {
            g.dispose();
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, "png", png)) {
                throw new IllegalStateException("this Java has no PNG writer");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing a logo to memory failed", e);
        }
        return png.toByteArray();
    }

    private static void paintGround(Graphics2D g, String name) {
        // Golden-angle steps keep neighbouring hashes apart; dark enough for white text.
        float hue = (name.hashCode() & 0xFFFF) * 0.618_034f % 1f;
        g.setPaint(new GradientPaint(
                0, 0, Color.getHSBColor(hue, 0.62f, 0.62f), SIZE, SIZE, Color.getHSBColor(hue + 0.06f, 0.75f, 0.36f)));
        g.fill(new RoundRectangle2D.Double(0, 0, SIZE, SIZE, 96, 96));
    }

    private static Shape textOutline(Font font, String text) {
        return font.deriveFont(200f).createGlyphVector(METRICS, text).getOutline();
    }

    /** Scales an outline into a band that starts {@code top} pixels down and is {@code height} high at most. */
    private static void paintNumber(Graphics2D g, Shape outline, double top, double height) {
        Rectangle2D box = outline.getBounds2D();
        double scale = Math.min((SIZE - 2.0 * MARGIN) / box.getWidth(), height / box.getHeight());
        AffineTransform place = new AffineTransform();
        place.translate((SIZE - box.getWidth() * scale) / 2, top + (height - box.getHeight() * scale) / 2);
        place.scale(scale, scale);
        place.translate(-box.getX(), -box.getY());
        g.fill(place.createTransformedShape(outline));
    }

    /** The name below the number, as large as it fits in three lines; what does not fit even when small is cut. */
    private static void paintName(Graphics2D g, Font font, String name) {
        String text = name.strip();
        String shown = text.codePointCount(0, text.length()) > MAX_NAME
                ? text.substring(0, text.offsetByCodePoints(0, MAX_NAME)) + "…"
                : text;
        float points = NAME_POINTS;
        List<TextLayout> lines = lines(font, shown, points);
        while (lines.size() > MAX_LINES && points > SMALLEST_NAME_POINTS) {
            points -= 4;
            lines = lines(font, shown, points);
        }
        List<TextLayout> fitting = lines.subList(0, Math.min(MAX_LINES, lines.size()));
        float lineHeight = points * 1.18f;
        float y = 262 + (SIZE - 40 - 262 - fitting.size() * lineHeight) / 2 + points;
        for (TextLayout line : fitting) {
            line.draw(g, (SIZE - line.getVisibleAdvance()) / 2, y);
            y += lineHeight;
        }
    }

    private static List<TextLayout> lines(Font font, String text, float points) {
        AttributedString styled = new AttributedString(text, Map.of(TextAttribute.FONT, font.deriveFont(points)));
        LineBreakMeasurer breaker = new LineBreakMeasurer(styled.getIterator(), METRICS);
        List<TextLayout> lines = new ArrayList<>();
        while (breaker.getPosition() < text.length()) {
            lines.add(breaker.nextLayout(SIZE - 2f * MARGIN));
        }
        return lines;
    }
}
