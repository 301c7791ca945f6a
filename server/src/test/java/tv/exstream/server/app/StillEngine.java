package tv.exstream.server.app;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

import tv.exstream.engine.BlackReport;
import tv.exstream.engine.BlackScan;
import tv.exstream.engine.ChannelHandle;
import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.ChannelSpec;
import tv.exstream.engine.ChannelStatus;
import tv.exstream.engine.Engine;
import tv.exstream.engine.EngineException;
import tv.exstream.engine.EngineOptions;
import tv.exstream.engine.MediaProbe;
import tv.exstream.engine.MediaSource;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.Programme;
import tv.exstream.engine.TranscodeJob;
import tv.exstream.engine.TranscodeReport;
import tv.exstream.engine.fanout.ViewerFeed;
import tv.exstream.engine.fanout.ViewerInfo;
import tv.exstream.engine.fanout.ViewerStats;
import tv.exstream.engine.hls.HlsFeed;
import tv.exstream.engine.hls.HlsOptions;

/** An engine that knows channels but never puts one on air. */
final class StillEngine implements Engine {
    final EngineOptions options;
    volatile boolean closed;
    private final Map<ChannelNumber, ChannelHandle> channels = new ConcurrentSkipListMap<>();

    StillEngine(EngineOptions options) {
        this.options = options;
    }

    @Override
    public ChannelHandle register(ChannelSpec spec) {
        ChannelHandle handle = new Still(spec);
        channels.put(spec.number(), handle);
        return handle;
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
        channels.remove(number);
    }

    @Override
    public MediaProbe probe(MediaSource source, Duration deadline) {
        throw new EngineException(EngineException.Kind.UNSUPPORTED, "nothing playable in " + source.describe());
    }

    @Override
    public List<ChannelStatus.StreamDecision> decide(MediaProbe probe, OutputProfile profile) {
        return List.of();
    }

    @Override
    public TranscodeReport transcode(TranscodeJob job) {
        throw new EngineException(EngineException.Kind.UNAVAILABLE, "this engine stands still");
    }

    @Override
    public BlackReport blacks(BlackScan scan) {
        throw new EngineException(EngineException.Kind.UNAVAILABLE, "this engine stands still");
    }

    @Override
    public Map<String, Long> liveNatives() {
        return Map.of("AVPacket", 3L);
    }

    @Override
    public void close() {
        closed = true;
    }

    private record Still(ChannelSpec spec) implements ChannelHandle {
        @Override
        public ChannelNumber number() {
            return spec.number();
        }

        @Override
        public ViewerFeed tune(ViewerInfo viewer) {
            throw new EngineException(EngineException.Kind.UNAVAILABLE, "this engine stands still");
        }

        @Override
        public HlsFeed hls(HlsOptions hls, ViewerInfo viewer) {
            throw new EngineException(EngineException.Kind.UNAVAILABLE, "this engine stands still");
        }

        @Override
        public ChannelStatus status() {
            ViewerStats viewer = new ViewerStats(
                    new ViewerInfo("1", "127.0.0.1", "test", "ts"), java.time.Instant.EPOCH, 100, 7, 0, 0);
            return new ChannelStatus(
                    number(),
                    ChannelStatus.State.ON_AIR,
                    Optional.<Programme>empty(),
                    Duration.ofMillis(1500),
                    true,
                    Optional.empty(),
                    Optional.empty(),
                    List.of(viewer),
                    new ChannelStatus.Counters(1, 2, 3, 4, 5000, 6, 7, 8, 9, 10, 0, 0, 0, 0, 0, Map.of()),
                    Optional.empty());
        }

        @Override
        public void keepWarm(boolean warm) {}

        @Override
        public void stop() {}
    }
}
