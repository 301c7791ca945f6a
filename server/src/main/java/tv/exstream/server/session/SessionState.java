package tv.exstream.server.session;

/** What a viewer's session is doing. */
public enum SessionState {
    /** Let in; nothing was delivered yet. */
    CREATED,
    /** Takes what the channel sends. */
    ACTIVE,
    /** Has taken nothing for a while: a stalled player, or one that is paused between two requests. */
    IDLE,
    /** The newest thing that happened went wrong; it may recover. Final for a session whose stream broke. */
    ERROR,
    /** Over: the viewer left, was sent away, or was idle for too long. */
    DISCONNECTED;

    /** From then on a session is called idle. */
    static final long QUIET_MILLIS = 10_000;

    /**
     * The rules.
     *
     * @param over         the session is closed
     * @param lastFailed   the newest thing that happened was a failure
     * @param delivered    something was delivered already
     * @param quietMillis  since the last sign of life
     */
    static SessionState of(boolean over, boolean lastFailed, boolean delivered, long quietMillis) {
        if (lastFailed) {
            return ERROR;
        }
        if (over) {
            return DISCONNECTED;
        }
        if (!delivered) {
            return CREATED;
        }
        return quietMillis >= QUIET_MILLIS ? IDLE : ACTIVE;
    }
}
