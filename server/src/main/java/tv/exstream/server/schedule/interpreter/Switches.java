package tv.exstream.server.schedule.interpreter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

import tv.exstream.server.schedule.draw.Memory;
import tv.exstream.server.schedule.draw.ScheduleLibrary;
import tv.exstream.server.schedule.item.FillerKind;
import tv.exstream.server.schedule.item.Overrides;
import tv.exstream.server.schedule.plan.PlanContext;
import tv.exstream.server.schedule.plan.Planner;
import tv.exstream.server.schedule.sequential.Instruction;
import tv.exstream.server.schedule.sequential.Showing;

/**
 * What instructions turn on and off. Marks, behind a prefix: {@code watermark/<name>} and {@code graphics/<name>} are
 * on; {@code roll/<where>/<sequence>} goes with every item, {@code chapters/<formula>} is where in the middle;
 * {@code locked} is the entry of the guide that everything belongs to, {@code title/<text>} what it is called;
 * {@code ahead} is the entry begun by filler that goes before a programme.
 */
final class Switches {
    private static final String WATERMARK = "watermark/";
    private static final String GRAPHICS = "graphics/";
    private static final String ROLL = "roll/";
    private static final String CHAPTERS = "chapters/";
    private static final String LOCKED = "locked";
    private static final String TITLE = "title/";
    private static final String AHEAD = "ahead";

    private final PlanContext context;
    private final Memory memory;
    private final String prefix;

    Switches(PlanContext context, String prefix) {
        this.context = context;
        this.memory = context.memory();
        this.prefix = prefix;
    }

    void watermark(Instruction.Watermark watermark) {
        turn(watermark.on(), WATERMARK, watermark.name());
    }

    void graphics(boolean on, Optional<String> element) {
        turn(on, GRAPHICS, element);
    }

    private void turn(boolean on, String what, Optional<String> name) {
        if (on) {
            name.ifPresent(one -> memory.set(prefix + what + one, 1));
        } else if (name.isPresent()) {
            memory.clear(prefix + what + name.get());
        } else {
            memory.forget(prefix + what, (mark, value) -> true);
        }
    }

    void roll(Instruction.Roll roll) {
        memory.forget(prefix + ROLL + roll.at() + "/", (mark, value) -> true);
        roll.sequence().ifPresent(key -> memory.set(prefix + ROLL + roll.at() + "/" + key, 1));
        if (roll.at() == Instruction.At.WITHIN) {
            memory.forget(prefix + CHAPTERS, (mark, value) -> true);
            roll.expression().ifPresent(formula -> memory.set(prefix + CHAPTERS + formula, 1));
        }
    }

    /** The sequence that goes with every item. */
    Optional<String> roll(Instruction.At at) {
        return memory.names(prefix + ROLL + at + "/").stream().findFirst();
    }

    Optional<String> chapters() {
        return memory.names(prefix + CHAPTERS).stream().findFirst();
    }

    void group(Instruction.EpgGroup group, long at) {
        memory.forget(prefix + TITLE, (mark, value) -> true);
        memory.clear(prefix + AHEAD);
        if (group.on()) {
            memory.set(prefix + LOCKED, group.advance() ? at : memory.mark(Planner.GUIDE, at));
            group.title().ifPresent(title -> memory.set(prefix + TITLE + title, 1));
        } else {
            memory.clear(prefix + LOCKED);
        }
    }

    /** The guide's entry for an item that begins now. */
    long group(Optional<FillerKind> kind, long at) {
        OptionalLong locked = memory.mark(prefix + LOCKED);
        if (locked.isPresent()) {
            memory.set(Planner.GUIDE, locked.getAsLong());
            return locked.getAsLong();
        }
        long ahead = memory.mark(prefix + AHEAD, at);
        if (kind.isPresent()) {
            if (kind.get() != FillerKind.PRE_ROLL) {
                return memory.mark(Planner.GUIDE, at);
            }
            memory.set(prefix + AHEAD, ahead);
            return ahead;
        }
        memory.clear(prefix + AHEAD);
        memory.set(Planner.GUIDE, ahead);
        return ahead;
    }

    /** What the entry of the guide is called that everything belongs to. */
    Optional<String> groupTitle() {
        return memory.names(prefix + TITLE).stream().findFirst();
    }

    Overrides overrides(Showing showing) {
        ScheduleLibrary library = context.walkers().library();
        Optional<List<Long>> watermarks =
                showing.bare() ? Optional.of(List.of()) : keys(WATERMARK, "watermark", library::watermark);
        Optional<List<Long>> graphics = keys(GRAPHICS, "graphics element", library::graphics);
        return new Overrides(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                watermarks,
                graphics,
                Optional.empty());
    }

    private Optional<List<Long>> keys(String mark, String what, Function<String, OptionalLong> find) {
        List<Long> keys = new ArrayList<>();
        for (String name : memory.names(prefix + mark)) {
            OptionalLong key = find.apply(name);
            if (key.isPresent()) {
                keys.add(key.getAsLong());
            } else {
                context.warnings().add("there is no " + what + " '" + name + "': it is not shown");
            }
        }
        return Optional.of(keys).filter(some -> !some.isEmpty());
    }
}
