package tv.exstream.server.schedule;

import java.time.Duration;
import java.time.Instant;

/**
 * Turns a definition into programmes. Pure: the same arguments give the same plan on any machine, and a plan continued
 * from its {@link Plan#finish} with its {@link Plan#state} gives what one plan over both spans would have given.
 *
 * <p>Plans are contiguous and cover every millisecond asked for, with offline spans where there is nothing to show.
 */
public final class ScheduleEngine {
    /** Shorter items are not aired: nobody can watch them, and a collection of them would fill the database. */
    public static final Duration SHORTEST = Duration.ofSeconds(1);

    private ScheduleEngine() {}

    /**
     * @param from     whole milliseconds
     * @param until    where to stop; the item on air then is planned to its end
     * @param maxItems at least 1: stop earlier than {@code until} after so many
     */
    public static Plan plan(
            ScheduleDefinition definition,
            ScheduleLibrary library,
            ScheduleState state,
            Instant from,
            Instant until,
            int maxItems) {
        if (maxItems < 1) {
            throw new IllegalArgumentException("a plan of " + maxItems + " items: ask for at least one");
        }
        return switch (definition) {
            case ScheduleDefinition.Continuous continuous ->
                ContinuousPlanner.plan(continuous, library, state, from, until, maxItems);
            case ScheduleDefinition.Rendered rendered -> RenderedPlanner.plan(rendered, state, from, until, maxItems);
        };
    }
}
