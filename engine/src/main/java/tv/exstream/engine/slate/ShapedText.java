package tv.exstream.engine.slate;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.AttributedString;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Draws text that needs joining, reordering or several fonts: Java's own text engine does all of that. It is only woken
 * for such text, as it takes some megabytes. Confined to one thread.
 */
final class ShapedText {
    private static final Color TITLE = new Color(0xf2f4f8);
    private static final Color SUBTITLE = new Color(0xaab3c0);
    private static final String NO_SYSTEM_FONTS = "sun.awt.fontconfig";

    private final Map<Path, Font> fonts = new HashMap<>();

    /**
     * Writes {@code lines} on a transparent ground of {@code width} pixels as a PAM file.
     *
     * @param top    first row of the picture that the file has
     * @param height rows from there on
     * @throws IOException where this Java cannot draw text, or the file cannot be written
     */
    void write(List<tv.exstream.engine.slate.TextLayout.Line> lines, int width, int top, int height, Path file)
            throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = image.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
            for (tv.exstream.engine.slate.TextLayout.Line line : lines) {
                TextLayout shaped = new TextLayout(attributed(line).getIterator(), g.getFontRenderContext());
                g.setColor(line.title() ? TITLE : SUBTITLE);
                shaped.draw(g, (width - shaped.getAdvance()) / 2, line.baseline() - top);
            }
        } catch (FontFormatException | RuntimeException | LinkageError | InternalError e) {
            throw new IOException("this Java cannot draw text: " + e, e);
        } finally {
            g.dispose();
        }
        Files.write(file, pam(image));
    }

    private AttributedString attributed(tv.exstream.engine.slate.TextLayout.Line line)
            throws IOException, FontFormatException {
        String text = line.text();
        AttributedString string = new AttributedString(text);
        FontFile current = LineText.fontOf(text.codePointAt(0), line.fonts());
        int start = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (SlateFonts.needsGlyph(c) && !current.covers(c)) {
                if (i > start) {
                    string.addAttribute(TextAttribute.FONT, font(current, line.size()), start, i);
                }
                start = i;
                current = LineText.fontOf(c, line.fonts());
            }
            i += Character.charCount(c);
        }
        string.addAttribute(TextAttribute.FONT, font(current, line.size()), start, text.length());
        return string;
    }

    private Font font(FontFile file, int size) throws IOException, FontFormatException {
        Font font = fonts.get(file.path());
        if (font == null) {
            font = load(file.path());
            fonts.put(file.path(), font);
        }
        return font.deriveFont((float) size);
    }

    private static Font load(Path file) throws IOException, FontFormatException {
        try {
            return Font.createFont(Font.TRUETYPE_FONT, file.toFile());
        } catch (RuntimeException | LinkageError | InternalError e) {
            if (System.getProperty(NO_SYSTEM_FONTS) != null) {
                throw e;
            }
            // Without fontconfig Java gives up before it looks at our file; told that there are no fonts, it does not
            // ask.
            Path none = Files.createTempFile("exstreamtv-fontconfig", ".properties");
            try {
                Files.writeString(none, "version=1\nsequence.allfonts=default\n");
                System.setProperty(NO_SYSTEM_FONTS, none.toString());
                return Font.createFont(Font.TRUETYPE_FONT, file.toFile());
            } finally {
                System.clearProperty(NO_SYSTEM_FONTS);
                Files.deleteIfExists(none);
            }
        }
    }

    /** The one uncompressed picture format with an alpha channel that is a few lines to write. */
    private static byte[] pam(BufferedImage image) {
        byte[] head = ("P7\nWIDTH " + image.getWidth() + "\nHEIGHT " + image.getHeight()
                        + "\nDEPTH 4\nMAXVAL 255\nTUPLTYPE RGB_ALPHA\nENDHDR\n")
                .getBytes(StandardCharsets.US_ASCII);
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        ByteBuffer bytes = ByteBuffer.allocate(head.length + 4 * pixels.length).put(head);
        for (int argb : pixels) {
            bytes.putInt(Integer.rotateLeft(argb, 8));
        }
        return bytes.array();
    }
}
