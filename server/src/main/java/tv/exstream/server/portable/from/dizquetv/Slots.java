package tv.exstream.server.portable.from.dizquetv;

import java.time.DayOfWeek;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import tv.exstream.server.portable.from.draft.Draft;
import tv.exstream.server.portable.from.draft.JsonSource;
import tv.exstream.server.portable.from.draft.WeekTimes;
import tv.exstream.server.schedule.definition.RandomSlot;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.definition.TimeSlot;
import tv.exstream.server.schedule.draw.Draw;
import tv.exstream.server.schedule.filler.Filler;

/** The slots that a channel's list was made from. */
record Slots(Draft draft, String label, SlotContents contents) {
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    private static final int MOST = 2_000;

    Optional<ScheduleDefinition> timed(JsonNode schedule, List<Filler> filler) {
        // Weeks are counted from 1 January 1970 there.
        WeekTimes times = new WeekTimes(
                JsonSource.number(schedule, "period").orElse(DAY_MILLIS) > DAY_MILLIS, DayOfWeek.THURSDAY);
        Optional<Integer> pad =
                WeekTimes.padTo(JsonSource.number(schedule, "pad").orElse(1L));
        boolean spread = !schedule.path("flexPreference").asText("distribute").equals("end");
        List<TimeSlot> slots = new ArrayList<>();
        for (JsonNode slot : schedule.path("slots")) {
            Optional<Long> time = JsonSource.number(slot, "time");
            if (time.isPresent() && slots.size() < MOST) {
                slots.add(new TimeSlot(
                        times.time(time.get()),
                        times.days(time.get()),
                        Optional.empty(),
                        contents.draw(show(slot), slot.path("order").asText("next")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        pad,
                        spread,
                        Optional.empty(),
                        List.of(),
                        Optional.empty()));
            }
        }
        Optional<Duration> lateness =
                JsonSource.number(schedule, "lateness").map(Duration::ofMillis).filter(Duration::isPositive);
        return slots.isEmpty()
                ? Optional.empty()
                : Optional.of(new ScheduleDefinition.TimeSlots(slots, lateness, filler));
    }

    Optional<ScheduleDefinition> random(JsonNode schedule, List<Filler> filler) {
        List<RandomSlot> slots = new ArrayList<>();
        for (JsonNode slot : schedule.path("slots")) {
            Optional<Draw> content =
                    contents.draw(show(slot), slot.path("order").asText("next"));
            if (content.isEmpty()) {
                draft.remark(label + " has a random slot without programmes: it is left out");
            } else if (slots.size() < MOST) {
                slots.add(new RandomSlot(
                        content.get(),
                        Optional.of(Math.clamp(JsonSource.number(slot, "weight").orElse(1L), 1, 1000)),
                        JsonSource.number(slot, "cooldown")
                                .map(Duration::ofMillis)
                                .filter(Duration::isPositive),
                        Optional.empty(),
                        Optional.empty(),
                        JsonSource.number(slot, "duration")
                                .map(Duration::ofMillis)
                                .filter(length -> length.toSeconds() >= 1),
                        Optional.empty(),
                        List.of(),
                        Optional.empty()));
            }
        }
        Optional<Integer> pad =
                WeekTimes.padTo(JsonSource.number(schedule, "pad").orElse(1L));
        boolean each = schedule.path("padStyle").asText("slot").equals("episode");
        return slots.isEmpty()
                ? Optional.empty()
                : Optional.of(new ScheduleDefinition.RandomSlots(
                        slots, RandomSlot.Choice.WEIGHTED, pad, each && pad.isPresent(), filler));
    }

    private static String show(JsonNode slot) {
        return JsonSource.text(slot, "showId").orElse("flex.");
    }
}
