package tv.exstream.server.schedule.plan;

/**
 * Plans one kind of definition step by step. A step depends on the time, the memory and the library alone and on nothing
 * that a planner keeps for itself, so a plan continued from any step's end is the plan that would have been.
 */
public interface Planner {
    /** No wall ahead. */
    long NO_WALL = Long.MAX_VALUE;

    /** The mark for the guide's newest entry, whichever planner made it. */
    String GUIDE = "guide";

    /**
     * Puts the next programme or piece of filler on air, or does nothing but change what is remembered.
     *
     * @param wall epoch milliseconds, later than {@code out}'s time, that nothing may run past
     */
    void step(Pieces out, long wall);

    /**
     * So many steps in a row may put nothing on air. After that there is nothing to put on air: the engine covers the
     * time, which is why no definition can make it run for ever.
     */
    int patience();
}
