package tv.exstream.engine.av;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A table of 32-bit words in a file, read through a small window: an index of hours costs no more memory than one of
 * seconds. Allocates nothing after construction. One thread.
 */
final class Mp4Table {
    private static final int WINDOW_BYTES = 2048;

    private final FileChannel file;
    private final long offset;
    private final int words;
    private final ByteBuffer window;
    /** First word in the window. */
    private int from;

    private int held;

    /**
     * @param offset of the first word
     * @param words  in the table, at least one
     */
    Mp4Table(FileChannel file, long offset, int words) {
        this.file = file;
        this.offset = offset;
        this.words = words;
        window = ByteBuffer.allocateDirect(Math.min(WINDOW_BYTES, words * Integer.BYTES));
    }

    /** Most words a table may have: it has to lie in the file, and a window has to fit an index of {@code int}. */
    static boolean fits(long words) {
        return words > 0 && words < Integer.MAX_VALUE / Integer.BYTES;
    }

    int words() {
        return words;
    }

    /** As signed; an index outside the table reads as zero. */
    int get(int word) {
        if (word < from || word >= from + held) {
            if (word < 0 || word >= words) {
                return 0;
            }
            load(word);
        }
        return window.getInt((word - from) * Integer.BYTES);
    }

    long unsigned(int word) {
        return get(word) & 0xffff_ffffL;
    }

    private void load(int word) {
        from = word;
        held = 0;
        window.clear().limit(Math.min(window.capacity(), (words - word) * Integer.BYTES));
        long at = offset + (long) word * Integer.BYTES;
        try {
            while (window.hasRemaining()) {
                int n = file.read(window, at + window.position());
                if (n < 0) {
                    throw new EOFException("the file is shorter than its index");
                }
            }
        } catch (IOException e) {
            throw new Mp4Reader.Broken(e);
        }
        held = window.limit() / Integer.BYTES;
    }
}
