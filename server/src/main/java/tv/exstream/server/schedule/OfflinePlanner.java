package tv.exstream.server.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Covers time in which a schedule can produce nothing. */
final class OfflinePlanner {
    /** Spans end on multiples of this since the epoch, so that building in pieces gives the same spans. */
    private static final Duration SPAN = Duration.ofHours(1);

    private OfflinePlanner() {}

    static Plan plan(ScheduleState state, Instant from, Instant until, int maxItems, List<String> warnings) {
        List<Plan.Step> steps = new ArrayList<>();
        for (Instant at = from; at.isBefore(until) && steps.size() < maxItems; ) {
            long spans = Math.floorDiv(at.toEpochMilli(), SPAN.toMillis()) + 1;
            Instant finish = Instant.ofEpochMilli(spans * SPAN.toMillis());
            steps.add(new Plan.Step(ScheduledItem.offline(at, finish), state));
            at = finish;
        }
        return new Plan(from, steps, state, warnings);
    }
}
