package tv.exstream.server.script;

/** A script cannot have its way. The message says what to do instead. */
public final class ScriptException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why not. */
    public enum Kind {
        /** There is no such channel or session. */
        NOT_FOUND,
        /** What it asks for makes no sense. */
        INVALID,
        /** The playout has changed meanwhile, or is on air. */
        CONFLICT,
        /** Too many sessions are open. */
        FULL
    }

    private final Kind kind;
    private final String detail;

    ScriptException(Kind kind, String detail) {
        super(detail);
        this.kind = kind;
        this.detail = detail;
    }

    ScriptException(IllegalArgumentException refused) {
        super(refused);
        this.kind = Kind.INVALID;
        this.detail = String.valueOf(refused.getMessage());
    }

    /** What is wrong and what to do. */
    public String detail() {
        return detail;
    }

    public Kind kind() {
        return kind;
    }
}
