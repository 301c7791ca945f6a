package tv.exstream.server.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.draw.ScheduleLibrary;
import tv.exstream.server.schedule.draw.ScheduleState;
import tv.exstream.server.schedule.plan.Pieces;
import tv.exstream.server.schedule.plan.Plan;
import tv.exstream.server.schedule.plan.PlanContext;
import tv.exstream.server.schedule.plan.Planner;
import tv.exstream.server.schedule.plan.WallClock;

/**
 * Turns a definition into programmes. Pure: the same arguments give the same plan on any machine, and a plan continued
 * from its {@link Plan#finish} with its {@link Plan#state} gives what one plan over both spans would have given.
 *
 * <p>Plans are contiguous and cover every millisecond asked for, with offline spans where there is nothing to show.
 */
public final class ScheduleEngine {
    private ScheduleEngine() {}

    /**
     * A plan by the wall clock of UTC.
     *
     * @see #plan(ScheduleDefinition, ScheduleLibrary, ScheduleState, ZoneId, Instant, Instant, int)
     */
    public static Plan plan(
            ScheduleDefinition definition,
            ScheduleLibrary library,
            ScheduleState state,
            Instant from,
            Instant until,
            int maxItems) {
        return plan(definition, library, state, ZoneOffset.UTC, from, until, maxItems);
    }

    /**
     * @param zone     whose wall clock the definition means
     * @param from     whole milliseconds
     * @param until    where to stop; the programme on air then is planned to the end of its filler
     * @param maxItems at least 1: stop earlier than {@code until} after so many, and those that belong to the last one
     */
    public static Plan plan(
            ScheduleDefinition definition,
            ScheduleLibrary library,
            ScheduleState state,
            ZoneId zone,
            Instant from,
            Instant until,
            int maxItems) {
        if (maxItems < 1) {
            throw new IllegalArgumentException("a plan of " + maxItems + " items: ask for at least one");
        }
        PlanContext context = PlanContext.of(library, state, new WallClock(zone));
        Planner planner = Planners.of(definition, context, "");
        int patience = planner.patience();
        List<Plan.Step> steps = new ArrayList<>();
        long at = from.toEpochMilli();
        int idle = 0;
        while (Instant.ofEpochMilli(at).isBefore(until) && steps.size() < maxItems) {
            Pieces out = new Pieces(at);
            planner.step(out, Planner.NO_WALL);
            if (out.at() == at && ++idle > patience) {
                context.warnings().add("the schedule has nothing to air: the channel is off air until it has");
                out.offline(Planner.NO_WALL, new Plan.Reason("schedule", "nothing to air"));
            }
            if (out.at() > at) {
                idle = 0;
                at = out.at();
                add(out, context.memory().snapshot(), steps);
            }
        }
        return new Plan(
                from, steps, context.memory().snapshot(), context.warnings().texts());
    }

    /** Between the pieces of one step nothing can be picked up. */
    private static void add(Pieces out, ScheduleState after, List<Plan.Step> steps) {
        Iterator<Pieces.Piece> pieces = out.pieces().iterator();
        while (pieces.hasNext()) {
            Pieces.Piece piece = pieces.next();
            steps.add(new Plan.Step(
                    piece.item(), pieces.hasNext() ? Optional.empty() : Optional.of(after), piece.reason()));
        }
    }
}
