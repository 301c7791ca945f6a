package tv.exstream.server.metrics;

import java.util.List;
import java.util.function.Supplier;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

import tv.exstream.server.library.analysis.AnalysisStatus;

/** How far the looking for black pictures is, read at each scrape. */
final class AnalysisCollector implements MultiCollector {
    private final Supplier<AnalysisStatus> status;

    AnalysisCollector(Supplier<AnalysisStatus> status) {
        this.status = status;
    }

    @Override
    public MetricSnapshots collect() {
        AnalysisStatus now = status.get();
        GaugeSnapshot files = GaugeSnapshot.builder()
                .name("exstreamtv_analysis_files")
                .help("Files that are to be looked at for black pictures, by how far that is")
                .dataPoint(point("done", now.done()))
                .dataPoint(point("waiting", now.waiting()))
                .dataPoint(point("failed", now.failed()))
                .build();
        CounterSnapshot looked = CounterSnapshot.builder()
                .name("exstreamtv_analysis_media_seconds")
                .help("Time of media that was looked at")
                .dataPoint(CounterDataPointSnapshot.builder()
                        .value(now.looked().toMillis() / 1000.0)
                        .build())
                .build();
        return new MetricSnapshots(List.of(files, looked));
    }

    private static GaugeDataPointSnapshot point(String state, int count) {
        return GaugeDataPointSnapshot.builder()
                .value(count)
                .labels(Labels.of("state", state))
                .build();
    }
}
