package tv.exstream.server.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

import tv.exstream.engine.ChannelHandle;
import tv.exstream.engine.ChannelStatus;
import tv.exstream.engine.ChannelStatus.Counters;
import tv.exstream.engine.Engine;
import tv.exstream.engine.fanout.ViewerStats;

/**
 * The engine's figures, read at each scrape: a channel that was retired leaves no stale series behind, and the hot path
 * keeps no second set of counters.
 */
final class EngineCollector implements MultiCollector {
    private final Engine engine;

    EngineCollector(Engine engine) {
        this.engine = engine;
    }

    @Override
    public MetricSnapshots collect() {
        List<ChannelStatus> channels =
                engine.channels().stream().map(ChannelHandle::status).toList();
        List<MetricSnapshot> all = new ArrayList<>();
        all.add(states(channels));
        all.add(natives(engine.liveNatives()));
        all.add(gauge(
                "viewers", "Viewers attached now", channels, c -> c.viewers().size()));
        all.add(gauge(
                "position_seconds",
                "How far into its programme the channel is",
                channels,
                c -> c.position().toMillis() / 1000.0));
        all.add(gauge("on_slate", "1 while a slate stands in for the programme", channels, c -> c.slate() ? 1 : 0));
        all.add(gauge(
                "late_max_seconds",
                "The furthest the channel ever was behind its clock",
                channels,
                c -> c.counters().lateMaxMillis() / 1000.0));
        all.add(gauge("viewer_queue_bytes", "Bytes queued for viewers now", channels, EngineCollector::queued));
        all.add(counter("starts", "Times the channel went on air", channels, c -> (double) c.starts()));
        all.add(counter("packets", "Encoded packets muxed", channels, c -> (double) c.packets()));
        all.add(counter("bytes", "Transport stream bytes produced", channels, c -> (double) c.bytes()));
        all.add(counter("seams", "Programme changes aired", channels, c -> (double) c.seams()));
        all.add(counter("slate_seconds", "Time on slate", channels, c -> c.slateMillis() / 1000.0));
        all.add(counter("underruns", "Times the source fell behind the clock", channels, c -> (double) c.underruns()));
        all.add(counter(
                "source_failures", "Sources that did not open or broke", channels, c -> (double) c.sourceFailures()));
        all.add(counter(
                "silent_frames", "Audio frames of silence put into holes", channels, c -> (double) c.silentFrames()));
        all.add(counter("dropped_packets", "Packets not aired", channels, c -> (double) c.droppedPackets()));
        all.add(counter("reopens", "Sources opened again after a failure", channels, c -> (double) c.reopens()));
        all.add(counter(
                "skipped_items", "Programmes given up until their end", channels, c -> (double) c.skippedItems()));
        all.add(counter("encoder_restarts", "Encoders replaced on air", channels, c -> (double) c.encoderRestarts()));
        all.add(faults(channels));
        return new MetricSnapshots(all);
    }

    private static MetricSnapshot faults(List<ChannelStatus> channels) {
        CounterSnapshot.Builder counter =
                CounterSnapshot.builder().name("exstreamtv_channel_faults").help("What went wrong, by class");
        for (ChannelStatus channel : channels) {
            channel.counters()
                    .faults()
                    .forEach((what, times) -> counter.dataPoint(CounterDataPointSnapshot.builder()
                            .value(times.doubleValue())
                            .labels(Labels.of(
                                    "channel",
                                    channel.number().toString(),
                                    "class",
                                    what.name().toLowerCase(Locale.ROOT)))
                            .build()));
        }
        return counter.build();
    }

    private static MetricSnapshot states(List<ChannelStatus> channels) {
        GaugeSnapshot.Builder gauge =
                GaugeSnapshot.builder().name("exstreamtv_channels").help("Channels by state");
        for (ChannelStatus.State state : ChannelStatus.State.values()) {
            gauge.dataPoint(GaugeDataPointSnapshot.builder()
                    .value((double)
                            channels.stream().filter(c -> c.state() == state).count())
                    .labels(Labels.of("state", state.name().toLowerCase(Locale.ROOT)))
                    .build());
        }
        return gauge.build();
    }

    private static MetricSnapshot natives(Map<String, Long> alive) {
        GaugeSnapshot.Builder gauge =
                GaugeSnapshot.builder().name("exstreamtv_natives_alive").help("Native objects alive, by kind");
        alive.forEach((kind, count) -> gauge.dataPoint(GaugeDataPointSnapshot.builder()
                .value(count.doubleValue())
                .labels(Labels.of("kind", kind))
                .build()));
        return gauge.build();
    }

    private static MetricSnapshot gauge(
            String name, String help, List<ChannelStatus> channels, ToDoubleFunction<ChannelStatus> value) {
        GaugeSnapshot.Builder gauge =
                GaugeSnapshot.builder().name("exstreamtv_channel_" + name).help(help);
        for (ChannelStatus channel : channels) {
            gauge.dataPoint(GaugeDataPointSnapshot.builder()
                    .value(value.applyAsDouble(channel))
                    .labels(labels(channel))
                    .build());
        }
        return gauge.build();
    }

    private static MetricSnapshot counter(
            String name, String help, List<ChannelStatus> channels, ToDoubleFunction<Counters> value) {
        CounterSnapshot.Builder counter =
                CounterSnapshot.builder().name("exstreamtv_channel_" + name).help(help);
        for (ChannelStatus channel : channels) {
            counter.dataPoint(CounterDataPointSnapshot.builder()
                    .value(value.applyAsDouble(channel.counters()))
                    .labels(labels(channel))
                    .build());
        }
        return counter.build();
    }

    private static double queued(ChannelStatus channel) {
        return channel.viewers().stream().mapToDouble(ViewerStats::queuedBytes).sum();
    }

    private static Labels labels(ChannelStatus channel) {
        return Labels.of("channel", channel.number().toString());
    }
}
