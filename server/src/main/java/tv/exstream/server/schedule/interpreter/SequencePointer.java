package tv.exstream.server.schedule.interpreter;

import java.util.List;
import java.util.Optional;

import tv.exstream.server.schedule.draw.Memory;
import tv.exstream.server.schedule.draw.Walkers;
import tv.exstream.server.schedule.sequential.Instruction;
import tv.exstream.server.schedule.sequential.Line;
import tv.exstream.server.schedule.sequential.SequentialProgram;

/**
 * Where a sequential schedule is: an instruction of the playout, and where that is a sequence an instruction in it, and
 * so on. Marks, behind a prefix and with the depth behind them: {@code at/} is the place in the list, {@code is/} a
 * number for the instruction there, so that it is found again when the text has changed; of a sequence {@code round/} is
 * how often it has been gone through and {@code order/} which order of its items is on.
 */
final class SequencePointer {
    private static final String AT = "at/";
    private static final String IS = "is/";
    private static final String ROUND = "round/";
    private static final String ORDER = "order/";

    private final List<Line> playout;
    private final SequentialProgram program;
    private final Interpreter interpreter;
    private final Memory memory;
    private final String prefix;

    /** @param playout the list at the top; sequences are the program's */
    SequencePointer(
            List<Line> playout, SequentialProgram program, Interpreter interpreter, Memory memory, String prefix) {
        this.playout = playout;
        this.program = program;
        this.interpreter = interpreter;
        this.memory = memory;
        this.prefix = prefix;
    }

    /** The instruction that is on, and the title of the sequences around it. */
    record Current(Line line, Optional<String> title) {}

    /** Goes into sequences and out of them until it is at an instruction that is none; empty at the end. */
    Optional<Current> current() {
        List<Line> list = playout;
        Optional<String> title = Optional.empty();
        int depth = 0;
        while (true) {
            int at = place(depth);
            if (at >= list.size()) {
                if (depth == 0) {
                    return Optional.empty();
                }
                leave(depth);
                list = playout;
                title = Optional.empty();
                depth = 0;
                continue;
            }
            Line line = list.get(at);
            if (!(line.instruction() instanceof Instruction.Call call)) {
                return Optional.of(new Current(line, title));
            }
            depth++;
            if (memory.mark(prefix + AT + depth).isEmpty()) {
                begin(depth, call);
            }
            title = call.title().isPresent() ? call.title() : title;
            list = SequenceOrder.of(
                    program.sequence(call.sequence()),
                    call.sequence(),
                    memory.seed(),
                    memory.mark(prefix + ORDER + depth, 0));
        }
    }

    private int place(int depth) {
        return (int) memory.mark(prefix + AT + depth, 0);
    }

    private void begin(int depth, Instruction.Call call) {
        memory.set(prefix + AT + depth, 0);
        memory.set(prefix + ORDER + depth, interpreter.shuffles(call.sequence()));
    }

    /** The list at a depth is over: its next round, or what follows it. */
    private void leave(int depth) {
        long round = memory.mark(prefix + ROUND + depth, 0) + 1;
        Optional<Instruction.Call> call = call(depth - 1);
        if (call.filter(sequence -> round < sequence.times()).isPresent()) {
            memory.set(prefix + ROUND + depth, round);
            memory.set(prefix + AT + depth, 0);
        } else {
            cut(depth);
            memory.set(prefix + AT + (depth - 1), place(depth - 1) + 1);
        }
    }

    /** The sequence that the instruction at a depth is. */
    private Optional<Instruction.Call> call(int depth) {
        return line(depth)
                .map(Line::instruction)
                .flatMap(instruction ->
                        instruction instanceof Instruction.Call call ? Optional.of(call) : Optional.empty());
    }

    private Optional<Line> line(int depth) {
        List<Line> list = list(depth);
        int at = place(depth);
        return at < list.size() ? Optional.of(list.get(at)) : Optional.empty();
    }

    private List<Line> list(int depth) {
        if (depth == 0) {
            return playout;
        }
        return call(depth - 1)
                .map(call -> SequenceOrder.of(
                        program.sequence(call.sequence()),
                        call.sequence(),
                        memory.seed(),
                        memory.mark(prefix + ORDER + depth, 0)))
                .orElse(List.of());
    }

    /** To the next instruction. */
    void advance() {
        int depth = depth();
        memory.set(prefix + AT + depth, place(depth) + 1);
    }

    /** To the first instruction of all. */
    void repeat() {
        cut(1);
        memory.set(prefix + AT + 0, 0);
    }

    private int depth() {
        int depth = 0;
        while (memory.mark(prefix + AT + (depth + 1)).isPresent()) {
            depth++;
        }
        return depth;
    }

    /** Forgets where it is at a depth and deeper. */
    private void cut(int depth) {
        for (int i = depth; memory.mark(prefix + AT + i).isPresent(); i++) {
            for (String mark : List.of(AT, IS, ROUND, ORDER)) {
                memory.clear(prefix + mark + i);
            }
        }
    }

    /** Remembers which instructions these are. */
    void note() {
        for (int depth = 0; depth <= depth(); depth++) {
            String mark = prefix + IS + depth;
            line(depth).ifPresentOrElse(line -> memory.set(mark, number(line)), () -> memory.clear(mark));
        }
    }

    /**
     * The text has changed: finds the instructions again, the nearest ones that do the same. What is not there any more
     * gives way to what is in its place.
     *
     * @return whether the instruction that is on is the one that was
     */
    boolean find() {
        for (int depth = 0; depth <= depth(); depth++) {
            List<Line> list = list(depth);
            long wanted = memory.mark(prefix + IS + depth, 0);
            int before = place(depth);
            int best = -1;
            for (int i = 0; i < list.size(); i++) {
                if (number(list.get(i)) == wanted && (best < 0 || Math.abs(i - before) < Math.abs(best - before))) {
                    best = i;
                }
            }
            if (best < 0) {
                cut(depth + 1);
                return false;
            }
            memory.set(prefix + AT + depth, best);
        }
        return true;
    }

    private static long number(Line line) {
        return Walkers.number(line.instruction().toString());
    }
}
