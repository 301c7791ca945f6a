package tv.exstream.server.schedule;

import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.interpreter.SequentialPlanner;
import tv.exstream.server.schedule.plan.PlanContext;
import tv.exstream.server.schedule.plan.Planner;

/** The planner for each kind of definition. */
final class Planners {
    private Planners() {}

    /** @param prefix of the marks of this one of several definitions; empty for the only one */
    static Planner of(ScheduleDefinition definition, PlanContext context, String prefix) {
        return switch (definition) {
            case ScheduleDefinition.Continuous continuous -> new ContinuousPlanner(continuous, context);
            case ScheduleDefinition.Rendered rendered -> new RenderedPlanner(rendered, context);
            case ScheduleDefinition.Classic classic -> new ClassicPlanner(classic, context, prefix);
            case ScheduleDefinition.TimeSlots slots -> new TimeSlotPlanner(slots, context, prefix);
            case ScheduleDefinition.RandomSlots slots -> new RandomSlotPlanner(slots, context, prefix);
            case ScheduleDefinition.Blocks blocks -> new BlockPlanner(blocks, context, prefix);
            case ScheduleDefinition.Sequential sequential -> new SequentialPlanner(sequential, context, prefix);
            case ScheduleDefinition.Alternating alternating -> new AlternatingPlanner(alternating, context);
            case ScheduleDefinition.Lineup lineup -> new LineupPlanner(lineup, context, prefix);
            case ScheduleDefinition.Relay relay -> new RelayPlanner(relay, context);
            case ScheduleDefinition.Stream stream -> new StreamPlanner(stream, context);
        };
    }
}
