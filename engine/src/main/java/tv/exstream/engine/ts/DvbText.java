package tv.exstream.engine.ts;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Text in tables (ETSI EN 300 468 annex A): plain ASCII as it is, everything else as UTF-8 behind its selector. */
final class DvbText {
    private static final int UTF_8 = 0x15;

    private DvbText() {}

    /**
     * Control characters are left out: some of them are commands there.
     *
     * @param maxBytes of the result; longer text ends before the first character that does not fit
     */
    static byte[] encode(String text, int maxBytes) {
        boolean plain = text.chars().allMatch(c -> c >= ' ' && c <= '~');
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (!plain) {
            bytes.write(UTF_8);
        }
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            at += Character.charCount(character);
            byte[] encoded = Character.toString(character).getBytes(StandardCharsets.UTF_8);
            if (bytes.size() + encoded.length > maxBytes) {
                break;
            }
            if (!Character.isISOControl(character)) {
                bytes.writeBytes(encoded);
            }
        }
        return bytes.toByteArray();
    }
}
