package tv.exstream.server.schedule;

import java.util.List;

import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.draw.Airable;
import tv.exstream.server.schedule.draw.Draw;
import tv.exstream.server.schedule.draw.Walker;
import tv.exstream.server.schedule.item.Overrides;
import tv.exstream.server.schedule.plan.Pieces;
import tv.exstream.server.schedule.plan.Plan;
import tv.exstream.server.schedule.plan.PlanContext;
import tv.exstream.server.schedule.plan.Planner;
import tv.exstream.server.schedule.plan.Programme;
import tv.exstream.server.schedule.plan.ProgrammeLayout;

/** Airs one collection over and over. */
final class ContinuousPlanner implements Planner {
    private final Draw draw;
    private final PlanContext context;

    ContinuousPlanner(ScheduleDefinition.Continuous definition, PlanContext context) {
        this.draw = Draw.of(definition.collection(), definition.order());
        this.context = context;
    }

    @Override
    public int patience() {
        return 1;
    }

    @Override
    public void step(Pieces out, long wall) {
        Walker walker = context.walkers().of(draw);
        if (walker.size() == 0) {
            return;
        }
        Airable item = walker.peek();
        walker.advance();
        Plan.Reason reason = new Plan.Reason("continuous", "next of " + draw.key());
        ProgrammeLayout.lay(
                context,
                new Programme(item, item.title(), out.at(), Overrides.NONE, List.of(), reason),
                out,
                wall == NO_WALL ? NO_WALL : wall - out.at());
    }
}
