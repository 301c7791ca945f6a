package tv.exstream.engine.channel;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tv.exstream.engine.BlackReport;
import tv.exstream.engine.BlackScan;
import tv.exstream.engine.ChannelHandle;
import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.ChannelSpec;
import tv.exstream.engine.ChannelStatus;
import tv.exstream.engine.Engine;
import tv.exstream.engine.EngineException;
import tv.exstream.engine.EngineException.Kind;
import tv.exstream.engine.EngineOptions;
import tv.exstream.engine.MediaProbe;
import tv.exstream.engine.MediaSource;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.TranscodeJob;
import tv.exstream.engine.TranscodeReport;
import tv.exstream.engine.analysis.BlackSearch;
import tv.exstream.engine.av.Input;
import tv.exstream.engine.av.Interrupt;
import tv.exstream.engine.fanout.ChunkPool;
import tv.exstream.engine.observe.NativeLedger;
import tv.exstream.engine.profile.StreamFit;
import tv.exstream.engine.slate.SlateLibrary;
import tv.exstream.engine.source.EncoderFactory;
import tv.exstream.engine.time.AirClock;
import tv.exstream.engine.time.SystemAirClock;
import tv.exstream.engine.time.Timeline;
import tv.exstream.natives.FFmpeg;
import tv.exstream.natives.NativeHeap;

/** The engine: owner of what all channels share, and of the channels. */
public final class LiveEngine implements Engine {
    private static final Logger log = LoggerFactory.getLogger(LiveEngine.class);
    private static final Duration READ_DEADLINE = Duration.ofSeconds(5);
    private static final Duration WATCH = Duration.ofMillis(250);

    /** Seams and channels that stop leave holes in the C library's heap. */
    private static final long TIDY_SECONDS = 30;
    /** Chunk memory given up that is worth a collection. */
    private static final long WORTH_COLLECTING_BYTES = 16 << 20;

    private final EngineParts parts;
    private final List<? extends Deck> decks;
    private final AtomicInteger nextDeck = new AtomicInteger();
    private final ConcurrentSkipListMap<ChannelNumber, LiveChannel> channels = new ConcurrentSkipListMap<>();
    /** Profiles whose slates are drawn or being drawn; under this object's lock. */
    private final Set<OutputProfile> drawn = new HashSet<>();

    private volatile boolean closed;

    private LiveEngine(EngineOptions options, EncoderFactory encoders, AirClock clock, List<? extends Deck> decks) {
        this.decks = decks;
        parts = new EngineParts(
                options,
                new Timeline(options.epoch()),
                clock,
                new SlateLibrary(options.cacheDir()),
                new ChunkPool(ChunkPool.DEFAULT_CHUNK_BYTES),
                encoders,
                workers(),
                Executors.newSingleThreadScheduledExecutor(named("engine-timer")));
        var unused = parts.timer()
                .scheduleWithFixedDelay(this::watch, WATCH.toMillis(), WATCH.toMillis(), TimeUnit.MILLISECONDS);
        var unusedTidy = parts.timer()
                .scheduleWithFixedDelay(
                        () -> parts.threads().execute(this::tidy), TIDY_SECONDS, TIDY_SECONDS, TimeUnit.SECONDS);
    }

    /** Gives memory that many channels needed back to the system. */
    private void tidy() {
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(buffers -> buffers.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        // Direct memory goes with its buffers' objects: an idle JVM may not collect them for hours, and nobody waits
        // now.
        if (direct - parts.pool().memoryBytes() > WORTH_COLLECTING_BYTES
                && channels.values().stream().noneMatch(LiveChannel::running)) {
            System.gc();
        }
        boolean unused = NativeHeap.trim();
    }

    /** Loads FFmpeg if nobody has yet, and starts. */
    public static Engine start(EngineOptions options) {
        return start(options, EncoderFactory.LIBAV);
    }

    /** The same with other encoders. */
    static Engine start(EngineOptions options, EncoderFactory encoders) {
        FFmpeg.load();
        List<AirDeck> decks = new ArrayList<>();
        int count = Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, 8);
        for (int i = 0; i < count; i++) {
            decks.add(new AirDeck(i));
        }
        return start(options, encoders, new SystemAirClock(new Timeline(options.epoch())), decks);
    }

