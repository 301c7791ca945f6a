package tv.exstream.server.schedule;

import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.item.Content;
import tv.exstream.server.schedule.plan.Pieces;
import tv.exstream.server.schedule.plan.Plan;
import tv.exstream.server.schedule.plan.PlanContext;
import tv.exstream.server.schedule.plan.Planner;
import tv.exstream.server.schedule.plan.Stretch;

/** A live stream, from one midnight to the next: an entry of the guide a day. */
final class StreamPlanner implements Planner {
    private static final Plan.Reason REASON = new Plan.Reason("stream", "all day");

    private final ScheduleDefinition.Stream definition;
    private final PlanContext context;

    StreamPlanner(ScheduleDefinition.Stream definition, PlanContext context) {
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
        Stretch.put(out, new Content.Stream(definition.url()), definition.title(), end, REASON);
    }
}
