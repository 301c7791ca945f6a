package tv.exstream.server.schedule.interpreter;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.draw.Memory;
import tv.exstream.server.schedule.draw.Walkers;
import tv.exstream.server.schedule.plan.Pieces;
import tv.exstream.server.schedule.plan.Plan;
import tv.exstream.server.schedule.plan.PlanContext;
import tv.exstream.server.schedule.plan.Planner;
import tv.exstream.server.schedule.sequential.Instruction;
import tv.exstream.server.schedule.sequential.Line;
import tv.exstream.server.schedule.sequential.SequentialProgram;

/**
 * Instructions one after the other. Marks, behind a prefix: {@code text} is a number for the text that the others belong
 * to, {@code wait} is when the schedule begins; those of the {@link Tracks}, and of each of these those of the
 * {@link SequencePointer}, of the {@link Progress} of the instruction that is on, and of the {@link Interpreter}.
 */
public final class SequentialPlanner implements Planner {
    private static final String TEXT = "text";
    private static final String WAIT = "wait";
    /** So many instructions in a row may air nothing. */
    private static final int PATIENCE = 1_000;

    private static final long FURTHEST_BACK = Duration.ofDays(1).toMillis();

    private final SequentialProgram program;
    private final PlanContext context;
    private final Memory memory;
    private final String prefix;
    private final Tracks tracks;
    private final long text;

    /** @param outer what goes before the names of all marks and positions of this planner */
    public SequentialPlanner(ScheduleDefinition.Sequential definition, PlanContext context, String outer) {
        this.program = definition.program();
        this.context = context;
        this.memory = context.memory();
        this.prefix = outer + "seq/";
        this.tracks = new Tracks(program, context, prefix, outer);
        this.text = Walkers.number(
                definition.text() + Map.copyOf(definition.imports()).hashCode());
    }

    /** Every step takes time. */
    @Override
    public int patience() {
        return 1;
    }

    @Override
    public void step(Pieces out, long wall) {
        long known = memory.mark(prefix + TEXT, 0);
        if (known == 0) {
            memory.set(prefix + TEXT, text);
            begin(out, wall);
        } else if (known != text) {
            memory.set(prefix + TEXT, text);
            tracks.find();
        }
        if (out.pieces().isEmpty()) {
            run(out, wall);
        }
    }

    /** Carries out what is to be done on reset, and catches up where that goes back. */
    private void begin(Pieces out, long wall) {
        long start = out.at();
        Interpreter interpreter = tracks.usual().interpreter();
        for (Line line : program.reset()) {
            switch (line.instruction()) {
                case Instruction.WaitUntil wait -> start = interpreter.beginning(wait, start);
                case Instruction.Rewind rewind -> start -= rewind.amount().toMillis();
                default -> {
                    boolean unused =
                            interpreter.carryOut(line, new Progress(), new Pieces(start), NO_WALL, Setting.PLAIN);
                }
            }
        }
        if (start > out.at()) {
            memory.set(prefix + WAIT, start);
        }
        Pieces past = new Pieces(Math.max(start, out.at() - FURTHEST_BACK));
        while (past.at() < out.at()) {
            Pieces next = new Pieces(past.at());
            run(next, wall);
            if (next.at() > out.at()) {
                out.join(next);
            }
            past = new Pieces(next.at());
            if (!out.pieces().isEmpty()) {
                return;
            }
        }
    }

    /** Carries out instructions until time has moved on. */
    private void run(Pieces out, long wall) {
        long from = out.at();
        long wait = memory.mark(prefix + WAIT, from);
        if (wait > from) {
            out.offline(Math.min(wait, wall), new Plan.Reason("reset", "the schedule has not begun"));
            return;
        }
        memory.clear(prefix + WAIT);
        Track track = tracks.on(from);
        run(track, out, wall);
        track.pointer().note();
    }

    private void run(Track track, Pieces out, long wall) {
        long from = out.at();
        SequencePointer pointer = track.pointer();
        Optional<Line> repeated = Optional.empty();
        for (int i = 0; i < PATIENCE; i++) {
            Optional<SequencePointer.Current> current = pointer.current();
            if (current.isEmpty()) {
                context.warnings()
                        .add(track.playout().getLast().place().brief()
                                + ": the instructions end here and the channel is off air from then on: add"
                                + " '- repeat: true' to go on");
                out.offline(tracks.end(from, wall), new Plan.Reason("schedule", "its instructions are over"));
                return;
            }
            Line line = current.get().line();
            if (line.instruction() instanceof Instruction.Repeat) {
                if (repeated.isPresent()) {
                    repeated = Optional.of(line);
                    break;
                }
                repeated = Optional.of(line);
                pointer.repeat();
                continue;
            }
            Progress progress = Progress.read(memory, track.prefix());
            if (track.interpreter()
                    .carryOut(
                            line,
                            progress,
                            out,
                            wall,
                            Setting.titled(current.get().title()))) {
                Progress.clear(memory, track.prefix());
                pointer.advance();
            } else {
                progress.write(memory, track.prefix());
            }
            if (out.at() > from) {
                return;
            }
        }
        context.warnings()
                .add(repeated.map(line -> line.place().brief() + ": the instructions are repeated")
                                .orElse("the instructions go round")
                        + " without anything to air: the channel is off air until there is");
        out.offline(tracks.end(from, wall), new Plan.Reason("schedule", "a round of instructions aired nothing"));
    }
}
