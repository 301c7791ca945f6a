package tv.exstream.server.schedule.draw;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/** A {@link ScheduleState} that is being worked on. Not thread-safe; lives for one plan. */
public final class Memory {
    private final long seed;
    private final TreeMap<String, Cursor> cursors;
    private final TreeMap<String, Long> marks;
    private Optional<ScheduleState> unchanged;

    /** Begins with what is remembered already. */
    public Memory(ScheduleState state) {
        this.seed = state.seed();
        this.cursors = new TreeMap<>(state.cursors());
        this.marks = new TreeMap<>(state.marks());
        this.unchanged = Optional.of(state);
    }

    /** Of everything random. */
    public long seed() {
        return seed;
    }

    Optional<Cursor> cursor(String key) {
        return Optional.ofNullable(cursors.get(key));
    }

    void put(String key, Cursor cursor) {
        cursors.put(key, cursor);
        unchanged = Optional.empty();
    }

    /** Makes the position remembered by one key that of another: its cursors and marks, and those of its parts. */
    public void copyPosition(String from, String to) {
        copy(cursors, from, to);
        copy(marks, from, to);
        unchanged = Optional.empty();
    }

    private static <T> void copy(SortedMap<String, T> all, String from, String to) {
        all.keySet().removeIf(key -> belongs(key, to));
        new TreeMap<>(all).forEach((key, value) -> {
            if (belongs(key, from)) {
                all.put(to + key.substring(from.length()), value);
            }
        });
    }

    /** Parts of a position are named behind | or #. */
    static boolean belongs(String key, String position) {
        return key.startsWith(position)
                && (key.length() == position.length() || "|#".indexOf(key.charAt(position.length())) >= 0);
    }

    /** A mark; empty where nothing of this name is remembered. */
    public OptionalLong mark(String name) {
        Long value = marks.get(name);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /** A mark, or another number where nothing of this name is remembered. */
    public long mark(String name, long otherwise) {
        return marks.getOrDefault(name, otherwise);
    }

    /** Remembers a number, or forgets it where there is none. */
    public void mark(String name, OptionalLong value) {
        if (value.isPresent()) {
            set(name, value.getAsLong());
        } else {
            clear(name);
        }
    }

    /** Remembers a number. */
    public void set(String name, long value) {
        Long before = marks.put(name, value);
        if (before == null || before != value) {
            unchanged = Optional.empty();
        }
    }

    /** One more than before, which was zero if it was nothing; the value before. */
    public long count(String name) {
        long before = mark(name, 0);
        set(name, before + 1);
        return before;
    }

    /** Forgets a number. */
    public void clear(String name) {
        if (marks.remove(name) != null) {
            unchanged = Optional.empty();
        }
    }

    /** Forgets marks whose names begin with {@code prefix}, where {@code test} says so of name and value. */
    public void forget(String prefix, BiPredicate<String, Long> test) {
        if (marks.subMap(prefix, prefix + Character.MAX_VALUE)
                .entrySet()
                .removeIf(entry -> test.test(entry.getKey(), entry.getValue()))) {
            unchanged = Optional.empty();
        }
    }

    /** Forgets all that happened since {@code state} was the snapshot. */
    public void restore(ScheduleState state) {
        cursors.clear();
        cursors.putAll(state.cursors());
        marks.clear();
        marks.putAll(state.marks());
        unchanged = Optional.of(state);
    }

    /** What follows {@code prefix} in the names of the marks that begin with it, in alphabetical order. */
    public List<String> names(String prefix) {
        return marks.subMap(prefix, prefix + Character.MAX_VALUE).keySet().stream()
                .map(name -> name.substring(prefix.length()))
                .toList();
    }

    /** All that is remembered now; the same object for as long as nothing changes. */
    public ScheduleState snapshot() {
        ScheduleState state = unchanged.orElseGet(() -> new ScheduleState(seed, cursors, marks));
        unchanged = Optional.of(state);
        return state;
    }
}
