package tv.exstream.server.stream;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import tv.exstream.engine.BlackReport;
import tv.exstream.engine.BlackScan;
import tv.exstream.engine.ChannelHandle;
import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.ChannelSpec;
import tv.exstream.engine.ChannelStatus;
import tv.exstream.engine.Engine;
import tv.exstream.engine.EngineException;
import tv.exstream.engine.FaultClass;
import tv.exstream.engine.MediaProbe;
import tv.exstream.engine.MediaSource;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.TranscodeJob;
import tv.exstream.engine.TranscodeReport;
import tv.exstream.engine.fanout.ChunkPool;
import tv.exstream.engine.fanout.PooledChunk;
import tv.exstream.engine.fanout.ViewerFeed;
import tv.exstream.engine.fanout.ViewerHub;
import tv.exstream.engine.fanout.ViewerInfo;
import tv.exstream.engine.hls.HlsFeed;
import tv.exstream.engine.hls.HlsOptions;
import tv.exstream.engine.hls.HlsOutput;
import tv.exstream.engine.hls.TsMaker;
import tv.exstream.engine.time.ManualAirClock;
import tv.exstream.engine.time.Timeline;

/** An engine whose channels have real hubs, and whose transport stream is whatever the test publishes. */
public final class HubEngine implements Engine {
    private final Map<ChannelNumber, HubChannel> channels = new TreeMap<>();

    @Override
    public synchronized HubChannel register(ChannelSpec spec) {
        HubChannel channel = new HubChannel(spec);
        channels.put(spec.number(), channel);
        return channel;
    }

    @Override
    public synchronized Optional<ChannelHandle> channel(ChannelNumber number) {
        return Optional.ofNullable(channels.get(number));
    }

    public HubChannel hub(int number) {
        return (HubChannel) channel(ChannelNumber.of(number)).orElseThrow();
    }

    @Override
    public synchronized List<ChannelHandle> channels() {
        return List.copyOf(channels.values());
    }

    @Override
    public synchronized void retire(ChannelNumber number) {
        HubChannel channel = channels.remove(number);
        if (channel != null) {
            channel.stop();
        }
    }

    @Override
    public MediaProbe probe(MediaSource source, Duration deadline) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ChannelStatus.StreamDecision> decide(MediaProbe probe, OutputProfile profile) {
        throw new UnsupportedOperationException();
    }

    @Override
    public TranscodeReport transcode(TranscodeJob job) {
        throw new UnsupportedOperationException();
    }

    @Override
    public BlackReport blacks(BlackScan scan) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, Long> liveNatives() {
        return Map.of();
    }

    @Override
    public synchronized void close() {
        channels.values().forEach(HubChannel::stop);
    }

    /** A channel that airs what the test publishes. */
    public static final class HubChannel implements ChannelHandle {
        private final ChannelSpec spec;
        private final ChunkPool pool = new ChunkPool(ChunkPool.DEFAULT_CHUNK_BYTES);
        private final ViewerHub hub = new ViewerHub(pool, 1 << 20, 0, 1 << 19);
        private final Timeline timeline = new Timeline(Instant.parse("2026-01-01T00:00:00Z"));
        private final ManualAirClock clock = new ManualAirClock(90_000_000);
        private final HlsOutput hls = new HlsOutput("test", timeline, clock, this::tune, Runnable::run);
        private final Random noise = new Random(42);
        private final ByteArrayOutputStream published = new ByteArrayOutputStream();
        private final AtomicInteger tunes = new AtomicInteger();
        private final TsMaker maker = new TsMaker(pool, 5, hub::publish);
        private final Map<FaultClass, Long> faults = new ConcurrentHashMap<>();
        private final List<Boolean> warmth = new CopyOnWriteArrayList<>();
        private volatile boolean broken;

        HubChannel(ChannelSpec spec) {
            this.spec = spec;
        }

        public void breakDown() {
            broken = true;
        }

        /** Airs one chunk of noise, a keyframe's or not. */
        public void publish(int packets, boolean keyframe) {
            publish(packets, keyframe, 0);
        }

        /** The same at a moment of the channel's timeline. */
        public void publish(int packets, boolean keyframe, long ticks90k) {
            byte[] bytes = new byte[packets * 188];
            noise.nextBytes(bytes);
            PooledChunk chunk = pool.acquire();
            MemorySegment.copy(MemorySegment.ofArray(bytes), 0, chunk.memory(), chunk.claim(packets), bytes.length);
            chunk.seal(keyframe, ticks90k);
            published.writeBytes(bytes);
            hub.publish(chunk);
        }

        public byte[] published() {
            return published.toByteArray();
        }

        public int viewers() {
            return hub.viewers();
        }

        public int tunes() {
            return tunes.get();
        }

        @Override
        public ChannelNumber number() {
            return spec.number();
        }

        @Override
        public ChannelSpec spec() {
            return spec;
        }

        @Override
        public ViewerFeed tune(ViewerInfo viewer) {
            if (broken) {
                throw new EngineException(EngineException.Kind.UNAVAILABLE, "channel " + number() + " cannot start.");
            }
            tunes.incrementAndGet();
            return hub.attach(viewer);
        }

        @Override
        public HlsFeed hls(HlsOptions options, ViewerInfo viewer) {
            return hls.tune(options, viewer).orElseThrow();
        }

        /** Publishes what {@code script} makes. */
        public void air(Consumer<TsMaker> script) {
            script.accept(maker);
            maker.flush();
        }

        /** What {@link #air} has published so far. */
        public byte[] made() {
            return maker.made();
        }

        public HlsOutput hlsOutput() {
            return hls;
        }

        @Override
        public ChannelStatus status() {
            return new ChannelStatus(
                    number(),
                    hub.viewers() == 0 ? ChannelStatus.State.STOPPED : ChannelStatus.State.ON_AIR,
                    Optional.empty(),
                    Duration.ZERO,
                    false,
                    Optional.of(new ChannelStatus.StreamDecision(true, "h264", "fits the profile")),
                    Optional.of(new ChannelStatus.StreamDecision(false, "aac", "source is ac3")),
                    hub.stats(),
                    new ChannelStatus.Counters(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0, 0, 0, 0, 0, Map.copyOf(faults)),
                    Optional.empty());
        }

        @Override
        public void keepWarm(boolean warm) {
            if (broken) {
                throw new EngineException(EngineException.Kind.UNAVAILABLE, "channel " + number() + " cannot start.");
            }
            warmth.add(warm);
        }

        /** What it was told about being warm, in order. */
        public List<Boolean> warmth() {
            return List.copyOf(warmth);
        }

        /** Something went wrong once more. */
        public void count(FaultClass fault) {
            faults.merge(fault, 1L, Long::sum);
        }

        public void repair() {
            broken = false;
        }

        @Override
        public void stop() {
            hub.end();
            hls.close();
        }
    }
}
