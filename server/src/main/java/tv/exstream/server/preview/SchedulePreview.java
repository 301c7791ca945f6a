package tv.exstream.server.preview;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

import tv.exstream.server.schedule.Plan;
import tv.exstream.server.schedule.ScheduleDefinition;
import tv.exstream.server.schedule.ScheduleEngine;
import tv.exstream.server.schedule.ScheduleLibrary;
import tv.exstream.server.schedule.ScheduleState;

/**
 * Plans a definition from its beginning, piece by piece, so that it can be left off. Stateless.
 *
 * @param mostItems stop after so many
 * @param patience  stop after so long
 * @param nanoClock what time is measured by
 */
record SchedulePreview(int mostItems, Duration patience, LongSupplier nanoClock) {
    /** Items planned at once: few enough to take milliseconds, whatever the definition. */
    private static final int PIECE = 2_000;

    /** What is on after such a time is not looked at any more. */
    static final SchedulePreview BOUNDED = new SchedulePreview(20_000, Duration.ofSeconds(10), System::nanoTime);

    /** @param complete reached the end asked for */
    record Result(Plan plan, boolean complete) {}

    Result of(
            ScheduleDefinition definition,
            ScheduleLibrary library,
            long seed,
            ZoneId zone,
            Instant from,
            Instant until) {
        long deadline = nanoClock.getAsLong() + patience.toNanos();
        List<Plan.Step> steps = new ArrayList<>();
        Set<String> warnings = new LinkedHashSet<>();
        ScheduleState state = ScheduleState.initial(seed);
        Instant at = from;
        while (at.isBefore(until) && steps.size() < mostItems && nanoClock.getAsLong() - deadline < 0) {
            int most = Math.min(PIECE, mostItems - steps.size());
            Plan piece = ScheduleEngine.plan(definition, library, state, zone, at, until, most);
            steps.addAll(piece.steps());
            warnings.addAll(piece.warnings());
            state = piece.state();
            at = piece.finish();
        }
        return new Result(new Plan(from, steps, state, List.copyOf(warnings)), !at.isBefore(until));
    }
}
