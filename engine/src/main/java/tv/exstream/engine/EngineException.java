package tv.exstream.engine;

/**
 * The root of what the engine throws. The message says what was tried, on what, and why it failed; secrets are masked.
 */
public class EngineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public enum Kind {
        /** The thing named does not exist or cannot be read. */
        NOT_FOUND,
        /** The bytes are not what they claim to be. */
        MALFORMED,
        /** Well-formed, but not something we play (or are allowed to). */
        UNSUPPORTED,
        /** A deadline passed. */
        TIMEOUT,
        /** Not possible now: closed, stopped, a limit reached. */
        UNAVAILABLE,
        /** libav or we broke a promise. */
        INTERNAL
    }

    private final Kind kind;
    private final FaultClass fault;

    public EngineException(Kind kind, String message) {
        super(message);
        this.kind = kind;
        fault = usual(kind);
    }

    public EngineException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        fault = cause instanceof EngineException inner ? inner.fault : usual(kind);
    }

    /** Where more is known of the fault than its kind says. */
    public EngineException(Kind kind, FaultClass fault, String message) {
        super(message);
        this.kind = kind;
        this.fault = fault;
    }

    private static FaultClass usual(Kind kind) {
        return switch (kind) {
            case NOT_FOUND -> FaultClass.NOT_FOUND;
            case MALFORMED -> FaultClass.MALFORMED;
            case UNSUPPORTED -> FaultClass.UNSUPPORTED;
            case TIMEOUT -> FaultClass.TIMEOUT;
            case UNAVAILABLE, INTERNAL -> FaultClass.INTERNAL;
        };
    }

    /** Never null: every constructor takes one. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    public final Kind kind() {
        return kind;
    }

    /** What this is counted as when it befalls a channel. */
    public final FaultClass fault() {
        return fault;
    }
}
