package tv.exstream.server.schedule;

import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.plan.Pieces;
import tv.exstream.server.schedule.plan.Plan;
import tv.exstream.server.schedule.plan.PlanContext;
import tv.exstream.server.schedule.plan.Planner;
import tv.exstream.server.schedule.plan.Stretch;

/** Another channel, from one midnight to the next. */
final class RelayPlanner implements Planner {
    private static final Plan.Reason REASON = new Plan.Reason("relay", "all day");

    private final ScheduleDefinition.Relay definition;
    private final PlanContext context;

    RelayPlanner(ScheduleDefinition.Relay definition, PlanContext context) {
        this.definition = definition;
        this.context = context;
    }

    @Override
    public int patience() {
        return 1;
    }

    @Override
    public void step(Pieces out, long wall) {
        long end = Math.min(wall, context.clock().endOfDay(out.at()));
        if (!Stretch.relay(context, out, definition.shift(), end, REASON)) {
            out.offline(end, new Plan.Reason("relay", "no such channel"));
        }
    }
}
