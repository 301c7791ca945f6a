package tv.exstream.server.library;

/** A request to the library that cannot be met. The message names the folder or item and says what to do. */
public final class LibraryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public enum Kind {
        /** No such folder or item in the library. */
        UNKNOWN,
        /** The folder is in the library already. */
        DUPLICATE,
        /** The folder lies in, or around, one that is in the library already. */
        NESTED,
        /** Not an existing, readable folder. */
        NOT_A_FOLDER,
        /** The library is being closed. */
        CLOSED
    }

    private final Kind kind;

    LibraryException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
