package tv.exstream.server.schedule.draw;

/**
 * Goes through what a {@link Draw} draws from. Looking changes nothing that is remembered; moving on does. Not
 * thread-safe; lives for one plan.
 */
public interface Walker {
    /** How many different items there are; the other methods may be called only where it is not zero. */
    int size();

    /** What comes next. */
    Airable peek();

    /** Moves past what comes next, aired or not. */
    void advance();

    /** Whether moving past what was last moved past has completed a pass through everything. */
    boolean endsPass();

    /** Takes its position from memory again, in which moves have been taken back. */
    void rewind();

    /** The shortest of all items, in milliseconds. */
    long shortestMillis();
}
