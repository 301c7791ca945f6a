package tv.exstream.engine.channel;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import tv.exstream.engine.Engine;
import tv.exstream.engine.EngineOptions;
import tv.exstream.engine.source.EncoderFactory;
import tv.exstream.engine.time.ManualAirClock;
import tv.exstream.engine.time.Timeline;

/**
 * An engine whose time passes as fast as its channels can be produced, and no faster: hours of them in seconds.
 *
 * <p>All of it is the engine that servers run, down to the threads that open and read sources, but for two things. The clock
 * is one that stands still until {@link #advance} moves it, which waits until every channel's source has nothing to do but
 * to sleep, and pictures have left the channel up to now: opening a file takes no time at all, no machine is too slow, and
 * nothing depends on how busy it is. And the splicers and muxers of its channels run, in
 * turn, on the thread that calls {@code advance}, instead of waiting for the ticks of a clock on a wall.
 *
 * <p>Of one thread, but for {@link #instant}.
 */
public final class TimeLapse implements InstantSource, AutoCloseable {
    /** The clock may be ahead of the pictures by so much: less than would be missed by the splicer. */
    private static final long SLACK_TICKS = Timeline.RATE / 4;

    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private final Timeline timeline;
    private final ManualAirClock clock;
    private final HandDeck deck = new HandDeck();
    private final Engine engine;

    /** @param begin what time it is at first */
    public TimeLapse(EngineOptions options, Instant begin) {
        timeline = new Timeline(options.epoch());
        clock = new ManualAirClock(timeline.ticksAt(begin));
        engine = LiveEngine.start(options, EncoderFactory.LIBAV, clock, List.of(deck));
    }

    public Engine engine() {
        return engine;
    }

    @Override
    public Instant instant() {
        return timeline.instantAt(clock.nowTicks90k());
    }

    /**
     * Lets up to so much time pass; less where pictures have not left every channel that is on air for all of it.
     *
     * @throws IllegalStateException when a channel stands still though it has all the time of the world
     */
    public void advance(Duration atMost) {
        long wanted = clock.nowTicks90k() + Timeline.ticks(atMost);
        long began = System.nanoTime();
        deck.work();
        while (!settled()) {
            if (System.nanoTime() - began > PATIENCE_NANOS) {
                throw new IllegalStateException("nothing comes at " + instant() + ": "
                        + engine.channels().stream()
                                .map(channel -> channel.status().toString())
                                .toList());
            }
            LockSupport.parkNanos(1_000);
            deck.work();
        }
        clock.set(Math.min(wanted, deck.airedUntil() + SLACK_TICKS));
        deck.work();
    }

    private boolean settled() {
        return clock.sleeping() >= deck.size() && deck.airedUntil() + SLACK_TICKS > clock.nowTicks90k();
    }

    @Override
    public void close() {
        engine.close();
    }

    /** Runs what it is given when it is told to. */
    private static final class HandDeck implements Deck {
        private final List<Splicer> splicers = new ArrayList<>();
        private final List<MuxStage> muxers = new ArrayList<>();

        @Override
        public synchronized void add(Splicer splicer, MuxStage stage) {
            splicers.add(splicer);
            muxers.add(stage);
        }

        @Override
        public synchronized void remove(Splicer splicer, MuxStage stage) {
            splicers.remove(splicer);
            muxers.remove(stage);
        }

        @Override
        public void wakeAir() {
            // Who waits for a channel looks again soon anyway.
        }

        @Override
        public void close() {
            // There is no thread to end.
        }

        /** Until the splicers have nothing left that is due. A failure is the caller's. */
        synchronized void work() {
            for (int i = 0; i < splicers.size(); i++) {
                long aired;
                do {
                    aired = splicers.get(i).airedUntil();
                    splicers.get(i).doWork();
                    muxers.get(i).doWork();
                } while (splicers.get(i).airedUntil() > aired);
            }
        }

        /** Channels on air. */
        synchronized int size() {
            return splicers.size();
        }

        /** Of the channel that is furthest behind; for ever where none is on air. */
        synchronized long airedUntil() {
            return splicers.stream()
                    .mapToLong(splicer -> splicer.started() ? splicer.airedUntil() : Long.MIN_VALUE / 2)
                    .min()
                    .orElse(Long.MAX_VALUE / 2);
        }
    }
}
