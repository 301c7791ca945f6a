package tv.exstream.server.schedule.plan;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import tv.exstream.server.schedule.draw.ScheduleState;
import tv.exstream.server.schedule.item.ScheduledItem;

/**
 * What a schedule gives for a span of time.
 *
 * @param steps    in order, contiguous from the asked start; the last programme may run past the asked end with its
 *                 filler, and where the limit of items was reached they end before it. The last one has a state
 * @param state    after the last step: what to continue with at {@link #finish}
 * @param warnings what a person should look at, each said once
 */
public record Plan(Instant from, List<Step> steps, ScheduleState state, List<String> warnings) {
    public Plan {
        steps = List.copyOf(steps);
        warnings = List.copyOf(warnings);
    }

    /**
     * @param after  what the schedule remembers when this item is over, where a rebuild may pick up; empty between the
     *               items that make up one programme with its filler
     * @param reason why it is on air
     */
    public record Step(ScheduledItem item, Optional<ScheduleState> after, Reason reason) {}

    /**
     * Which rule and which state made a choice, for a preview.
     *
     * @param rule   the part of the definition, as a person would name it
     * @param choice what it went by
     */
    public record Reason(String rule, String choice) {}

    /** Where the next plan begins. */
    public Instant finish() {
        return steps.isEmpty() ? from : steps.getLast().item().finish();
    }
}
