package tv.exstream.server.schedule;

import java.time.Instant;
import java.util.List;

/**
 * What a schedule gives for a span of time.
 *
 * @param steps    in order, contiguous from the asked start; the last one may run past the asked end, and where the
 *                 limit of items was reached they end before it
 * @param state    after the last step: what to continue with at {@link #finish}
 * @param warnings what a person should look at, each said once
 */
public record Plan(Instant from, List<Step> steps, ScheduleState state, List<String> warnings) {
    public Plan {
        steps = List.copyOf(steps);
        warnings = List.copyOf(warnings);
    }

    /** @param after what the schedule remembers when this item is over: where a rebuild may pick up */
    public record Step(ScheduledItem item, ScheduleState after) {}

    /** Where the next plan begins. */
    public Instant finish() {
        return steps.isEmpty() ? from : steps.getLast().item().finish();
    }
}
