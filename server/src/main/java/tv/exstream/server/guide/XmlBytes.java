package tv.exstream.server.guide;

import java.io.IOException;
import java.io.OutputStream;

/**
 * XML as UTF-8, put together in one buffer that is handed on when it is full: a guide is written several times as fast as
 * through the JDK's writer. What XML 1.0 cannot carry is left out (control characters, lone surrogates, U+FFFE and U+FFFF),
 * line breaks become spaces, any script stays. Not thread-safe.
 */
final class XmlBytes {
    private static final int SIZE = 1 << 16;
    /** The longest that one character can become. */
    private static final int WIDEST = 6;

    /** What stands for itself. */
    private static final boolean[] PLAIN = new boolean[128];

    static {
        for (char c = ' '; c < PLAIN.length; c++) {
            PLAIN[c] = c != '<' && c != '>' && c != '&' && c != '"';
        }
    }

    private final OutputStream out;
    private final byte[] buffer = new byte[SIZE];
    private int size;

    XmlBytes(OutputStream out) {
        this.out = out;
    }

    /** @param ascii is written as it is, shorter than the buffer */
    XmlBytes raw(String ascii) throws IOException {
        int length = ascii.length();
        if (SIZE - size < length) {
            flushBuffer();
        }
        for (int i = 0; i < length; i++) {
            buffer[size++] = (byte) ascii.charAt(i);
        }
        return this;
    }

    private XmlBytes put(byte one) throws IOException {
        if (size == SIZE) {
            flushBuffer();
        }
        buffer[size++] = one;
        return this;
    }

    /** Text, or the value of an attribute in double quotes. */
    XmlBytes text(String text) throws IOException {
        int length = text.length();
        int at = 0;
        while (at < length) {
            if (SIZE - size < WIDEST) {
                flushBuffer();
            }
            // Nearly all of it, nearly always.
            int end = Math.min(length, at + SIZE - size);
            while (at < end) {
                char c = text.charAt(at);
                if (c >= PLAIN.length || !PLAIN[c]) {
                    break;
                }
                buffer[size++] = (byte) c;
                at++;
            }
            if (at < end && SIZE - size >= WIDEST) {
                at = special(text, at);
            }
        }
        return this;
    }

    /** Writes what is not plain; answers where it ends. */
    private int special(String text, int at) {
        char c = text.charAt(at);
        if (c < 0x80) {
            ascii(c);
        } else if (c < 0x800) {
            buffer[size++] = (byte) (0xC0 | (c >> 6));
            buffer[size++] = (byte) (0x80 | (c & 0x3F));
        } else if (!Character.isSurrogate(c)) {
            if (c < 0xFFFE) {
                buffer[size++] = (byte) (0xE0 | (c >> 12));
                buffer[size++] = (byte) (0x80 | ((c >> 6) & 0x3F));
                buffer[size++] = (byte) (0x80 | (c & 0x3F));
            }
        } else if (Character.isHighSurrogate(c)
                && at + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(at + 1))) {
            int point = Character.toCodePoint(c, text.charAt(at + 1));
            buffer[size++] = (byte) (0xF0 | (point >> 18));
            buffer[size++] = (byte) (0x80 | ((point >> 12) & 0x3F));
            buffer[size++] = (byte) (0x80 | ((point >> 6) & 0x3F));
            buffer[size++] = (byte) (0x80 | (point & 0x3F));
            return at + 2;
        }
        return at + 1;
    }

    private void ascii(char c) {
        switch (c) {
            case '<' -> entity("&lt;");
            case '>' -> entity("&gt;");
            case '&' -> entity("&amp;");
            case '"' -> entity("&quot;");
            case '\t', '\n', '\r' -> buffer[size++] = ' ';
            default -> {
                // A control character: nothing stands for it.
            }
        }
    }

    private void entity(String entity) {
        for (int i = 0; i < entity.length(); i++) {
            buffer[size++] = (byte) entity.charAt(i);
        }
    }

    /** {@code number}, with leading zeros. */
    XmlBytes digits(int number, int digits) throws IOException {
        int unit = 1;
        for (int i = 1; i < digits; i++) {
            unit *= 10;
        }
        while (unit > 0) {
            put((byte) ('0' + ((number / unit) % 10)));
            unit /= 10;
        }
        return this;
    }

    private void flushBuffer() throws IOException {
        out.write(buffer, 0, size);
        size = 0;
    }

    /** Hands on what there is, and flushes what it is handed to. */
    void flush() throws IOException {
        flushBuffer();
        out.flush();
    }
}
