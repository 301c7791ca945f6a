package tv.exstream.server.schedule.interpreter;

import java.util.List;

import tv.exstream.server.schedule.draw.Memory;
import tv.exstream.server.schedule.plan.PlanContext;
import tv.exstream.server.schedule.sequential.Line;
import tv.exstream.server.schedule.sequential.SequentialProgram;

/**
 * A list of instructions that is gone through: where it is, how far the instruction there has come, and what instructions
 * have switched on. All of it is behind a prefix of the list's own, but for the positions in contents, which the lists of
 * a schedule share.
 *
 * @param prefix of marks
 */
record Track(List<Line> playout, String prefix, Interpreter interpreter, SequencePointer pointer) {
    /** @param cursors prefix of the names of positions in contents */
    static Track of(SequentialProgram program, List<Line> playout, PlanContext context, String prefix, String cursors) {
        Interpreter interpreter = new Interpreter(context, prefix, cursors, program::content, program::sequence);
        return new Track(
                playout,
                prefix,
                interpreter,
                new SequencePointer(playout, program, interpreter, context.memory(), prefix));
    }

    /** Whether it is between two instructions. */
    boolean between(Memory memory) {
        return !Progress.read(memory, prefix).begun();
    }

    /** After the text has changed: finds the instructions again. */
    void find(Memory memory) {
        if (!pointer.find()) {
            Progress.clear(memory, prefix);
        }
    }
}