    /**
     * The same by another clock.
     *
     * @param clock of the timeline that begins at the options' epoch
     * @param decks run the channels; the engine's, which closes them
     */
    static Engine start(EngineOptions options, EncoderFactory encoders, AirClock clock, List<? extends Deck> decks) {
        FFmpeg.load();
        return new LiveEngine(options, encoders, clock, decks);
    }

    private void watch() {
        for (LiveChannel channel : channels.values()) {
            try {
                channel.watch();
            } catch (RuntimeException e) { // or it would be the last time
                log.warn("channel {} could not be looked after", channel.number(), e);
            }
        }
    }

    private static ExecutorService workers() {
        AtomicInteger count = new AtomicInteger();
        return Executors.newCachedThreadPool(task -> Thread.ofPlatform()
                .name("engine-worker-" + count.incrementAndGet())
                .daemon()
                .unstarted(task));
    }

    private static ThreadFactory named(String name) {
        return Thread.ofPlatform().name(name).daemon().factory();
    }

    @Override
    public synchronized ChannelHandle register(ChannelSpec spec) {
        if (closed) {
            throw new EngineException(Kind.UNAVAILABLE, "the engine is closed");
        }
        LiveChannel known = channels.get(spec.number());
        if (known != null) {
            known.update(spec);
            return known;
        }
        if (drawn.add(spec.profile())) {
            parts.threads().execute(() -> drawSlates(spec)); // before anyone tunes in
        }
        Deck deck = decks.get(Math.floorMod(nextDeck.getAndIncrement(), decks.size()));
        LiveChannel channel = new LiveChannel(parts, deck, spec);
        channels.put(spec.number(), channel);
        return channel;
    }

    private void drawSlates(ChannelSpec spec) {
        try {
            SlateSet.of(parts.slates(), spec.profile());
        } catch (RuntimeException e) {
            log.warn("slates for channel {} cannot be drawn: {}", spec.number(), e.getMessage());
        }
    }

    @Override
    public Optional<ChannelHandle> channel(ChannelNumber number) {
        return Optional.ofNullable(channels.get(number));
    }

    @Override
    public List<ChannelHandle> channels() {
        return List.copyOf(channels.values());
    }

    @Override
    public void retire(ChannelNumber number) {
        LiveChannel channel = channels.remove(number);
        if (channel != null) {
            channel.retire();
        }
    }

    @Override
    public MediaProbe probe(MediaSource source, Duration deadline) {
        if (source instanceof MediaSource.Synthetic) {
            throw new EngineException(Kind.UNSUPPORTED, "a synthetic source is rendered, there is nothing to probe");
        }
        try (Interrupt interrupt = new Interrupt();
                Input input = Input.open(source, interrupt, deadline, READ_DEADLINE)) {
            MediaProbe probe = input.probe();
            if (probe.video().isEmpty() && probe.audio().isEmpty()) {
                throw new EngineException(
                        Kind.UNSUPPORTED, source.describe() + " holds neither picture nor sound that can be played");
            }
            return probe;
        }
    }

    @Override
    public List<ChannelStatus.StreamDecision> decide(MediaProbe probe, OutputProfile profile) {
        List<ChannelStatus.StreamDecision> decisions = new ArrayList<>();
        probe.video().ifPresent(v -> decisions.add(StreamFit.video(v, profile)));
        probe.audio().ifPresent(a -> decisions.add(StreamFit.audio(a, profile)));
        return decisions;
    }

    @Override
    public TranscodeReport transcode(TranscodeJob job) {
        if (closed) {
            throw new EngineException(Kind.UNAVAILABLE, "the engine is closed");
        }
        return new OfflineRun(parts, this, job).run();
    }

    @Override
    public BlackReport blacks(BlackScan scan) {
        if (closed) {
            throw new EngineException(Kind.UNAVAILABLE, "the engine is closed");
        }
        return BlackSearch.run(scan, parts.options().openDeadline(), READ_DEADLINE);
    }

    @Override
    public Map<String, Long> liveNatives() {
        return NativeLedger.live();
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        channels.values().parallelStream().forEach(LiveChannel::retire);
        channels.clear();
        parts.timer().shutdownNow();
        parts.threads().shutdown();
        try {
            if (!parts.threads().awaitTermination(5, TimeUnit.SECONDS)) {
                parts.threads().shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        decks.forEach(Deck::close);
        parts.slates().close();
    }
}
