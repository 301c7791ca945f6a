package tv.exstream.server.schedule.plan;

import tv.exstream.server.schedule.draw.Memory;
import tv.exstream.server.schedule.draw.ScheduleLibrary;
import tv.exstream.server.schedule.draw.ScheduleState;
import tv.exstream.server.schedule.draw.Walkers;
import tv.exstream.server.schedule.draw.Warnings;
import tv.exstream.server.schedule.filler.FillerPicker;

/**
 * What the planners of one plan share. Not thread-safe.
 *
 * @param walkers positions in what is drawn from
 * @param fillers the choice of filler
 */
public record PlanContext(Memory memory, Walkers walkers, FillerPicker fillers, WallClock clock, Warnings warnings) {
    /** What planners share that go on from a state. */
    public static PlanContext of(ScheduleLibrary library, ScheduleState state, WallClock clock) {
        Memory memory = new Memory(state);
        Warnings warnings = new Warnings();
        Walkers walkers = new Walkers(library, memory, warnings);
        return new PlanContext(memory, walkers, new FillerPicker(memory, walkers), clock, warnings);
    }
}
