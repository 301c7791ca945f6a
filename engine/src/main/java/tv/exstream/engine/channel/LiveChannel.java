package tv.exstream.engine.channel;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tv.exstream.engine.ChannelHandle;
import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.ChannelSpec;
import tv.exstream.engine.ChannelStatus;
import tv.exstream.engine.EngineException;
import tv.exstream.engine.EngineException.Kind;
import tv.exstream.engine.fanout.ViewerFeed;
import tv.exstream.engine.fanout.ViewerInfo;
import tv.exstream.engine.fanout.ViewerStats;
import tv.exstream.engine.hls.HlsFeed;
import tv.exstream.engine.hls.HlsOptions;
import tv.exstream.engine.hls.HlsOutput;
import tv.exstream.engine.observe.ThrottledFaults;
import tv.exstream.engine.time.Timeline;

/** A channel's life: started by its first viewer, stopped some time after its last. */
final class LiveChannel implements ChannelHandle {
    private static final Logger log = LoggerFactory.getLogger(LiveChannel.class);

    private final EngineParts parts;
    private final AirDeck deck;
    private final ChannelCounters counters = new ChannelCounters();
    private final ThrottledFaults faults = new ThrottledFaults(log, System::nanoTime);

    private final HlsOutput hls;

    private volatile ChannelSpec spec;
    /** Written under this object's lock. */
    private volatile @Nullable ChannelRun run;

    private boolean retired;
    private volatile boolean warm;

    LiveChannel(EngineParts parts, AirDeck deck, ChannelSpec spec) {
        this.parts = parts;
        this.deck = deck;
        this.spec = spec;
        this.hls =
                new HlsOutput(spec.number().toString(), parts.timeline(), parts.clock(), this::tune, parts.threads());
    }

    @Override
    public ChannelNumber number() {
        return spec.number();
    }

    @Override
    public ChannelSpec spec() {
        return spec;
    }

    void update(ChannelSpec newSpec) {
        spec = newSpec;
    }

    @Override
    public synchronized ViewerFeed tune(ViewerInfo viewer) {
        if (retired) {
            throw new EngineException(Kind.UNAVAILABLE, "channel " + number() + " is no longer there");
        }
        ChannelRun current = run;
        if (current != null) {
            return current.attach(viewer);
        }
        ChannelRun starting = newRun();
        ViewerFeed feed = starting.attach(viewer);
        starting.start();
        return feed;
    }

    @Override
    public HlsFeed hls(HlsOptions options, ViewerInfo viewer) {
        return hls.tune(options, viewer)
                .orElseThrow(
                        () -> new EngineException(Kind.UNAVAILABLE, "channel " + number() + " is no longer there"));
    }

    private ChannelRun newRun() {
        drawSlates();
        ChannelRun starting = new ChannelRun(
                parts, deck, spec, () -> spec.playout(), counters, faults, this::viewersChanged, this::failed);
        run = starting;
        counters.starts.incrementAndGet();
        log.info("channel {} '{}' goes on air", number(), spec.name());
        return starting;
    }

    @Override
    public synchronized void keepWarm(boolean newWarm) {
        warm = newWarm;
        if (newWarm && run == null && !retired) {
            newRun().start();
        } else if (!newWarm) {
            viewersChanged();
        }
    }

    /** Here, where nothing is held yet: a run begins with its slates at hand or not at all. */
    private void drawSlates() {
        try {
            SlateSet.of(parts.slates(), spec.profile());
        } catch (UncheckedIOException | IllegalStateException e) {
            throw new EngineException(Kind.UNAVAILABLE, "channel " + number() + " cannot start: " + e.getMessage(), e);
        }
    }

    /** Called by the hub, outside its lock, whenever a viewer came or went. */
    private void viewersChanged() {
        ChannelRun current = run;
        if (current != null && current.viewers() == 0 && !warm) {
            Duration linger = spec.linger();
            try {
                var unused = parts.timer()
                        .schedule(
                                () -> parts.threads().execute(() -> stopIfIdle(current)),
                                linger.toMillis(),
                                TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                log.debug("channel {}: the engine is closing and stops it anyway", number());
            }
        }
    }

    private synchronized void stopIfIdle(ChannelRun candidate) {
        if (run == candidate
                && candidate.viewers() == 0
                && !warm
                && System.nanoTime() - candidate.lastViewerLeftNanos()
                        >= spec.linger().toNanos()) {
            log.info("channel {} '{}' goes off air: nobody watches", number(), spec.name());
            stop();
        }
    }

    /** A stage threw: the run ends, the next viewer starts a new one. */
    private void failed(Throwable failure) {
        log.error("channel {} '{}' failed and is taken off air", number(), spec.name(), failure);
        faults.report("channel", String.valueOf(failure.getMessage()));
        ChannelRun broken = run;
        parts.threads().execute(() -> {
            synchronized (this) {
                if (run == broken) {
                    stop();
                }
            }
        });
    }

    @Override
    public synchronized void stop() {
        ChannelRun current = run;
        if (current != null) {
            run = null;
            current.stop();
        }
    }

    void retire() {
        synchronized (this) {
            retired = true;
            stop();
        }
        hls.close(); // without our lock: its viewers take it when they tune in
    }

    @Override
    public ChannelStatus status() {
        ChannelRun current = run;
        if (current == null) {
            return new ChannelStatus(
                    number(),
                    ChannelStatus.State.STOPPED,
                    Optional.empty(),
                    Duration.ZERO,
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    counters.snapshot(),
                    faults.newest());
        }
        Optional<Segment> segment = current.segment();
        long now = parts.clock().nowTicks90k();
        boolean slate = current.onSlate();
        return new ChannelStatus(
                number(),
                state(current),
                segment.map(Segment::programme),
                segment.map(s -> Timeline.duration(Math.max(0, now - s.startTicks())))
                        .orElse(Duration.ZERO),
                slate,
                slate ? Optional.empty() : segment.flatMap(Segment::video),
                segment.flatMap(Segment::audio),
                viewers(current),
                counters.snapshot(),
                faults.newest());
    }

    /** Those of the transport stream and those of HLS, in whose place the segmenter is among the former. */
    private List<ViewerStats> viewers(ChannelRun current) {
        List<ViewerStats> all = new ArrayList<>(current.viewerStats());
        all.removeIf(stats -> hls.isSegmenter(stats.viewer()));
        all.addAll(hls.stats());
        return all;
    }

    private static ChannelStatus.State state(ChannelRun current) {
        if (!current.onAir()) {
            return ChannelStatus.State.STARTING;
        }
        return current.viewers() == 0 ? ChannelStatus.State.LINGERING : ChannelStatus.State.ON_AIR;
    }
}
