package tv.exstream.engine.slate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The font of slates: DejaVu Sans from the class path, unpacked where libfreetype can open it. */
final class SlateFont {
    private static final String RESOURCE = "/net/sf/jasperreports/fonts/dejavu/DejaVuSans.ttf";

    private SlateFont() {}

    /** The font's file inside {@code cacheDir}, written when missing. */
    static synchronized Path in(Path cacheDir) {
        Path font = cacheDir.resolve("DejaVuSans.ttf");
        if (Files.exists(font)) {
            return font;
        }
        try (InputStream in = SlateFont.class.getResourceAsStream(RESOURCE)) {
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
}
