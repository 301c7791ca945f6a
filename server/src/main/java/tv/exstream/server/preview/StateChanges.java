package tv.exstream.server.preview;

import java.util.SortedMap;
import java.util.TreeMap;

import tv.exstream.server.schedule.draw.Cursor;
import tv.exstream.server.schedule.draw.ScheduleState;

/** What a step of a plan changed of what the schedule remembers, as people read it. */
final class StateChanges {
    private StateChanges() {}

    /** Positions and marks that are new, different or gone, by their names. */
    static SortedMap<String, String> between(ScheduleState before, ScheduleState after) {
        SortedMap<String, String> changes = new TreeMap<>();
        if (before.equals(after)) {
            return changes;
        }
        after.cursors().forEach((name, cursor) -> {
            if (!cursor.equals(before.cursors().get(name))) {
                changes.put(name, text(cursor));
            }
        });
        after.marks().forEach((name, value) -> {
            if (!value.equals(before.marks().get(name))) {
                changes.put(name, value.toString());
            }
        });
        before.marks().keySet().stream()
                .filter(name -> !after.marks().containsKey(name))
                .forEach(name -> changes.put(name, "forgotten"));
        return changes;
    }

    private static String text(Cursor cursor) {
        return "pass " + (cursor.pass() + 1)
                + cursor.last().map(id -> ", at media " + id).orElse("");
    }
}
