package tv.exstream.server.metrics;

import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.swagger.v3.oas.annotations.Operation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Probes for supervisors: live while the process answers, ready once everything a viewer needs is there. */
@Path("health")
@Produces(MediaType.APPLICATION_JSON)
public final class HealthResource {
    private static final Logger LOG = LoggerFactory.getLogger(HealthResource.class);

    private final List<HealthCheck> readiness;

    public HealthResource(List<HealthCheck> readiness) {
        this.readiness = List.copyOf(readiness);
    }

    /** @param status {@code up} or {@code down} */
    public record Check(String name, String status, String detail) {}

    /** @param status {@code down} when any check is */
    public record Health(String status, List<Check> checks) {}

    @GET
    @Path("live")
    @Operation(summary = "Does the process answer?")
    public Health live() {
        return new Health("up", List.of());
    }

    @GET
    @Path("ready")
    @Operation(summary = "Is everything there that a viewer needs? 503 while not")
    public Response ready() {
        List<Check> checks = readiness.stream().map(HealthResource::run).toList();
        boolean up = checks.stream().allMatch(c -> c.status().equals("up"));
        return Response.status(up ? 200 : 503)
                .entity(new Health(up ? "up" : "down", checks))
                .build();
    }

    private static Check run(HealthCheck check) {
        try {
            HealthCheck.Outcome outcome = check.probe().get();
            return new Check(check.name(), outcome.ok() ? "up" : "down", outcome.detail());
        } catch (RuntimeException e) {
            LOG.debug("health check {} failed", check.name(), e);
            return new Check(check.name(), "down", String.valueOf(e.getMessage()));
        }
    }
}
