package tv.exstream.server.artwork;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.TextLayout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The font of drawn logos: DejaVu from the class path, so that a machine without any font of its own will do.
 *
 * @param systemFonts whether this machine's own fonts may be asked for
 */
record LogoFont(Font ours, boolean systemFonts) {
    private static final Logger LOG = LoggerFactory.getLogger(LogoFont.class);
    private static final String RESOURCE = "/net/sf/jasperreports/fonts/dejavu/DejaVuSans-Bold.ttf";

    /** Empty where this machine's Java cannot draw text at all; one warning says why. */
    static Optional<LogoFont> load() {
        try {
            return Optional.of(new LogoFont(read(), true));
        } catch (IOException | FontFormatException | RuntimeException | LinkageError | InternalError e) {
            // Without fontconfig Java gives up before it looks at our font; some builds by errors, not exceptions.
            LOG.debug("no system fonts: {}", e.toString());
        }
        try {
            return Optional.of(new LogoFont(readWithoutSystemFonts(), false));
        } catch (IOException | FontFormatException | RuntimeException | LinkageError | InternalError e) {
            LOG.warn("Logos are drawn with numbers only, text cannot be drawn here: {}", e.toString());
            return Optional.empty();
        }
    }

    private static Font read() throws IOException, FontFormatException {
        try (InputStream in = LogoFont.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IOException(RESOURCE + " is not on the class path");
            }
            Font font = Font.createFont(Font.TRUETYPE_FONT, in);
            // Some of what may be missing is missed only when text is laid out.
            float unused = new TextLayout("7", font.deriveFont(20f), LogoPainter.METRICS).getAdvance();
            return font;
        }
    }

    /** Tells Java by a file of its own format that there are no system fonts, so that it does not ask fontconfig. */
    private static Font readWithoutSystemFonts() throws IOException, FontFormatException {
        Path none = Files.createTempFile("exstreamtv-fontconfig", ".properties");
        try {
            Files.writeString(none, "version=1\nsequence.allfonts=default\n");
            System.setProperty("sun.awt.fontconfig", none.toString());
            return read();
        } finally {
            System.clearProperty("sun.awt.fontconfig");
            Files.deleteIfExists(none);
        }
    }

    /**
     * The font for a name: ours, one of the machine's where that knows letters which ours lacks, or none where most would
     * be drawn as empty boxes.
     */
    Optional<Font> forText(String text) {
        if (ours.canDisplayUpTo(text) < 0) {
            return Optional.of(ours);
        }
        // Where there are none, merely asking for one is a fatal error of Java's.
        if (systemFonts) {
            Font system = new Font(Font.SANS_SERIF, Font.BOLD, 1);
            if (system.canDisplayUpTo(text) < 0) {
                return Optional.of(system);
            }
        }
        long known = text.codePoints().filter(ours::canDisplay).count();
        return known * 2 > text.codePointCount(0, text.length()) ? Optional.of(ours) : Optional.empty();
    }
}
