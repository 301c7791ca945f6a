package tv.exstream.natives;

/** FFmpeg's libraries could not be loaded. The message names the platform, the reason and the remedy. */
public final class NativesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NativesException(String message, Throwable cause) {
        super(message, cause);
    }

    public NativesException(String message) {
        super(message);
    }
}
