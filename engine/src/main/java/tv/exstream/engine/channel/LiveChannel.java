package tv.exstream.engine.channel;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
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
    /** A warm channel whose run failed is started again after this, doubled each time. */
    private static final long WARM_RETRY_MILLIS = 1_000;

    private static final int MAX_DOUBLINGS = 6;
    /** A run that lasted so long counts as having worked. */
    private static final long GOOD_RUN_NANOS = 60_000_000_000L;

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
    /** Runs that failed one after the other while nobody but warmth wanted them. */
    private int failedWarmRuns;

    private long startedNanos;

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

    /** A new profile or other slates are on air from the next keyframe on; the rest of the specification as it comes up. */
    void update(ChannelSpec newSpec) {
        ChannelSpec before = replace(newSpec);
        if (!before.profile().equals(newSpec.profile())) {
            parts.threads().execute(() -> renew(newSpec));
        } else if (!before.slates().equals(newSpec.slates())) {
            ChannelRun current = run;
            if (current != null) {
                current.restyle(newSpec.slates());
            }
        }
    }

    /** A run that goes on with another playout is a run of that one. */
    private synchronized ChannelSpec replace(ChannelSpec newSpec) {
        ChannelSpec before = spec;
        ChannelRun current = run;
        if (current != null && !before.playout().equals(newSpec.playout())) {
            newSpec.playout().onAir(parts.timeline().instantAt(parts.clock().nowTicks90k()));
            spec = newSpec;
            before.playout().offAir(current.unwatchedSince());
        } else {
            spec = newSpec;
        }
        return before;
    }

    private void renew(ChannelSpec wanted) {
        SlateSet slates;
        try {
            // takes a while: before anybody waits for it
            slates = SlateSet.of(parts.slates(), wanted.profile(), wanted.slates());
        } catch (UncheckedIOException | IllegalStateException e) {
            faults.report("renew", "channel " + number() + " stays as it is: " + e.getMessage());
            return;
        }
        synchronized (this) {
            ChannelRun current = run;
            if (current == null || !spec.equals(wanted)) {
                slates.close();
                return;
            }
            log.info(
                    "channel {} '{}' goes over to profile '{}'",
                    number(),
                    wanted.name(),
                    wanted.profile().name());
            current.renew(parts, wanted, slates);
        }
    }

    /** Called now and then, on the engine's timer. */
    void watch() {
        ChannelRun current = run;
        if (current != null) {
            current.watch();
        }
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
        startedNanos = System.nanoTime();
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
        spec.playout().onAir(starting.begins());
        run = starting;
        counters.starts.incrementAndGet();
        log.info("channel {} '{}' goes on air", number(), spec.name());
        return starting;
    }

    @Override
    public void keepWarm(boolean newWarm) {
        synchronized (this) {
            boolean before = warm;
            warm = newWarm && !retired;
            if (warm && run == null) {
                failedWarmRuns = 0;
                startWarm();
            }
            if (newWarm || !before) {
                return;
            }
        }
        viewersChanged();
    }

    private void startWarm() {
        ChannelRun starting = newRun();
        startedNanos = System.nanoTime();
        starting.start();
    }

    /** The run of a warm channel failed: nobody will tune in to start it, so it starts by itself, ever more patiently. */
    private void retryWarm() {
        failedWarmRuns = System.nanoTime() - startedNanos > GOOD_RUN_NANOS ? 1 : failedWarmRuns + 1;
        long delay = WARM_RETRY_MILLIS << Math.min(failedWarmRuns - 1, MAX_DOUBLINGS);
        try {
            var unused = parts.timer()
                    .schedule(() -> parts.threads().execute(this::startIfWarm), delay, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("channel {}: the engine is closing", number());
        }
    }

    private synchronized void startIfWarm() {
        if (!warm || retired || run != null) {
            return;
        }
        try {
            startWarm();
        } catch (EngineException e) {
            faults.report("warm", String.valueOf(e.getMessage()));
            retryWarm();
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
            takeOffAir();
        }
    }

    /** A stage threw: the run ends, the next viewer starts a new one. */
    void failed(Throwable failure) {
        log.error("channel {} '{}' failed and is taken off air", number(), spec.name(), failure);
        faults.report("channel", String.valueOf(failure.getMessage()));
        ChannelRun broken = run;
        parts.threads().execute(() -> {
            synchronized (this) {
                if (run == broken) {
                    takeOffAir();
                    if (warm) {
                        retryWarm();
                    }
                }
            }
        });
    }

    /** Who stops a channel means it: it is not kept warm any more. */
    @Override
    public synchronized void stop() {
        warm = false;
        takeOffAir();
    }

    private void takeOffAir() {
        ChannelRun current = run;
        if (current != null) {
            Instant unwatchedSince = current.unwatchedSince();
            run = null;
            try {
                current.stop();
            } finally {
                spec.playout().offAir(unwatchedSince);
            }
        }
    }

    void retire() {
        synchronized (this) {
            retired = true;
            stop();
        }
        hls.close(); // without our lock: its viewers take it when they tune in
    }

    /** There is a run, whatever it shows. */
    boolean running() {
        return run != null;
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
