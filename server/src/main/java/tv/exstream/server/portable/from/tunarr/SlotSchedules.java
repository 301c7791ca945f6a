package tv.exstream.server.portable.from.tunarr;

import java.time.DayOfWeek;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.portable.from.draft.Draft;
import tv.exstream.server.portable.from.draft.JsonSource;
import tv.exstream.server.portable.from.draft.Redirects;
import tv.exstream.server.portable.from.draft.WeekTimes;
import tv.exstream.server.schedule.definition.RandomSlot;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.definition.TimeSlot;
import tv.exstream.server.schedule.draw.ContentSource;
import tv.exstream.server.schedule.draw.Draw;
import tv.exstream.server.schedule.draw.PlaybackOrder;
import tv.exstream.server.schedule.filler.Filler;

/**
 * The slots of a channel, which its lineup was made from.
 *
 * @param channel its key
 */
record SlotSchedules(Draft draft, Sources sources, SlotFillers fillers, String channel, String label) {
    private static final int MOST = 2_000;
    /** From this version of lineups on each slot goes its own way unless it is linked to others. */
    private static final long ISOLATED = 5;
    /** Of a random slot that shows another channel, and says nothing of how long. */
    private static final Duration HOUR = Duration.ofHours(1);

    Optional<ScheduleDefinition> read(JsonNode lineup, List<Filler> filler) {
        JsonNode schedule = lineup.path("schedule");
        List<JsonNode> slots = StreamSupport.stream(schedule.path("slots").spliterator(), false)
                .filter(JsonNode::isObject)
                .map(SlotSchedules::flat)
                .limit(MOST)
                .toList();
        boolean isolated = lineup.path("version").asLong(0) >= ISOLATED;
        return switch (schedule.path("type").asText("")) {
            case "time" -> timed(schedule, slots, isolated, filler);
            case "random" -> random(schedule, slots, isolated, filler);
            default -> {
                draft.remark(label + " has a schedule of a kind that is not known, '"
                        + schedule.path("type").asText("") + "': give the channel another");
                yield Optional.empty();
            }
        };
    }

    /** Before version 4 of lineups, what a slot airs stood in an object of its own. */
    private static JsonNode flat(JsonNode slot) {
        if (slot.path("programming") instanceof ObjectNode programming) {
            ObjectNode flat = slot.deepCopy();
            programming.properties().forEach(property -> flat.set(property.getKey(), property.getValue()));
            return flat;
        }
        return slot;
    }

    private Optional<ScheduleDefinition> timed(
            JsonNode schedule, List<JsonNode> unsorted, boolean isolated, List<Filler> filler) {
        WeekTimes times = new WeekTimes(schedule.path("period").asText("day").equals("week"), DayOfWeek.SUNDAY);
        Optional<Integer> pad =
                WeekTimes.padTo(JsonSource.number(schedule, "padMs").orElse(1L));
        boolean spread = schedule.path("flexPreference").asText("distribute").equals("distribute");
        List<JsonNode> ordered = unsorted.stream()
                .sorted(Comparator.comparing((JsonNode slot) -> start(slot)))
                .toList();
        Map<String, Integer> repeated = new HashMap<>();
        Set<Draw> drawn = new HashSet<>();
        List<TimeSlot> slots = new ArrayList<>();
        for (JsonNode slot : ordered) {
            Optional<Integer> rerunOf = JsonSource.text(slot, "iterationGroup")
                    .filter(unused -> slot.path("linkMode").asText("continue").equals("rerun"))
                    .map(group -> repeated.putIfAbsent(group, slots.size() + 1));
            Optional<Draw> content = rerunOf.isPresent()
                    ? Optional.empty()
                    : content(slot).map(draw -> own(draw, slot, isolated, drawn, slots.size() + 1));
            slots.add(new TimeSlot(
                    times.time(start(slot)),
                    times.days(start(slot)),
                    Optional.empty(),
                    content,
                    rerunOf,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    JsonSource.number(slot, "padMs").map(WeekTimes::padTo).orElse(pad),
                    spread,
                    Optional.empty(),
                    fillers.of(slot),
                    Optional.empty()));
        }
        Optional<Duration> lateness = JsonSource.number(schedule, "latenessMs")
                .map(Duration::ofMillis)
                .filter(Duration::isPositive);
        return slots.isEmpty()
                ? Optional.empty()
                : Optional.of(new ScheduleDefinition.TimeSlots(slots, lateness, filler));
    }

    private static long start(JsonNode slot) {
        return JsonSource.number(slot, "startTime").orElse(0L);
    }

    /** Slots that draw alike share their place, unless each is to have its own. */
    private static Draw own(Draw draw, JsonNode slot, boolean isolated, Set<Draw> drawn, int place) {
        Optional<String> group = JsonSource.text(slot, "iterationGroup");
        if (!isolated) {
            return draw;
        }
        if (group.isPresent()) {
            return draw.named("linked " + Draft.name(group.get(), "slots"));
        }
        return drawn.add(draw) ? draw : draw.named("slot " + place);
    }

