package tv.exstream.server.schedule.interpreter;

import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

import tv.exstream.server.schedule.definition.SequentialContents;
import tv.exstream.server.schedule.draw.Airable;
import tv.exstream.server.schedule.draw.Facets;
import tv.exstream.server.schedule.draw.Memory;
import tv.exstream.server.schedule.draw.SplitMix64;
import tv.exstream.server.schedule.draw.Walker;
import tv.exstream.server.schedule.filler.Expression;
import tv.exstream.server.schedule.item.FillerKind;
import tv.exstream.server.schedule.item.Overrides;
import tv.exstream.server.schedule.plan.Pieces;
import tv.exstream.server.schedule.plan.Plan;
import tv.exstream.server.schedule.plan.PlanContext;
import tv.exstream.server.schedule.sequential.ContentDefinition;
import tv.exstream.server.schedule.sequential.Fit;
import tv.exstream.server.schedule.sequential.Instruction;
import tv.exstream.server.schedule.sequential.Line;
import tv.exstream.server.schedule.sequential.Showing;
import tv.exstream.server.schedule.sequential.Until;

/**
 * Carries out instructions one after the other, those of sequential schedules and those of scripts. All it remembers is
 * in the memory: marks behind a prefix are those of {@link Switches}; {@code draws} counts random numbers, and
 * {@code shuffled/<sequence>} how often a sequence was shuffled.
 */
final class Interpreter {
    private static final String DRAWS = "draws";
    private static final String SHUFFLED = "shuffled/";
    /** So many instructions are carried out for what goes with one item, and so many pieces aired. */
    private static final int MOST_IN_ROLL = 2_000;

    private static final double NANOS_PER_HOUR = 3_600e9;

    private final PlanContext context;
    private final Memory memory;
    private final String prefix;
    private final Function<String, List<Line>> sequences;
    private final SequentialContents contents;
    private final Switches switches;
    private final Airing airing;
    /** Instructions carried out for what goes with the item that is being put on air. */
    private int carriedOut;

    /**
     * @param prefix      of marks
     * @param cursors     prefix of the names of cursors
     * @param definitions of contents, by their keys
     * @param sequences   by their keys; empty for one that is not known
     */
    Interpreter(
            PlanContext context,
            String prefix,
            String cursors,
            Function<String, Optional<ContentDefinition>> definitions,
            Function<String, List<Line>> sequences) {
        this.context = context;
        this.memory = context.memory();
        this.prefix = prefix;
        this.sequences = sequences;
        this.contents = new SequentialContents(definitions, context.walkers().library(), context.warnings(), cursors);
        this.switches = new Switches(context, prefix);
        this.airing = new Airing(switches, this::roll);
    }

    /**
     * Carries out an instruction, or the next part of it: puts one item on air with what goes with it, a piece of
     * filler or of nothing, or changes what is remembered.
     *
     * @param wall epoch milliseconds, later than now, that nothing runs past
     * @return whether it is done; if not, time has moved on
     */
    boolean carryOut(Line line, Progress progress, Pieces out, long wall, Setting in) {
        if (in.roll().isEmpty()) {
            carriedOut = 0;
        }
        return switch (line.instruction()) {
            case Instruction.All all -> several(line, all.showing(), Optional.empty(), progress, out, wall, in);
            case Instruction.Count count ->
                several(line, count.showing(), Optional.of(count.count()), progress, out, wall, in);
            case Instruction.Fill fill -> fill(line, fill, progress, out, wall, in);
            case Instruction.WaitUntil wait -> {
                if (progress.until().isEmpty()) {
                    progress.begin(target(wait.until(), out.at()), 0);
                }
                yield offline(line, progress.until().orElse(0), out, wall);
            }
            case Instruction.Call call -> {
                // In a schedule the pointer goes into sequences; here is only what goes with another item.
                for (int i = 0; i < call.times() && out.at() < wall && carriedOut <= MOST_IN_ROLL; i++) {
                    roll(call.sequence(), out, wall, in);
                }
                yield true;
            }
            default -> {
                change(line, out.at());
                yield true;
            }
        };
    }

