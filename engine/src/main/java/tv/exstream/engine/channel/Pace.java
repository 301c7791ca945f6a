package tv.exstream.engine.channel;

import tv.exstream.engine.time.Timeline;

/** Tells a source that is behind the clock and catches up from one that never will. Of the source thread. */
final class Pace {
    /** At the beginning there is a whole GOP to decode. */
    private static final long START_TICKS = 2 * Timeline.RATE;
    /** Behind is measured so far apart. */
    private static final long WINDOW_TICKS = 7 * Timeline.RATE / 10;
    /** Less than this is not gaining. */
    private static final long GAIN_TICKS = Timeline.RATE / 50;

    private final long toleratedTicks;
    private long since;
    private long behindThen;

    /** @param toleratedTicks how far behind nobody notices */
    Pace(long now, long toleratedTicks) {
        this.toleratedTicks = toleratedTicks;
        since = now + START_TICKS;
        behindThen = Long.MIN_VALUE;
    }

    /** @param produced up to where material has been made */
    boolean hopeless(long now, long produced) {
        long behind = now - produced;
        if (behind <= toleratedTicks) {
            behindThen = Long.MIN_VALUE;
            since = Math.max(since, now);
            return false;
        }
        if (behindThen == Long.MIN_VALUE) {
            if (now >= since) {
                behindThen = behind;
                since = now;
            }
            return false;
        }
        if (now - since < WINDOW_TICKS) {
            return false;
        }
        boolean gaining = behindThen - behind >= GAIN_TICKS;
        behindThen = behind;
        since = now;
        return !gaining;
    }
}
