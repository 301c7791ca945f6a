package tv.exstream.bench.edge;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import tv.exstream.engine.BlackReport;
import tv.exstream.engine.BlackScan;
import tv.exstream.engine.ChannelHandle;
import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.ChannelSpec;
import tv.exstream.engine.ChannelStatus;
import tv.exstream.engine.Engine;
import tv.exstream.engine.MediaProbe;
import tv.exstream.engine.MediaSource;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.TranscodeJob;
import tv.exstream.engine.TranscodeReport;
import tv.exstream.engine.fanout.ViewerFeed;
import tv.exstream.engine.fanout.ViewerHub;
import tv.exstream.engine.fanout.ViewerInfo;
import tv.exstream.engine.hls.HlsFeed;
import tv.exstream.engine.hls.HlsOptions;

/** Channels that are nothing but hubs: what the edge costs, and not what makes the pictures. */
final class StationEngine implements Engine {
    private final Map<ChannelNumber, Station> stations = new TreeMap<>();

    StationEngine(List<ViewerHub> hubs) {
        for (int i = 0; i < hubs.size(); i++) {
            ChannelNumber number = ChannelNumber.of(i + 1);
            stations.put(number, new Station(number, hubs.get(i)));
        }
    }

    @Override
    public ChannelHandle register(ChannelSpec spec) {
        return channel(spec.number()).orElseThrow();
    }

    @Override
    public Optional<ChannelHandle> channel(ChannelNumber number) {
        return Optional.ofNullable(stations.get(number));
    }

    @Override
    public List<ChannelHandle> channels() {
        return List.copyOf(stations.values());
    }

    @Override
    public void retire(ChannelNumber number) {
        channel(number).ifPresent(ChannelHandle::stop);
    }

    @Override
    public MediaProbe probe(MediaSource source, Duration deadline) {
        throw new UnsupportedOperationException("this engine has no sources");
    }

    @Override
    public List<ChannelStatus.StreamDecision> decide(MediaProbe probe, OutputProfile profile) {
        return List.of();
    }

    @Override
    public TranscodeReport transcode(TranscodeJob job) {
        throw new UnsupportedOperationException("this engine has no encoders");
    }

    @Override
    public BlackReport blacks(BlackScan scan) {
        throw new UnsupportedOperationException("this engine has no sources");
    }

    @Override
    public Map<String, Long> liveNatives() {
        return Map.of();
    }

    @Override
    public void close() {
        stations.values().forEach(Station::stop);
    }

    private record Station(ChannelNumber number, ViewerHub hub) implements ChannelHandle {
        @Override
        public ChannelSpec spec() {
            throw new UnsupportedOperationException("this engine has no playout");
        }

        @Override
        public ViewerFeed tune(ViewerInfo viewer) {
            return hub.attach(viewer);
        }

        @Override
        public HlsFeed hls(HlsOptions options, ViewerInfo viewer) {
            throw new UnsupportedOperationException("this engine sends transport streams");
        }

        @Override
        public void keepWarm(boolean warm) {}

        @Override
        public ChannelStatus status() {
            return new ChannelStatus(
                    number,
                    ChannelStatus.State.ON_AIR,
                    Optional.empty(),
                    Duration.ZERO,
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    hub.stats(),
                    new ChannelStatus.Counters(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Map.of()),
                    Optional.empty());
        }

        @Override
        public void stop() {
            hub.end();
        }
    }
}