    /** Changes what is remembered. */
    private void change(Line line, long at) {
        switch (line.instruction()) {
            case Instruction.EpgGroup group -> switches.group(group, at);
            case Instruction.Watermark watermark -> switches.watermark(watermark);
            case Instruction.GraphicsOn graphics -> switches.graphics(true, Optional.of(graphics.element()));
            case Instruction.GraphicsOff graphics -> switches.graphics(false, graphics.element());
            case Instruction.Roll roll -> switches.roll(roll);
            case Instruction.ShuffleSequence shuffle -> {
                long unused = memory.count(prefix + SHUFFLED + shuffle.sequence());
            }
            case Instruction.SkipItems skip ->
                walker(skip.content()).ifPresent(items -> {
                    int skips = count(skip.count(), items.size()) % items.size();
                    for (int i = 0; i < skips; i++) {
                        items.advance();
                    }
                });
            case Instruction.SkipToItem skip -> walker(skip.content()).ifPresent(items -> skipTo(line, skip, items));
            default -> {
                // What is left puts something on air, or is for who carries out whole schedules.
            }
        }
    }

    /** What comes next of a content; empty where there is nothing. */
    Optional<Airable> peek(String content) {
        return walker(content).map(Walker::peek);
    }

    /** The order of a sequence's items that is valid from now on. */
    long shuffles(String sequence) {
        return memory.mark(prefix + SHUFFLED + sequence, 0);
    }

    /** Epoch milliseconds, not before {@code at}. */
    long target(Until until, long at) {
        return switch (until) {
            case Until.After after -> at + after.duration().toMillis();
            case Until.Mark mark -> context.clock().pad(at, mark.minutes());
            case Until.Exactly exactly -> Math.max(at, exactly.instant().toEpochMilli());
            case Until.Clock clock -> {
                long today = context.clock().at(context.clock().date(at), clock.time());
                yield at <= today ? today : tomorrow(clock, at).orElse(at);
            }
        };
    }

    /** When a schedule begins that waits first: at a time to come, or one that is over. */
    long beginning(Instruction.WaitUntil wait, long at) {
        long target = target(wait.until(), at);
        if (target > at || !wait.rewind()) {
            return target;
        }
        return switch (wait.until()) {
            case Until.Clock clock ->
                Math.min(at, context.clock().at(context.clock().date(at), clock.time()));
            case Until.Exactly exactly -> Math.min(at, exactly.instant().toEpochMilli());
            case Until.After after -> at;
            case Until.Mark mark -> at;
        };
    }

    private OptionalLong tomorrow(Until.Clock clock, long at) {
        LocalTime time = context.clock().time(at);
        return Expression.parseClock(clock.tomorrow()).holds(Map.of("now", time.toNanoOfDay() / NANOS_PER_HOUR))
                ? OptionalLong.of(context.clock().at(context.clock().date(at).plusDays(1), clock.time()))
                : OptionalLong.empty();
    }

    private Optional<Walker> walker(String content) {
        return contents.draw(content).map(context.walkers()::of).filter(items -> items.size() > 0);
    }

    /** Of items, zero or more. */
    private int count(String formula, int size) {
        boolean chance = formula.contains("random");
        long random = chance && size > 0
                ? Long.remainderUnsigned(SplitMix64.hash(memory.seed(), memory.count(prefix + DRAWS), size), size)
                : 0;
        return Math.max(
                0, Expression.parseCount(formula).count(Map.of("count", (double) size, "random", (double) random)));
    }

    private void skipTo(Line line, Instruction.SkipToItem skip, Walker items) {
        for (int i = 0; i < items.size(); i++) {
            Facets facets = items.peek().facets();
            if (facets.season() == skip.season() && facets.episode() == skip.episode()) {
                return;
            }
            items.advance();
        }
        context.warnings()
                .add(line.describe() + ": content '" + skip.content() + "' has no season " + skip.season() + " episode "
                        + skip.episode() + ": nothing is skipped");
    }

