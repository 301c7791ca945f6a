package tv.exstream.server.portable.from.tunarr;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;

import tv.exstream.server.portable.from.draft.Draft;
import tv.exstream.server.portable.from.draft.JsonSource;
import tv.exstream.server.schedule.draw.Draw;
import tv.exstream.server.schedule.draw.PlaybackOrder;
import tv.exstream.server.schedule.filler.Filler;
import tv.exstream.server.schedule.filler.FillerMode;
import tv.exstream.server.schedule.filler.MidRoll;
import tv.exstream.server.schedule.item.FillerKind;

/**
 * The filler of single slots.
 *
 * @param otherwise the channel's own
 */
record SlotFillers(Sources sources, Draft draft, String label, List<Filler> otherwise) {
    private static final FillerMode ONE = new FillerMode.Count(1);

    /** Empty for a slot that has none of its own, and goes by its channel's. */
    List<Filler> of(JsonNode slot) {
        List<Filler> filler = new ArrayList<>();
        for (JsonNode list : slot.path("filler")) {
            Optional<Long> collection =
                    sources.filler(JsonSource.text(list, "fillerListId").orElse("?"), label);
            collection.ifPresent(key -> list.path("types")
                    .forEach(type -> kind(type.asText(""), key, slot).ifPresent(filler::add)));
        }
        if (slot.path("midRoll").isObject() && filler.stream().noneMatch(one -> one.kind() == FillerKind.MID_ROLL)) {
            draft.remark(label + " has a slot with breaks that have no filler: programmes are not interrupted there;"
                    + " give the slot filler of kind mid_roll");
        }
        if (filler.isEmpty()) {
            return List.of();
        }
        // A slot's own filler stands in the place of all of its channel's.
        otherwise.stream()
                .filter(one -> filler.stream().noneMatch(own -> own.kind() == one.kind()))
                .forEach(filler::add);
        return filler;
    }

    private Optional<Filler> kind(String type, long collection, JsonNode slot) {
        return switch (type) {
            case "pre" -> Optional.of(filler(FillerKind.PRE_ROLL, collection, Optional.of(ONE), Optional.empty()));
            case "post" -> Optional.of(filler(FillerKind.POST_ROLL, collection, Optional.of(ONE), Optional.empty()));
            case "tail" -> Optional.of(filler(FillerKind.TAIL, collection, Optional.empty(), Optional.empty()));
            case "fallback" -> Optional.of(filler(FillerKind.FALLBACK, collection, Optional.empty(), Optional.empty()));
            case "mid" -> midRoll(collection, slot.path("midRoll"));
            default -> {
                draft.remark(label + " has filler of kind '" + type
                        + "' in a slot, which there is nothing like: it is left out");
                yield Optional.empty();
            }
        };
    }

    private static Filler filler(
            FillerKind kind, long collection, Optional<FillerMode> mode, Optional<MidRoll> breaks) {
        return new Filler(
                kind, List.of(Filler.Pool.of(Draw.of(collection, PlaybackOrder.SHUFFLE))), mode, false, breaks);
    }

    private Optional<Filler> midRoll(long collection, JsonNode rule) {
        Optional<Duration> length = time(rule, "breakDurationMaxMs").or(() -> time(rule, "breakDurationMs"));
        Optional<MidRoll.Points> points = points(rule);
        if (points.isEmpty() || length.isEmpty()) {
            draft.remark(
                    label + " has a slot with breaks that nothing is said of: programmes are not interrupted there");
            return Optional.empty();
        }
        MidRoll breaks = new MidRoll(
                points.get(),
                Optional.empty(),
                time(rule, "minProgramDurationMs"),
                Optional.empty(),
                time(rule, "tailBufferMs"),
                JsonSource.number(rule, "maxBreaks")
                        .map(n -> Math.clamp(n, 0, 1000))
                        .filter(n -> n > 0));
        return Optional.of(filler(
                FillerKind.MID_ROLL, collection, Optional.of(new FillerMode.Span(length.get())), Optional.of(breaks)));
    }

    private static Optional<MidRoll.Points> points(JsonNode rule) {
        JsonNode at = rule.path("breakRule");
        return switch (at.path("type").asText("fixed_interval")) {
            case "percentage" -> {
                List<Integer> percent = IntStream.range(0, at.path("points").size())
                        .map(i -> (int) Math.round(at.path("points").get(i).asDouble()))
                        .filter(n -> n >= 1 && n <= 99)
                        .boxed()
                        .toList();
                yield percent.isEmpty() ? Optional.empty() : Optional.of(new MidRoll.Points.Percent(percent));
            }
            case "initial_then_interval" ->
                interval(at, "intervalMs").map(d -> new MidRoll.Points.Every(d, time(at, "initialDelayMs")));
            default ->
                interval(at, "intervalMs")
                        .or(() -> interval(rule, "intervalMs"))
                        .map(d -> new MidRoll.Points.Every(d, Optional.empty()));
        };
    }

    private static Optional<Duration> interval(JsonNode node, String name) {
        return time(node, name).filter(d -> d.toSeconds() >= 1);
    }

    private static Optional<Duration> time(JsonNode node, String name) {
        return JsonSource.number(node, name).map(Duration::ofMillis).filter(Duration::isPositive);
    }
}
