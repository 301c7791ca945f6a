package tv.exstream.server.http;

/** The edge cannot listen where it should. The message is printable as it is: what, why, and what to do. */
public final class ListenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ListenException(String message, Throwable cause) {
        super(message, cause);
    }
}
