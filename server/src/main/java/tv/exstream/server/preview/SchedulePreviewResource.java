package tv.exstream.server.preview;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import org.jspecify.annotations.Nullable;

import tv.exstream.server.collection.CollectionService;
import tv.exstream.server.http.ProblemException;
import tv.exstream.server.playout.PlayoutService;

/** {@code /api/schedules/preview}: what a definition would air, and why, without saving it. */
@Path("/api/schedules/preview")
@Produces(MediaType.APPLICATION_JSON)
public final class SchedulePreviewResource {
    /** Days of a preview. */
    public static final int MOST_DAYS = 31;

    private static final int HEX = 16;

    private final PlayoutService playouts;
    private final CollectionService collections;
    private final Clock clock;

    /** @param clock whose zone is meant where none is given */
    public SchedulePreviewResource(PlayoutService playouts, CollectionService collections, Clock clock) {
        this.playouts = playouts;
        this.collections = collections;
        this.clock = clock;
    }

    /** What the address says goes before what the document says. */
    @POST
    @Consumes({MediaType.APPLICATION_JSON, "application/yaml", "application/x-yaml", "text/yaml"})
    public PreviewView preview(
            @RequestBody(content = @Content(schema = @Schema(implementation = ScheduleFile.class))) String body,
            @HeaderParam("Content-Type") @Nullable String type,
            @QueryParam("days") @Nullable Integer days,
            @QueryParam("from") @Nullable Instant from,
            @QueryParam("zone") @Nullable String zone,
            @QueryParam("seed") @Nullable String seed)
            throws JsonProcessingException {
        ScheduleFile file = ScheduleFile.read(
                body, type != null && type.contains("yaml"), CollectionNames.of(collections.collections()));
        file.definition().sources().stream()
                .filter(id -> id > 0 && collections.collection(id).isEmpty())
                .findFirst()
                .ifPresent(id -> {
                    throw ProblemException.unprocessable("the definition draws from collection " + id
                            + ", which does not exist: /api/collections lists those that do");
                });
        int span = Optional.ofNullable(days).or(file::days).orElse(1);
        if (span < 1 || span > MOST_DAYS) {
            throw ProblemException.unprocessable("days: " + span + " is outside 1 to " + MOST_DAYS);
        }
        Instant begin = Optional.ofNullable(from)
                .or(() -> file.from().map(OffsetDateTime::toInstant))
                .orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.HOURS))
                .truncatedTo(ChronoUnit.MILLIS);
        ZoneId wall = Optional.ofNullable(zone)
                .map(SchedulePreviewResource::zone)
                .or(file::zone)
                .orElseGet(clock::getZone);
        long start = Optional.ofNullable(seed)
                .or(file::seed)
                .map(SchedulePreviewResource::seed)
                .orElse(1L);
        SchedulePreview.Result result = SchedulePreview.BOUNDED.of(
                file.definition(),
                playouts.library(file.ownCollections()),
                start,
                wall,
                begin,
                begin.plus(Duration.ofDays(span)));
        return PreviewView.of(file.definition(), result, wall.getId(), start);
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw ProblemException.badRequest("zone: '" + name + "' is no time zone: use a name such as Europe/Berlin");
        }
    }

    static long seed(String text) {
        try {
            return Long.parseUnsignedLong(text, HEX);
        } catch (NumberFormatException e) {
            throw ProblemException.unprocessable(
                    "the seed '" + text + "' is not a number of up to 16 hexadecimal digits");
        }
    }
}
