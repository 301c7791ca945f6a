package tv.exstream.server.session;

/** Something happened to a session. */
public record SessionEvent(Kind kind, SessionView session) {
    public enum Kind {
        OPENED,
        /** Its {@link SessionState} is another one. */
        CHANGED,
        CLOSED
    }
}
