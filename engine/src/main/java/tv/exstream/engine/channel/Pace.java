package tv.exstream.engine.channel;

import java.util.function.BooleanSupplier;

import tv.exstream.engine.time.Timeline;

/** Tells a source that is behind the clock and catches up from one that never will. Of the source thread. */
final class Pace {
    /** At the beginning there is a whole GOP to decode. */
    private static final long START_TICKS = Timeline.RATE;
    /** Behind is measured so far apart. */
    private static final long WINDOW_TICKS = 7 * Timeline.RATE / 10;
    /** Two measurements closer than this say nothing. */
    private static final long SHORTEST_TICKS = 4 * Timeline.RATE / 10;
    /** Less than this is not gaining. */
    private static final long GAIN_TICKS = Timeline.RATE / 50;

    private final long toleratedTicks;
    private final BooleanSupplier onSlate;
    private long since;
    private long behindThen;

    /**
     * @param toleratedTicks how far behind the picture may be while it is shown
     * @param onSlate        it is not: nothing that is behind at all can be joined
     */
    Pace(long now, long toleratedTicks, BooleanSupplier onSlate) {
        this.toleratedTicks = toleratedTicks;
        this.onSlate = onSlate;
        since = now + START_TICKS;
        behindThen = Long.MIN_VALUE;
    }

    /** @param produced up to where material has been made */
    boolean hopeless(long now, long produced) {
        long behind = now - produced;
        if (behind <= 0) {
            behindThen = Long.MIN_VALUE;
            since = Math.max(since, now);
            return false;
        }
        boolean missed = behind > toleratedTicks || onSlate.getAsBoolean();
        if (behindThen == Long.MIN_VALUE || (!missed && now - since >= WINDOW_TICKS)) {
            if (now >= since) {
                behindThen = behind;
                since = now;
            }
            return false;
        }
        if (!missed || now - since < SHORTEST_TICKS) {
            return false;
        }
        boolean gaining = behindThen - behind >= GAIN_TICKS;
        behindThen = behind;
        since = now;
        return !gaining;
    }
}
