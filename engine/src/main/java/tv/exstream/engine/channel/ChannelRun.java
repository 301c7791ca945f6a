package tv.exstream.engine.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tv.exstream.engine.ChannelSlates;
import tv.exstream.engine.ChannelSpec;
import tv.exstream.engine.EngineOptions;
import tv.exstream.engine.FaultClass;
import tv.exstream.engine.Playout;
import tv.exstream.engine.RecoveryPolicy;
import tv.exstream.engine.fanout.ViewerFeed;
import tv.exstream.engine.fanout.ViewerHub;
import tv.exstream.engine.fanout.ViewerInfo;
import tv.exstream.engine.fanout.ViewerStats;
import tv.exstream.engine.observe.ThrottledFaults;
import tv.exstream.engine.ring.PacketRing;
import tv.exstream.engine.source.SourceOpener;
import tv.exstream.engine.time.AirClock;
import tv.exstream.engine.time.Timeline;

/**
 * A channel on air, from its start to its stop: the source thread, two lanes, the splicer, the ring, the mux stage, the
 * hub. {@link #start} and {@link #stop} are called once each by the channel.
 */
final class ChannelRun {
    private static final Logger log = LoggerFactory.getLogger(ChannelRun.class);
    /** Seconds at any rate; a longer GOP at the start of a copy is taken off as it comes. */
    private static final int LANE_CELLS = 128;
    /** Some ticks' worth; what does not fit waits in the lanes for the next tick. */
    private static final int AIR_CELLS = 64;

    /** As far as the air clock slews; whatever stood still for longer goes on at the present time. */
    private static final long CLOCK_JUMP_TICKS = 5 * Timeline.RATE;

    private static final long MIN_BURST_TICKS = Timeline.RATE;
    private static final int MAX_HISTORY_BYTES = 24 << 20;
    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final Duration JOIN_LIMIT = Duration.ofSeconds(2);
    /** Past the longest deadline of a read by so much, a source is not slow but stuck. */
    private static final Duration HANGS = Duration.ofSeconds(7);
    /** Of one run; each keeps a thread and an open file. */
    private static final int MAX_ABANDONED = 3;

    private final AirDeck deck;
    private final PacketRing<Segment> videoRing = new PacketRing<>(LANE_CELLS);
    private final PacketRing<Segment> audioRing = new PacketRing<>(LANE_CELLS);
    private final PacketRing<Segment> airRing = new PacketRing<>(AIR_CELLS);
    private final ViewerHub hub;
    private final Splicer splicer;
    private final MuxStage mux;
    /** Of earlier profiles; something of them may still be on its way. Under this object's lock. */
    private final List<SlateSet> formerSlates = new ArrayList<>();

    private final Segments segments;
    private final String label;
    private final Consumer<Throwable> failed;
    private final ChannelCounters counters;
    private final ThrottledFaults faults;
    private final Duration hangLimit;
    private final Timeline timeline;
    private final AirClock clock;
    private final long startTicks;
    private final AtomicReference<Setup> setup;
    /** Which of the sources below is at work; written under this object's lock. */
    private volatile SourceLoop source;

    private Thread sourceThread;
    /** Threads that hang where nothing reaches them; they free what is theirs should they return. */
    private final List<Thread> abandoned = new ArrayList<>();

    private volatile boolean stopping;
    private long stallsSeen;

    ChannelRun(
            EngineParts parts,
            AirDeck deck,
            ChannelSpec spec,
            Supplier<Playout> playout,
            ChannelCounters counters,
            ThrottledFaults faults,
            Runnable viewersChanged,
            Consumer<Throwable> failed) {
        this.deck = deck;
        this.failed = failed;
        this.counters = counters;
        this.faults = faults;
        label = "ch-" + spec.number();
        RecoveryPolicy recovery = parts.options().recovery();
        hangLimit = recovery.readDeadline().plus(HANGS);
        setup = new AtomicReference<>(setup(parts, spec, SlateSet.of(parts.slates(), spec.profile(), spec.slates())));
        stallsSeen = counters.stalls();
        long stall = Timeline.ticks(parts.options().stallTimeout());
        timeline = parts.timeline();
        clock = parts.clock();
        long now = clock.nowTicks90k();
        startTicks = now;
        ChannelContext context = new ChannelContext(
                label,
                spec.name(),
                setup::get,
                playout,
                parts.timeline(),
                parts.clock(),
                parts.threads(),
                parts.slates(),
                parts.encoders(),
                counters,
                faults,
                parts.options(),
                now,
                Long.MAX_VALUE,
                false,
                false,
                this::onSlate,
                ticks -> LockSupport.parkNanos(ticks * 100_000 / 9));
        LaneFeed feed = new LaneFeed(videoRing, audioRing, deck::wakeAir);
        segments = new Segments(context);
        source = new SourceLoop(context, feed, segments, SourceLoop.FaultPolicy.STAY_ON_AIR);
        hub = new ViewerHub(
                parts.pool(), parts.options().viewerQueue(), MIN_BURST_TICKS, MAX_HISTORY_BYTES, viewersChanged);
        mux = new MuxStage(airRing, context, spec.ts(), parts.pool(), hub::publish, failed);
        Production production = new PresentProduction();
        splicer = new Splicer(
                parts.clock(),
                new VideoLane(videoRing, stall, production, counters, this::slates),
                new AudioLane(audioRing, stall, production, counters, this::slates),
                airRing,
                counters,
                faults,
                now + Timeline.ticks(recovery.startDeadline()),
                CLOCK_JUMP_TICKS,
                failed);
        sourceThread = thread(source);
    }

