package tv.exstream.engine.channel;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tv.exstream.engine.ChannelSpec;
import tv.exstream.engine.Playout;
import tv.exstream.engine.av.TsMuxer;
import tv.exstream.engine.fanout.ViewerFeed;
import tv.exstream.engine.fanout.ViewerHub;
import tv.exstream.engine.fanout.ViewerInfo;
import tv.exstream.engine.fanout.ViewerStats;
import tv.exstream.engine.observe.ThrottledFaults;
import tv.exstream.engine.profile.AirTiming;
import tv.exstream.engine.ring.PacketRing;
import tv.exstream.engine.source.SourceOpener;
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

    private final AirDeck deck;
    private final PacketRing<Segment> videoRing = new PacketRing<>(LANE_CELLS);
    private final PacketRing<Segment> audioRing = new PacketRing<>(LANE_CELLS);
    private final PacketRing<Segment> airRing = new PacketRing<>(AIR_CELLS);
    private final ViewerHub hub;
    private final Splicer splicer;
    private final MuxStage mux;
    private final Segments segments;
    private final SourceLoop source;
    private final Thread sourceThread;
    private final String label;

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
        label = "ch-" + spec.number();
        SlateSet slates = SlateSet.of(parts.slates(), spec.profile());
        long stall = Timeline.ticks(parts.options().stallTimeout());
        long now = parts.clock().nowTicks90k();
        ChannelContext context = new ChannelContext(
                label,
                spec.name(),
                spec.profile(),
                playout,
                parts.timeline(),
                parts.clock(),
                new SourceOpener(spec.profile(), parts.options().openDeadline()),
                parts.threads(),
                parts.slates(),
                slates,
                counters,
                faults,
                Timeline.ticks(parts.options().lead()),
                now,
                Long.MAX_VALUE,
                false,
                false,
                ticks -> LockSupport.parkNanos(ticks * 100_000 / 9));
        LaneFeed feed = new LaneFeed(videoRing, audioRing, deck::wakeAir);
        segments = new Segments(context);
        source = new SourceLoop(context, feed, segments, SourceLoop.FaultPolicy.STAY_ON_AIR);
        hub = new ViewerHub(
                parts.pool(), parts.options().viewerQueue(), MIN_BURST_TICKS, MAX_HISTORY_BYTES, viewersChanged);
        mux = new MuxStage(
                airRing,
                new TsMuxer(spec.profile(), spec.name(), AirTiming.PCR_LEAD),
                parts.pool(),
                hub::publish,
                counters,
                faults,
                failed);
        splicer = new Splicer(
                parts.clock(),
                new VideoLane(
                        videoRing, stall, feed, counters, slates, spec.profile().frameRate()),
                new AudioLane(audioRing, stall, feed, counters, slates),
                airRing,
                counters,
                faults,
                now + stall,
                CLOCK_JUMP_TICKS,
                failed);
        sourceThread = Thread.ofPlatform()
                .name(label + "-source")
                .daemon()
                .uncaughtExceptionHandler((t, e) -> failed.accept(e))
                .unstarted(source);
    }

    void start() {
        deck.add(splicer, mux);
        sourceThread.start();
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

    boolean onAir() {
        return splicer.started();
    }

    boolean onSlate() {
        return splicer.onSlate();
    }

    Optional<Segment> segment() {
        return splicer.onAir();
    }

    /** Ends feeds and threads and frees everything. A source stuck in the kernel is left to free itself when it returns. */
    void stop() {
        source.stop();
        deck.remove(splicer, mux);
        hub.end();
        mux.close();
        airRing.close();
        boolean joined = false;
        try {
            // A read cut short would be reported by libav as a broken file.
            joined = sourceThread.join(PATIENCE);
            if (!joined) {
                source.cancel();
                joined = sourceThread.join(JOIN_LIMIT);
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
                    sourceThread.join();
                    freeSource();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }

    private void freeSource() {
        videoRing.close();
        audioRing.close();
        segments.freeCards();
    }
}
