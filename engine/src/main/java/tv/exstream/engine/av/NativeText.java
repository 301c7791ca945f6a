package tv.exstream.engine.av;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

import org.bytedeco.javacpp.BytePointer;

/** Text across the border to C. */
final class NativeText {
    private NativeText() {}

    /** UTF-8 text, empty when null or blank. Malformed bytes become replacement characters. */
    static Optional<String> of(BytePointer text) {
        if (text == null || text.isNull()) {
            return Optional.empty();
        }
        byte[] bytes = text.getStringBytes();
        String string = new String(bytes, StandardCharsets.UTF_8).strip();
        return string.isEmpty() ? Optional.empty() : Optional.of(string);
    }

    /**
     * {@code file:} and the path's own bytes, zero-terminated. A name that is not valid UTF-8 cannot be written as a Java
     * string; its URI form still carries every byte.
     */
    static BytePointer fileUrl(Path path) {
        String raw = path.toAbsolutePath().toUri().getRawPath();
        if (System.getProperty("os.name", "").startsWith("Windows")) {
            return new BytePointer("file:" + path.toAbsolutePath(), StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length() + 8);
        bytes.writeBytes("file:".getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                bytes.write(Integer.parseInt(raw, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.write(c);
            }
        }
        bytes.write(0);
        BytePointer pointer = new BytePointer(bytes.size());
        pointer.put(bytes.toByteArray());
        return pointer;
    }
}
