package tv.exstream.server.metrics;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import io.swagger.v3.oas.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What Prometheus scrapes. */
@Path("metrics")
public final class MetricsResource {
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private final Metrics metrics;

    public MetricsResource(Metrics metrics) {
        this.metrics = metrics;
    }

    @GET
    @Operation(summary = "Figures of server, engine and JVM for Prometheus")
    public Response metrics(@HeaderParam("Accept") @Nullable String accept) {
        String type = accept != null && accept.contains("application/openmetrics-text") ? OPEN_METRICS : TEXT;
        return Response.ok(metrics.scrape(type)).header("Content-Type", type).build();
    }
}
