package tv.exstream.server.channels;

/** A change of channels that cannot be made. The message says what to do instead. */
public final class ChannelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why not. */
    public enum Kind {
        /** There is no channel of that number. */
        NOT_FOUND,
        /** The number is another channel's. */
        NUMBER_TAKEN,
        /** The name is another one's. */
        NAME_TAKEN,
        /** As long as something is as it is: the message says what. */
        IN_USE,
        /** A value makes no sense. */
        INVALID
    }

    private final Kind kind;
    private final String detail;

    public ChannelException(Kind kind, String detail) {
        super(detail);
        this.kind = kind;
        this.detail = detail;
    }

    /** The message: what is wrong and what to do. */
    public String detail() {
        return detail;
    }

    public Kind kind() {
        return kind;
    }
}
