package tv.exstream.engine;

/** What went wrong with a channel, for counting. */
public enum FaultClass {
    /** There is no such file, or the server says 404 or 410. */
    NOT_FOUND,
    /** The server refuses: any other HTTP 4xx. */
    REFUSED,
    /** The server fails: HTTP 5xx. */
    SERVER_ERROR,
    /** The host cannot be reached, or the connection broke. */
    NETWORK,
    /** A deadline passed while opening or reading. */
    TIMEOUT,
    /** The contents are damaged or not what they claim to be. */
    MALFORMED,
    /** The contents are of a kind that is not played. */
    UNSUPPORTED,
    /** A live stream, or a file before its announced end, was over. */
    ENDED,
    /** Packets the demuxer marked as damaged, and errors of a decoder. */
    CORRUPT,
    /** Frames were missing for longer than the stall timeout. */
    STALL,
    /** The source cannot be produced in real time. */
    SLOW,
    /** An encoder failed and was replaced. */
    ENCODER,
    /** The playout gave no usable answer. */
    PLAYOUT,
    /** Anything else. */
    INTERNAL
}