    /** @param count a formula; all of them if empty */
    private boolean several(
            Line line, Showing showing, Optional<String> count, Progress progress, Pieces out, long wall, Setting in) {
        Optional<Walker> items = walker(showing.content());
        if (items.isEmpty()) {
            return true;
        }
        int size = items.get().size();
        long left = progress.left()
                .orElseGet(() -> count.map(formula -> count(formula, size)).orElse(size));
        Airable item = items.get().peek();
        boolean room = in.roll().isEmpty() || item.airMillis() <= wall - out.at();
        if (left < 1 || !room) {
            return true;
        }
        items.get().advance();
        airing.air(line, showing, item, out, wall, in, in.roll().isEmpty());
        progress.left(left - 1);
        return left == 1;
    }

    private boolean fill(Line line, Instruction.Fill fill, Progress progress, Pieces out, long wall, Setting in) {
        if (progress.until().isEmpty()) {
            progress.begin(target(fill.until(), out.at()), fill.fit().discards());
        }
        long until = progress.until().orElse(out.at());
        long end = Math.min(until, wall);
        if (out.at() >= end) {
            return true;
        }
        if (!progress.rest()) {
            Optional<Walker> items = walker(fill.showing().content());
            if (items.isPresent() && choose(items.get(), fill.fit(), progress, end - out.at(), in)) {
                Airable item = items.get().peek();
                items.get().advance();
                airing.air(line, fill.showing(), item, out, fill.fit().stopBeforeEnd() ? end : wall, in, false);
                return out.at() >= until;
            }
            progress.beginRest();
        }
        return rest(line, fill, until, out, wall, in);
    }

    /** Moves to an item that may be aired in the room; false if there is none. */
    private static boolean choose(Walker items, Fit fit, Progress progress, long room, Setting in) {
        while (items.peek().airMillis() > room) {
            if (!fit.stopBeforeEnd() && in.roll().isEmpty()) {
                return true;
            }
            if (!progress.discard()) {
                return fit.trim() && room >= Airable.SHORTEST.toMillis();
            }
            items.advance();
        }
        return true;
    }

    /** What is left of a time: one fallback item over and over, or nothing. */
    private boolean rest(Line line, Instruction.Fill fill, long until, Pieces out, long wall, Setting in) {
        Optional<Walker> fallback = fill.fit().fallback().flatMap(this::walker);
        long room = Math.min(until, wall) - out.at();
        if (fallback.isPresent() && room >= Airable.SHORTEST.toMillis()) {
            Airable item = fallback.get().peek();
            Optional<FillerKind> kind = Optional.of(FillerKind.FALLBACK);
            out.media(
                    item,
                    0,
                    Math.min(room, item.airMillis()),
                    kind,
                    item.title(),
                    in.group().orElseGet(() -> switches.group(kind, out.at())),
                    Overrides.NONE,
                    new Plan.Reason(line.describe(), "nothing fits: fallback"));
            if (out.at() >= until) {
                fallback.get().advance();
            }
            return out.at() >= until;
        }
        return !(fill.fit().offlineTail() || fallback.isPresent()) || offline(line, until, out, wall);
    }

    private static boolean offline(Line line, long until, Pieces out, long wall) {
        long end = Math.min(until, wall);
        if (out.at() < end) {
            out.offline(end, new Plan.Reason(line.describe(), "nothing until then"));
        }
        return out.at() >= until;
    }

    /** A whole sequence at once, as far as there is room. */
    private void roll(String key, Pieces out, long wall, Setting in) {
        for (Line line : SequenceOrder.of(sequences.apply(key), key, memory.seed(), shuffles(key))) {
            Progress progress = new Progress();
            boolean done = false;
            while (!done && out.at() < wall) {
                if (++carriedOut > MOST_IN_ROLL || out.pieces().size() > MOST_IN_ROLL) {
                    context.warnings().add("sequence '" + key + "' is too long to go with an item: it is cut short");
                    return;
                }
                done = carryOut(line, progress, out, wall, in);
            }
        }
    }
}
