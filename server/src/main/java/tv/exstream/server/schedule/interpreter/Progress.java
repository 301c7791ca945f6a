package tv.exstream.server.schedule.interpreter;

import java.util.List;
import java.util.OptionalLong;

import tv.exstream.server.schedule.draw.Memory;

/** How far an instruction that takes several steps has come. Not thread-safe. */
final class Progress {
    private static final String LEFT = "left";
    private static final String UNTIL = "until";
    private static final String DISCARDS = "discards";
    private static final String REST = "rest";

    /** Items it may still air. */
    private OptionalLong left = OptionalLong.empty();
    /** Epoch milliseconds at which it ends. */
    private OptionalLong until = OptionalLong.empty();
    /** Items it may still pass over. */
    private long discards;
    /** Nothing else fits: the rest of the time is taken by what is meant for that. */
    private boolean rest;

    /** At the beginning. */
    Progress() {}

    /** As marks have it, behind a prefix. */
    static Progress read(Memory memory, String prefix) {
        Progress progress = new Progress();
        progress.left = memory.mark(prefix + LEFT);
        progress.until = memory.mark(prefix + UNTIL);
        progress.discards = memory.mark(prefix + DISCARDS, 0);
        progress.rest = memory.mark(prefix + REST).isPresent();
        return progress;
    }

    void write(Memory memory, String prefix) {
        memory.mark(prefix + LEFT, left);
        memory.mark(prefix + UNTIL, until);
        memory.mark(prefix + DISCARDS, discards == 0 ? OptionalLong.empty() : OptionalLong.of(discards));
        memory.mark(prefix + REST, rest ? OptionalLong.of(1) : OptionalLong.empty());
    }

    static void clear(Memory memory, String prefix) {
        List.of(LEFT, UNTIL, DISCARDS, REST).forEach(name -> memory.clear(prefix + name));
    }

    /** Whether anything of the instruction has been carried out. */
    boolean begun() {
        return left.isPresent() || until.isPresent() || rest;
    }

    OptionalLong left() {
        return left;
    }

    void left(long items) {
        left = OptionalLong.of(items);
    }

    OptionalLong until() {
        return until;
    }

    void begin(long end, long mostDiscards) {
        until = OptionalLong.of(end);
        discards = mostDiscards;
    }

    /** Uses up one; false if there is none. */
    boolean discard() {
        if (discards < 1) {
            return false;
        }
        discards--;
        return true;
    }

    boolean rest() {
        return rest;
    }

    void beginRest() {
        rest = true;
    }
}
