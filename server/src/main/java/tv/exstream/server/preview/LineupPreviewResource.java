package tv.exstream.server.preview;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;

import tv.exstream.server.channels.DefinitionFormat;
import tv.exstream.server.http.ProblemException;
import tv.exstream.server.playout.PlayoutService;
import tv.exstream.server.schedule.Lineups;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.lineup.LineupBase;
import tv.exstream.server.schedule.lineup.LineupDiff;
import tv.exstream.server.schedule.lineup.LineupEntry;
import tv.exstream.server.schedule.lineup.LineupItem;
import tv.exstream.server.schedule.lineup.LineupTool;

/** {@code /api/lineups/preview}: what programming tools would make of a list, without saving it. */
@Path("/api/lineups/preview")
@Produces(MediaType.APPLICATION_JSON)
public final class LineupPreviewResource {
    private static final int USUAL_LIMIT = 1_000;
    private static final int MOST_LIMIT = 10_000;

    private final PlayoutService playouts;

    public LineupPreviewResource(PlayoutService playouts) {
        this.playouts = playouts;
    }

    /**
     * A lineup to look at.
     *
     * @param seed  of everything random, up to 16 hexadecimal digits; 1 if empty
     * @param limit entries of a list that are shown, 1 to 10000; 1000 if empty
     */
    public record LineupRequest(
            @Schema(implementation = Object.class) LineupBase base,
            @Schema(implementation = Object[].class) List<LineupTool> tools,
            @Schema(implementation = String.class) Optional<ScheduleDefinition.Lineup.Renewal> renewal,
            Optional<String> seed,
            Optional<Integer> limit) {}

    /**
     * @param entry  in the form that a lineup has it
     * @param length as far as it does not depend on when it begins
     * @param was    its place in the list before, from zero; absent for one that the tools added
     */
    public record EntryView(
            @Schema(implementation = Object.class) JsonNode entry,
            Optional<String> title,
            Optional<String> show,
            Optional<Duration> length,
            Optional<Integer> was) {}

    /** @param programmes how many of the entries are no flex */
    public record ListView(int entries, int programmes, Duration length) {}

    /** The list after a tool. */
    public record StepView(
            @Schema(implementation = Object.class) JsonNode tool, ListView list) {}

    /** @param moved entries that stand behind another one than before */
    public record DiffView(int added, int removed, int moved, List<EntryView> gone) {}

    /** Entries beyond the limit are counted, not shown. */
    public record LineupView(
            ListView before,
            ListView after,
            List<StepView> steps,
            DiffView diff,
            List<EntryView> was,
            List<EntryView> is,
            List<String> warnings) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public LineupView preview(
            @RequestBody(content = @Content(schema = @Schema(implementation = LineupRequest.class))) String body)
            throws JsonProcessingException {
        LineupRequest request = DefinitionFormat.json().readValue(body, LineupRequest.class);
        int limit = request.limit.orElse(USUAL_LIMIT);
        if (limit < 1 || limit > MOST_LIMIT) {
            throw ProblemException.unprocessable("limit: " + limit + " is outside 1 to " + MOST_LIMIT);
        }
        ScheduleDefinition.Lineup lineup =
                new ScheduleDefinition.Lineup(request.base, request.tools, request.renewal, List.of());
        Lineups.Worked worked = Lineups.work(
                lineup,
                playouts.library(Map.of()),
                request.seed.map(SchedulePreviewResource::seed).orElse(1L));
        LineupDiff diff = LineupDiff.between(worked.before(), worked.after());
        return new LineupView(
                list(worked.before(), worked),
                list(worked.after(), worked),
                steps(lineup, worked),
                new DiffView(
                        diff.added(),
                        diff.removed().size(),
                        diff.moved(),
                        diff.removed().stream()
                                .limit(limit)
                                .map(place -> entry(worked.before().get(place), worked, Optional.of(place)))
                                .toList()),
                entries(worked.before(), worked, limit, Optional.empty()),
                entries(worked.after(), worked, limit, Optional.of(diff)),
                worked.warnings());
    }

    private static List<StepView> steps(ScheduleDefinition.Lineup lineup, Lineups.Worked worked) {
        List<StepView> steps = new ArrayList<>();
        for (int i = 0; i < lineup.tools().size(); i++) {
            steps.add(new StepView(
                    DefinitionFormat.json().valueToTree(lineup.tools().get(i)),
                    list(worked.steps().get(i), worked)));
        }
        return steps;
    }

    private static List<EntryView> entries(
            List<LineupEntry> list, Lineups.Worked worked, int limit, Optional<LineupDiff> diff) {
        List<EntryView> entries = new ArrayList<>();
        for (int i = 0; i < Math.min(limit, list.size()); i++) {
            int place = i;
            entries.add(entry(list.get(i), worked, diff.flatMap(d -> d.was().get(place))));
        }
        return entries;
    }

    private static EntryView entry(LineupEntry entry, Lineups.Worked worked, Optional<Integer> was) {
        Duration length = worked.length(entry);
        return new EntryView(
                DefinitionFormat.json().valueToTree(entry),
                worked.item(entry).map(LineupItem::title),
                worked.item(entry).map(LineupItem::show).filter(show -> !show.isEmpty()),
                length.isZero() ? Optional.empty() : Optional.of(length),
                was);
    }

    private static ListView list(List<LineupEntry> list, Lineups.Worked worked) {
        return new ListView(
                list.size(),
                (int) list.stream().filter(LineupEntry::programme).count(),
                list.stream().map(worked::length).reduce(Duration.ZERO, Duration::plus));
    }
}
