package tv.exstream.server.artwork;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The font of drawn logos: DejaVu from the class path, so that a machine without any font of its own will do. */
final class LogoFont {
    private static final Logger LOG = LoggerFactory.getLogger(LogoFont.class);
    private static final String RESOURCE = "/net/sf/jasperreports/fonts/dejavu/DejaVuSans-Bold.ttf";

    private LogoFont() {}

    /** Empty where this machine's Java cannot draw text at all; one warning says why. */
    static Optional<Font> load() {
        try (InputStream in = LogoFont.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IOException(RESOURCE + " is not on the class path");
            }
            return Optional.of(Font.createFont(Font.TRUETYPE_FONT, in));
        } catch (IOException | FontFormatException | RuntimeException | LinkageError | InternalError e) {
            // Without fontconfig or libfreetype some Java builds throw errors, not exceptions.
            LOG.warn("Logos are drawn with numbers only, text cannot be drawn here: {}", e.toString());
            return Optional.empty();
        }
    }
}