    private static Setup setup(EngineParts parts, ChannelSpec spec, SlateSet slates) {
        EngineOptions options = parts.options();
        return new Setup(
                spec.profile(),
                slates,
                new SourceOpener(
                        spec.profile(),
                        options.openDeadline(),
                        options.recovery().readDeadline()));
    }

    private Thread thread(SourceLoop loop) {
        return Thread.ofPlatform()
                .name(label + "-source")
                .daemon()
                .uncaughtExceptionHandler((t, e) -> {
                    if (source == loop) {
                        failed.accept(e);
                    }
                })
                .unstarted(loop);
    }

    private SlateSet slates() {
        return setup.get().slates();
    }

    synchronized void start() {
        deck.add(splicer, mux);
        sourceThread.start();
    }

    /** Another profile, with its slates, from the next keyframe on. Any thread. */
    synchronized void renew(EngineParts parts, ChannelSpec spec, SlateSet slates) {
        formerSlates.add(setup.get().slates());
        setup.set(setup(parts, spec, slates));
        source.unpark();
    }

    /** Looks after the source thread now and then; never blocks. Any thread. */
    void watch() {
        if (!stopping) {
            lookAfter();
        }
    }

    private synchronized void lookAfter() {
        long stalls = counters.stalls();
        if (stalls > stallsSeen) {
            stallsSeen = stalls;
            faults.report(
                    "stall",
                    FaultClass.STALL + " '"
                            + segment().map(s -> s.programme().title()).orElse("")
                            + "': nothing came for longer than the stall timeout");
        }
        SourceLoop hanging = source;
        if (!stopping && hanging.hangs(hangLimit) && abandoned.size() < MAX_ABANDONED) {
            hanging.feed.successor().ifPresent(feed -> replace(hanging, feed));
        }
    }

    private void replace(SourceLoop hanging, LaneFeed feed) {
        hanging.stop();
        hanging.cancel();
        abandoned.removeIf(thread -> !thread.isAlive());
        abandoned.add(sourceThread);
        counters.fault(FaultClass.TIMEOUT);
        faults.report("hang", FaultClass.TIMEOUT + " its source does not return from a read; another is opened");
        ChannelContext context =
                hanging.context.startingAt(hanging.context.clock().nowTicks90k());
        source = new SourceLoop(context, feed, segments, SourceLoop.FaultPolicy.STAY_ON_AIR);
        sourceThread = thread(source);
        sourceThread.start();
    }

    /** Other styles, from the next attempt or programme on. */
    void restyle(ChannelSlates styles) {
        slates().restyle(styles);
    }

    ViewerFeed attach(ViewerInfo viewer) {
        return hub.attach(viewer);
    }

    int viewers() {
        return hub.viewers();
    }

    List<ViewerStats> viewerStats() {
        return hub.stats();
    }

    long lastViewerLeftNanos() {
        return hub.lastViewerLeftNanos();
    }

    /** The first instant that this run shows. */
    Instant begins() {
        return timeline.instantAt(startTicks);
    }

    /** The present while somebody watches; not before the run began. */
    Instant unwatchedSince() {
        long ticks = clock.nowTicks90k();
        if (viewers() == 0) {
            ticks -= Timeline.ticksOfNanos(Math.max(0, System.nanoTime() - lastViewerLeftNanos()));
        }
        return timeline.instantAt(Math.max(startTicks, ticks));
    }

    boolean onAir() {
        return splicer.started();
    }

    boolean onSlate() {
        return splicer.onSlate();
    }

    Optional<Segment> segment() {
        return splicer.onAir();
    }

    /** Whichever source is at work. */
    private final class PresentProduction implements Production {
        @Override
        public long packetsUntil() {
            return source.feed.packetsUntil();
        }

        @Override
        public void wantKeyframe(long ticks90k) {
            source.feed.wantKeyframe(ticks90k);
        }

        @Override
        public long clockJumped() {
            return source.feed.clockJumped();
        }
    }

    /** Ends feeds and threads and frees everything. A source stuck in the kernel is left to free itself when it returns. */
    void stop() {
        SourceLoop loop;
        Thread thread;
        synchronized (this) {
            stopping = true;
            loop = source;
            thread = sourceThread;
        }
        loop.stop();
        deck.remove(splicer, mux);
        hub.end();
        mux.close();
        airRing.close();
        boolean joined = false;
        try {
            // A read cut short would be reported by libav as a broken file.
            joined = thread.join(PATIENCE);
            if (!joined) {
                loop.cancel();
                joined = thread.join(JOIN_LIMIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (joined) {
            freeSource();
        } else {
            log.warn("{}: its source does not return from a read; it is left behind", label);
            Thread.ofVirtual().name(label + "-reaper").start(() -> {
                try {
                    thread.join();
                    freeSource();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }

    private synchronized void freeSource() {
        videoRing.close();
        audioRing.close();
        segments.freeCards();
        formerSlates.forEach(SlateSet::close);
    }
}
