package tv.exstream.server.schedule.draw;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * All a schedule remembers between two builds; serialised as JSON. What happened is kept per source and order, so
 * that different parts of a definition may share a cursor and an edit of one part leaves the others where they were.
 *
 * @param seed    of everything random; changing it starts another, equally deterministic, course
 * @param cursors how far each {@link Draw} has come, by its key
 * @param marks   what the planners remember: places in a list, counts, and instants in epoch milliseconds. Each planner
 *                says which it writes
 */
public record ScheduleState(long seed, Map<String, Cursor> cursors, Map<String, Long> marks) {
    /** The mark for how far scripts have built, in epoch milliseconds. */
    public static final String SCRIPTED_UNTIL = "script/until";

    public ScheduleState {
        cursors = Collections.unmodifiableMap(new TreeMap<>(cursors));
        marks = Collections.unmodifiableMap(new TreeMap<>(marks));
    }

    /** As it is read from JSON, which may have been written when there were no marks. */
    @JsonCreator
    static ScheduleState read(
            @JsonProperty("seed") long seed,
            @JsonProperty("cursors") Optional<Map<String, Cursor>> cursors,
            @JsonProperty("marks") Optional<Map<String, Long>> marks) {
        return new ScheduleState(seed, cursors.orElse(Map.of()), marks.orElse(Map.of()));
    }

    /** Until when a script has built what is on: whatever changes, a rebuild leaves it alone. */
    public Optional<Instant> scriptedUntil() {
        return Optional.ofNullable(marks.get(SCRIPTED_UNTIL)).map(Instant::ofEpochMilli);
    }

    public static ScheduleState initial(long seed) {
        return new ScheduleState(seed, Map.of(), Map.of());
    }
}
