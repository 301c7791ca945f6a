package tv.exstream.server.app;

/** The data directory cannot be used. The message is printable as it is: which, why, and what to do. */
public final class DataFolderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DataFolderException(String message) {
        super(message);
    }

    DataFolderException(String message, Throwable cause) {
        super(message, cause);
    }
}