    private Optional<ScheduleDefinition> random(
            JsonNode schedule, List<JsonNode> given, boolean isolated, List<Filler> filler) {
        double scale = scale(given);
        Set<Draw> drawn = new HashSet<>();
        List<RandomSlot> slots = new ArrayList<>();
        for (JsonNode slot : given) {
            Optional<Draw> content = content(slot);
            if (content.isEmpty()) {
                draft.remark(label + " has a random slot without programmes: it is left out");
            } else {
                slots.add(slot(slot, own(content.get(), slot, isolated, drawn, slots.size() + 1), scale));
            }
        }
        RandomSlot.Choice choice = switch (schedule.path("randomDistribution").asText("uniform")) {
            case "weighted" -> RandomSlot.Choice.WEIGHTED;
            case "none" -> RandomSlot.Choice.SEQUENTIAL;
            default -> RandomSlot.Choice.UNIFORM;
        };
        Optional<Integer> pad =
                WeekTimes.padTo(JsonSource.number(schedule, "padMs").orElse(1L));
        boolean each = schedule.path("padStyle").asText("slot").equals("episode");
        return slots.isEmpty()
                ? Optional.empty()
                : Optional.of(new ScheduleDefinition.RandomSlots(slots, choice, pad, each && pad.isPresent(), filler));
    }

    /** Weights may have fractions there. */
    private static double scale(List<JsonNode> slots) {
        return slots.stream()
                        .map(slot -> slot.path("weight").asDouble(1))
                        .allMatch(weight -> weight >= 1 && weight == Math.rint(weight))
                ? 1
                : 10;
    }

    private RandomSlot slot(JsonNode slot, Draw content, double scale) {
        JsonNode length = slot.path("durationSpec");
        Optional<Duration> duration = JsonSource.number(length, "durationMs")
                .or(() -> length.isObject() ? Optional.empty() : JsonSource.number(slot, "durationMs"))
                .map(Duration::ofMillis)
                .filter(d -> d.toSeconds() >= 1);
        Optional<Integer> count = JsonSource.number(length, "programCount")
                .filter(unused -> duration.isEmpty())
                .map(n -> Math.clamp(n, 1, 10_000));
        boolean endless = content.from() instanceof ContentSource.Channel;
        return new RandomSlot(
                content,
                Optional.of(Math.clamp(Math.round(slot.path("weight").asDouble(1) * scale), 1, 1000)),
                JsonSource.number(slot, "cooldownMs").map(Duration::ofMillis).filter(Duration::isPositive),
                Optional.empty(),
                count.filter(unused -> !endless),
                duration.or(() -> Optional.of(HOUR).filter(unused -> endless)),
                Optional.empty(),
                fillers.of(slot),
                Optional.empty());
    }

    /** Empty for filler only, and where there is nothing of it, with a remark. */
    private Optional<Draw> content(JsonNode slot) {
        String type = slot.path("type").asText("");
        return switch (type) {
            case "flex" -> Optional.empty();
            case "redirect" -> {
                Optional<ChannelNumber> target =
                        JsonSource.text(slot, "channelId").flatMap(sources::number);
                if (target.isEmpty()) {
                    draft.remark(label + " has a slot that redirects to a channel that is deleted: its filler is aired"
                            + " instead");
                }
                yield target.map(Redirects::draw);
            }
            case "movie" ->
                Optional.of(Draw.of(sources.films(channel, label), order(slot, PlaybackOrder.RELEASE_DATE)));
            case "show" ->
                sources.show(
                                JsonSource.text(slot, "showId").orElse("?"),
                                Sources.numbers(slot.path("seasonFilter")),
                                Sources.numbers(slot.path("seasonExcludeFilter")),
                                label)
                        .map(key -> Draw.of(key, order(slot, PlaybackOrder.CHRONOLOGICAL)));
            case "custom-show" ->
                sources.customShow(JsonSource.text(slot, "customShowId").orElse("?"), label)
                        .map(key -> Draw.of(key, order(slot, PlaybackOrder.CUSTOM)));
            case "filler" ->
                sources.filler(JsonSource.text(slot, "fillerListId").orElse("?"), label)
                        .map(key -> Draw.of(key, PlaybackOrder.SHUFFLE));
            case "smart-collection" ->
                sources.smartCollection(
                                JsonSource.text(slot, "smartCollectionId").orElse("?"), label)
                        .map(key -> Draw.of(key, order(slot, PlaybackOrder.CHRONOLOGICAL)));
            default -> {
                draft.remark(label + " has a slot of a kind that is not known, '" + type + "': its filler is aired");
                yield Optional.empty();
            }
        };
    }

    /** @param next what the order 'next' means of such a slot */
    private PlaybackOrder order(JsonNode slot, PlaybackOrder next) {
        if (slot.path("direction").asText("asc").equals("desc")) {
            draft.remark(label + " has a slot that goes backwards: it goes forwards here, in the same order");
        }
        return switch (slot.path("order").asText("next")) {
            case "shuffle" -> PlaybackOrder.SHUFFLE;
            case "alphanumeric" -> PlaybackOrder.ALPHABETICAL;
            case "chronological" -> PlaybackOrder.RELEASE_DATE;
            default -> next;
        };
    }
}
