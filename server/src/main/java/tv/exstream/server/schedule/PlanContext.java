package tv.exstream.server.schedule;

/**
 * What the planners of one plan share. Not thread-safe.
 *
 * @param walkers positions in what is drawn from
 * @param fillers the choice of filler
 */
record PlanContext(Memory memory, Walkers walkers, FillerPicker fillers, WallClock clock, Warnings warnings) {
    static PlanContext of(ScheduleLibrary library, ScheduleState state, WallClock clock) {
        Memory memory = new Memory(state);
        Warnings warnings = new Warnings();
        Walkers walkers = new Walkers(library, memory, warnings);
        return new PlanContext(memory, walkers, new FillerPicker(memory, walkers), clock, warnings);
    }
}
