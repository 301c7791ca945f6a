package tv.exstream.server.portable.from.draft;

import java.io.Serial;

/** A file that cannot be imported; the message names it, what is wrong and what to do. */
public final class ImportException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public ImportException(String message) {
        super(message);
    }

    public ImportException(String message, Throwable cause) {
        super(message, cause);
    }
}
