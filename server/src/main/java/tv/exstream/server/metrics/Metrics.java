package tv.exstream.server.metrics;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import tv.exstream.engine.Engine;
import tv.exstream.server.http.RequestObserver;
import tv.exstream.server.library.analysis.AnalysisStatus;

/** All figures of this process. Owned by the composition root, closed last. */
public final class Metrics implements RequestObserver, AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics pauses = new JvmGcMetrics();

    public Metrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        pauses.bindTo(registry);
    }

    /** From now on each scrape reads this engine. Call once. */
    public void observe(Engine engine) {
        registry.getPrometheusRegistry().register(new EngineCollector(engine));
    }

    /** From now on each scrape asks this how far the looking for black pictures is. Call once. */
    public void observe(Supplier<AnalysisStatus> analysis) {
        registry.getPrometheusRegistry().register(new AnalysisCollector(analysis));
    }

    @Override
    public void answered(String method, int status, long nanos) {
        Timer.builder("exstreamtv.http.requests")
                .description("Requests of the API")
                .tag("method", known(method))
                .tag("status", status / 100 + "xx")
                .register(registry)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    /** Clients may invent methods, but not series. */
    private static String known(String method) {
        return switch (method) {
            case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" -> method;
            default -> "other";
        };
    }

    /** The exposition in the format named, a media type as Prometheus accepts them. */
    String scrape(String mediaType) {
        return registry.scrape(mediaType);
    }

    @Override
    public void close() {
        pauses.close();
        registry.close();
    }
}
