package tv.exstream.server.stream;

/**
 * Says when one viewer's next bytes may leave and how many of them in one write. Times are {@link System#nanoTime}, given
 * by the caller; nothing is allocated. Confined to one thread at a time.
 *
 * <p>The pace is that of the stream's own clock ({@code timelineTicks90k} of its chunks), or a bit rate where one is set.
 * Being late is never made worse by waiting: what is overdue leaves at once.
 */
final class Throttle {
    /** A channel gathers bytes for so long: within it, early is not too early. */
    static final long TOLERANCE_NANOS = 100_000_000;
    /** Further behind than this, the pace starts anew rather than being made up for by a burst. */
    static final long MAX_LATE_NANOS = 500_000_000;
    /** A larger step of the stream's clock is a new stretch of time, not a wait. */
    static final long MAX_STEP_NANOS = 5_000_000_000L;
    /** In burst mode the channel sets the pace; this only smooths. */
    static final long MAX_SMOOTHING_NANOS = 200_000_000;

    static final double MAX_SPEED = 4;
    static final int MIN_WRITE_BYTES = 64 << 10;
    static final int MAX_WRITE_BYTES = 512 << 10;

    private static final double FIRST_SPEED = 2;
    private static final double FASTER = 1.25;
    private static final double SLOWER = 0.7;
    /** A write done within this found room in the connection's buffer: the reader keeps up. */
    private static final long QUICK_NANOS = 2_000_000;

    private static final long SLOW_NANOS = 50_000_000;
    private static final double NANOS_PER_TICK = 1e9 / 90_000;

    private final Pacing pacing;
    private final long bitsPerSecond;

    private long burstBytes;
    private boolean anchored;
    private long anchorNanos;
    private long anchorTicks;
    private long nextDueNanos;
    private double speed;
    private int writeBytes;

    /** @param bitsPerSecond the pace; 0: the stream's own clock */
    Throttle(Pacing pacing, long bitsPerSecond) {
        if (bitsPerSecond < 0) {
            throw new IllegalArgumentException("a pace of " + bitsPerSecond + " bits per second");
        }
        this.pacing = pacing;
        this.bitsPerSecond = bitsPerSecond;
        speed = pacing == Pacing.ADAPTIVE ? FIRST_SPEED : 1;
        writeBytes = pacing == Pacing.ADAPTIVE ? MIN_WRITE_BYTES : MAX_WRITE_BYTES;
    }

    /** @param queuedBytes what a new viewer found waiting for it */
    void start(long nowNanos, long queuedBytes) {
        burstBytes = pacing == Pacing.BURST ? queuedBytes : 0;
        anchored = false;
        nextDueNanos = nowNanos;
    }

    /** How long a chunk must wait; 0: it may leave now. */
    long delayNanos(long nowNanos, long ticks90k) {
        if (pacing == Pacing.DISABLED || burstBytes > 0) {
            return 0;
        }
        if (bitsPerSecond > 0) {
            return Math.max(0, nextDueNanos - nowNanos);
        }
        if (!anchored) {
            return 0;
        }
        long ahead = dueNanos(ticks90k) - nowNanos;
        long longest = pacing == Pacing.BURST ? MAX_SMOOTHING_NANOS + TOLERANCE_NANOS : MAX_STEP_NANOS;
        return ahead > longest ? 0 : Math.max(0, ahead - TOLERANCE_NANOS);
    }

    /** The chunk left. */
    void left(long nowNanos, long ticks90k, int bytes) {
        if (bitsPerSecond > 0) {
            nextDueNanos = Math.max(nextDueNanos, nowNanos - MAX_LATE_NANOS)
                    + (burstBytes > 0 ? 0 : bytes * 8_000_000_000L / bitsPerSecond);
        }
        boolean inBurst = burstBytes > 0;
        burstBytes = Math.max(0, burstBytes - bytes);
        if (!anchored || inBurst || isElsewhere(dueNanos(ticks90k) - nowNanos)) {
            anchor(nowNanos, ticks90k);
        } else if (pacing == Pacing.ADAPTIVE) {
            // from here on at the speed that holds now
            anchor(dueNanos(ticks90k), ticks90k);
        }
    }

    private boolean isElsewhere(long aheadNanos) {
        return switch (pacing) {
            case BURST -> aheadNanos > MAX_SMOOTHING_NANOS || aheadNanos < -MAX_STEP_NANOS;
            case REALTIME, ADAPTIVE -> aheadNanos > MAX_STEP_NANOS || aheadNanos < -MAX_LATE_NANOS;
            case DISABLED -> false;
        };
    }

    /** A write of this many bytes is done: the reader's measure. */
    void written(int bytes, long tookNanos) {
        if (pacing != Pacing.ADAPTIVE || bytes == 0) {
            return;
        }
        if (tookNanos <= QUICK_NANOS) {
            speed = Math.min(MAX_SPEED, speed * FASTER);
            writeBytes = Math.max(MIN_WRITE_BYTES, writeBytes / 2);
        } else if (tookNanos >= SLOW_NANOS) {
            speed = Math.max(1, speed * SLOWER);
            writeBytes = Math.min(MAX_WRITE_BYTES, writeBytes * 2);
        }
    }

    /** Bytes to gather into one write, where so many are due. */
    int writeBytes() {
        return writeBytes;
    }

    /** Times the stream's own pace at which a backlog leaves. */
    double speed() {
        return speed;
    }

    private void anchor(long nanos, long ticks90k) {
        anchored = true;
        anchorNanos = nanos;
        anchorTicks = ticks90k;
    }

    private long dueNanos(long ticks90k) {
        return anchorNanos + (long) ((ticks90k - anchorTicks) * NANOS_PER_TICK / speed);
    }
}
