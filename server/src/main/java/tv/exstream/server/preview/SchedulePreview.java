package tv.exstream.server.preview;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.LongSupplier;

import tv.exstream.server.schedule.ScheduleEngine;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.draw.ScheduleLibrary;
import tv.exstream.server.schedule.draw.ScheduleState;
import tv.exstream.server.schedule.plan.Plan;

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

    /**
     * @param plan     its steps without their states, which would fill the memory
     * @param changes  for each step what it changed of the state, by name
     * @param complete reached the end asked for
     */
    record Result(Plan plan, List<SortedMap<String, String>> changes, boolean complete) {}

    Result of(
            ScheduleDefinition definition,
            ScheduleLibrary library,
            long seed,
            ZoneId zone,
            Instant from,
            Instant until) {
        long deadline = nanoClock.getAsLong() + patience.toNanos();
        List<Plan.Step> steps = new ArrayList<>();
        List<SortedMap<String, String>> changes = new ArrayList<>();
        Set<String> warnings = new LinkedHashSet<>();
        ScheduleState state = ScheduleState.initial(seed);
        Instant at = from;
        while (at.isBefore(until) && steps.size() < mostItems && nanoClock.getAsLong() - deadline < 0) {
            int most = Math.min(PIECE, mostItems - steps.size());
            Plan piece = ScheduleEngine.plan(definition, library, state, zone, at, until, most);
            for (Plan.Step step : piece.steps()) {
                ScheduleState after = step.after().orElse(state);
                changes.add(StateChanges.between(state, after));
                steps.add(new Plan.Step(step.item(), Optional.empty(), step.reason()));
                state = after;
            }
            warnings.addAll(piece.warnings());
            at = piece.finish();
        }
        return new Result(new Plan(from, steps, state, List.copyOf(warnings)), changes, !at.isBefore(until));
    }
}
