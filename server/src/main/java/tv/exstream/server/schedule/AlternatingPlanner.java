package tv.exstream.server.schedule;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.plan.Pieces;
import tv.exstream.server.schedule.plan.PlanContext;
import tv.exstream.server.schedule.plan.Planner;
import tv.exstream.server.schedule.plan.WallClock;

/**
 * Asks another planner on some days. A programme may run on past midnight, but not past the first strict start of the
 * schedule that takes over. Marks: {@code schedule} is the one that is on, zero being the usual one; those of the
 * schedules are behind their number.
 */
final class AlternatingPlanner implements Planner {
    private static final String SCHEDULE = "schedule";

    private final ScheduleDefinition.Alternating definition;
    private final PlanContext context;
    private final List<Planner> planners = new ArrayList<>();

    AlternatingPlanner(ScheduleDefinition.Alternating definition, PlanContext context) {
        this.definition = definition;
        this.context = context;
        planners.add(Planners.of(definition.otherwise(), context, "0/"));
        for (ScheduleDefinition.Alternate alternate : definition.alternates()) {
            planners.add(Planners.of(alternate.schedule(), context, planners.size() + "/"));
        }
    }

    @Override
    public int patience() {
        return 1 + planners.stream().mapToInt(Planner::patience).max().orElse(0);
    }

    @Override
    public void step(Pieces out, long wall) {
        WallClock clock = context.clock();
        int today = onAirAt(clock.date(out.at()));
        if (context.memory().mark(SCHEDULE, -1) != today) {
            context.memory().set(SCHEDULE, today);
            if (planners.get(today) instanceof ClassicPlanner classic) {
                classic.resume();
            }
        }
        long midnight = clock.endOfDay(out.at());
        int tomorrow = onAirAt(clock.date(midnight));
        OptionalLong strict = tomorrow != today && planners.get(tomorrow) instanceof ClassicPlanner classic
                ? classic.turns().firstStrictStart(midnight)
                : OptionalLong.empty();
        planners.get(today).step(out, Math.min(wall, strict.orElse(NO_WALL)));
    }

    private int onAirAt(LocalDate date) {
        for (int i = 0; i < definition.alternates().size(); i++) {
            if (definition.alternates().get(i).days().includes(date)) {
                return i + 1;
            }
        }
        return 0;
    }
}
