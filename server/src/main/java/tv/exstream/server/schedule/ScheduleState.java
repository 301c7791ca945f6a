package tv.exstream.server.schedule;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All a schedule remembers between two builds; serialised as JSON. What happened is kept per collection and order, so
 * that different parts of a definition may share a cursor and an edit of one part leaves the others where they were.
 *
 * @param seed    of everything random; changing it starts another, equally deterministic, course
 * @param cursors by {@link #key}
 */
public record ScheduleState(long seed, Map<String, Cursor> cursors) {
    public ScheduleState {
        cursors = Collections.unmodifiableMap(new TreeMap<>(cursors));
    }

    public static ScheduleState initial(long seed) {
        return new ScheduleState(seed, Map.of());
    }

    public static String key(long collection, PlaybackOrder order) {
        return collection + "/" + order.name();
    }

    public Cursor cursor(String key) {
        return Optional.ofNullable(cursors.get(key)).orElse(Cursor.START);
    }

    public ScheduleState with(String key, Cursor cursor) {
        Map<String, Cursor> changed = new TreeMap<>(cursors);
        changed.put(key, cursor);
        return new ScheduleState(seed, changed);
    }
}
