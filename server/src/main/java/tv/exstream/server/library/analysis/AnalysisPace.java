package tv.exstream.server.library.analysis;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import tv.exstream.engine.BlackScan;
import tv.exstream.server.config.Settings;

/**
 * How much of a processor's time a look at a file may take: less while channels are on air, none while the machine has
 * enough to do with them. {@link #resting} may be called from any thread.
 */
public final class AnalysisPace implements BlackScan.Pace {
    /** Of one processor, while something is on air, or where other programs need the machine. */
    private static final double GENTLE_SHARE = 0.3;

    private static final double BUSY = 0.8;
    private static final Duration LOAD_HOLDS = Duration.ofSeconds(2);

    private final Settings.Library.Analysis mode;
    private final Supplier<Load> load;
    private final LongSupplier nanos;
    private final Sleep sleep;
    private Load newest = new Load(false, 0);
    private long loadedAt;
    private boolean loaded;
    private volatile boolean resting;

    /**
     * What the machine has to do.
     *
     * @param onAir whether any channel is
     * @param busy  share of all processors that is taken, by whomever: 0 to 1
     */
    public record Load(boolean onAir, double busy) {}

    /** Waiting, so that tests need not. */
    @FunctionalInterface
    interface Sleep {
        void sleep(Duration time) throws InterruptedException;
    }

    public AnalysisPace(Settings.Library.Analysis mode, Supplier<Load> load) {
        this(mode, load, System::nanoTime, Thread::sleep);
    }

    AnalysisPace(Settings.Library.Analysis mode, Supplier<Load> load, LongSupplier nanos, Sleep sleep) {
        this.mode = mode;
        this.load = load;
        this.nanos = nanos;
        this.sleep = sleep;
    }

    /** Whether it waits for channels to leave it room. */
    boolean resting() {
        return resting;
    }

    @Override
    public void rest(Duration worked) throws InterruptedException {
        try {
            double share = share();
            while (share == 0) {
                resting = true;
                sleep.sleep(LOAD_HOLDS);
                share = share();
            }
            resting = false;
            sleep.sleep(Duration.ofNanos(Math.round(worked.toNanos() * (1 / share - 1))));
        } finally {
            resting = false;
        }
    }

    /** Of one processor's time, 0 to 1. */
    private double share() {
        if (mode == Settings.Library.Analysis.FULL) {
            return 1;
        }
        Load now = load();
        if (!now.onAir) {
            return now.busy > BUSY ? GENTLE_SHARE : 1;
        }
        boolean room = mode != Settings.Library.Analysis.IDLE && now.busy <= BUSY;
        return room ? GENTLE_SHARE : 0;
    }

    private Load load() {
        if (!loaded || nanos.getAsLong() - loadedAt >= LOAD_HOLDS.toNanos()) {
            newest = load.get();
            loadedAt = nanos.getAsLong();
            loaded = true;
        }
        return newest;
    }
}
