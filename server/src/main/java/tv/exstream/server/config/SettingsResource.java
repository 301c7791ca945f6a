package tv.exstream.server.config;

import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The settings in force and where each comes from; secrets are masked. */
@Path("api/settings")
@Produces(MediaType.APPLICATION_JSON)
public final class SettingsResource {
    private final List<EffectiveSetting> effective;

    public SettingsResource(List<EffectiveSetting> effective) {
        this.effective = List.copyOf(effective);
    }

    /** What the server runs with. */
    public record Answer(List<EffectiveSetting> settings) {}

    @GET
    public Answer settings() {
        return new Answer(effective);
    }
}
