package tv.exstream.server.artwork;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Judges pictures by their first bytes: the API must not serve the database because somebody named it as a picture. */
final class PictureType {
    static final String WEBP = "image/webp";

    private PictureType() {}

    /** The content type; empty for anything but PNG, JPEG and WebP. */
    static Optional<String> of(byte[] bytes) {
        if (bytes.length > 8 && (bytes[0] & 0xFF) == 0x89 && bytes[1] == 'P' && bytes[2] == 'N' && bytes[3] == 'G') {
            return Optional.of("image/png");
        }
        if (bytes.length > 3 && (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xD8) {
            return Optional.of("image/jpeg");
        }
        boolean webp = bytes.length > 12
                && new String(bytes, 0, 4, StandardCharsets.ISO_8859_1).equals("RIFF")
                && new String(bytes, 8, 4, StandardCharsets.ISO_8859_1).equals("WEBP");
        return webp ? Optional.of(WEBP) : Optional.empty();
    }
}
