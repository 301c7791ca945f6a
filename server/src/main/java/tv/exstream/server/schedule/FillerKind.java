package tv.exstream.server.schedule;

/** What a scheduled item is when it is not a programme of its own. */
public enum FillerKind {
    PRE_ROLL,
    MID_ROLL,
    POST_ROLL,
    TAIL,
    FALLBACK
}
