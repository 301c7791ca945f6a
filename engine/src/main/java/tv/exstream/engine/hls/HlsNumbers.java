package tv.exstream.engine.hls;

/**
 * Media sequence numbers off the wall clock, so that a server which starts anew goes on above the numbers it gave before
 * without having written anything down. The first segment of a run is numbered {@code floor(now / 250 ms)}, the following
 * ones count up by one. As segments are much longer than 250 ms, a run's numbers soon lie below the clock's: from half a
 * second after its start (the burst of a start holds three segments at most) every number ever given is at most
 * {@code floor(now / 250 ms)}, and whoever starts later starts higher.
 *
 * <p>Within the process the last number is known and exceeded in any case. Confined to its output's lock.
 */
final class HlsNumbers {
    /** 250 ms: much less than a segment, and 17 years until players with 32 bits would overflow. */
    static final long UNIT_TICKS = 22_500;

    private long last = -1;

    /** The first number of a run that starts at {@code nowTicks90k} of the air clock. */
    long first(long nowTicks90k) {
        last = Math.max(Math.floorDiv(Math.max(0, nowTicks90k), UNIT_TICKS), last + 1);
        return last;
    }

    long next() {
        return ++last;
    }
}
