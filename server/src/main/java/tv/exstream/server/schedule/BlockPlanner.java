package tv.exstream.server.schedule;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import tv.exstream.server.schedule.BlockTable.Occurrence;
import tv.exstream.server.schedule.BlockTurns.Turn;
import tv.exstream.server.schedule.definition.Block;
import tv.exstream.server.schedule.definition.DateRule;
import tv.exstream.server.schedule.definition.Deco;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.definition.TemplateDay;
import tv.exstream.server.schedule.draw.Airable;
import tv.exstream.server.schedule.draw.Memory;
import tv.exstream.server.schedule.draw.Walkers;
import tv.exstream.server.schedule.filler.Filler;
import tv.exstream.server.schedule.item.Overrides;
import tv.exstream.server.schedule.plan.FillerPicks;
import tv.exstream.server.schedule.plan.GapFiller;
import tv.exstream.server.schedule.plan.Pieces;
import tv.exstream.server.schedule.plan.Plan;
import tv.exstream.server.schedule.plan.PlanContext;
import tv.exstream.server.schedule.plan.Planner;
import tv.exstream.server.schedule.plan.Programme;
import tv.exstream.server.schedule.plan.ProgrammeLayout;

/**
 * Blocks by templates of days. Marks, behind a prefix: {@code block} is when the newest block that has begun was due and
 * {@code named} the number of its name; {@code shown} is how many programmes it has aired and {@code spare} the time in
 * milliseconds that they leave for break content; {@code done} says that no more of them begin, or that what follows the
 * last one has been aired, too; {@code dead} is since when the air is dead.
 */
final class BlockPlanner implements Planner {
    private static final String BLOCK = "block";
    private static final String NAMED = "named";
    private static final String SHOWN = "shown";
    private static final String SPARE = "spare";
    private static final String DONE = "done";
    private static final String DEAD = "dead";
    private static final long NO_MORE_PROGRAMMES = 1;
    private static final long FINISHED = 2;

    private final PlanContext context;
    private final Memory memory;
    private final BlockTable table;
    private final BlockTurns turns;
    private final boolean breaks;
    private final String prefix;

    BlockPlanner(ScheduleDefinition.Blocks definition, PlanContext context, String prefix) {
        this.context = context;
        this.memory = context.memory();
        this.table = new BlockTable(definition, context.clock());
        this.turns = new BlockTurns(context, prefix);
        this.breaks =
                definition.decos().stream().anyMatch(deco -> deco.breakContent().isPresent());
        this.prefix = prefix;
        warnOfUnreachable(definition.days());
    }

    private void warnOfUnreachable(List<TemplateDay> days) {
        for (int i = 0; i < days.size() - 1; i++) {
            if (days.get(i).days().orElse(DateRule.ALWAYS).equals(DateRule.ALWAYS)) {
                context.warnings().add("day rule " + (i + 1) + " includes every day: no rule behind it has one");
                return;
            }
        }
    }

    @Override
    public int patience() {
        // Few blocks are due at once, late ones included: each begins, has nothing to air and is done.
        return 16;
    }

    @Override
    public void step(Pieces out, long wall) {
        long at = out.at();
        // Where the clock was set back, what has begun is still to come.
        OptionalLong begun = memory.mark(prefix + BLOCK);
        Optional<Occurrence> newest =
                begun.isEmpty() || begun.getAsLong() > at ? Optional.empty() : table.startingAt(begun.getAsLong());
        boolean edited = newest.filter(block -> memory.mark(prefix + NAMED, 0) != number(block))
                .isPresent();
        Optional<Occurrence> on = newest.filter(block -> !edited && at < block.end());
        if (on.isPresent() && memory.mark(prefix + DONE, 0) == 0) {
            air(on.get(), out, wall);
            return;
        }
        long after = begun.isEmpty() || begun.getAsLong() > at ? Long.MIN_VALUE : begun.getAsLong() - (edited ? 1 : 0);
        Optional<Occurrence> next = table.next(at, after);
        if (next.isPresent() && next.get().start() <= at) {
            begin(next.get(), at);
            return;
        }
        long end = Math.min(wall, next.map(Occurrence::start).orElseGet(() -> table.horizon(at)));
        if (on.isEmpty()) {
            dead(out, end);
        } else if (memory.mark(prefix + DONE, 0) == FINISHED) {
            rest(on.get(), out, Math.min(end, on.get().end()));
        } else {
            finish(on.get(), out, Math.min(end, on.get().end()));
        }
    }

    private static long number(Occurrence block) {
        return Walkers.number(block.block().name());
    }

    private void begin(Occurrence on, long at) {
        memory.set(prefix + BLOCK, on.start());
        memory.set(prefix + NAMED, number(on));
        List.of(SHOWN, SPARE, DONE).forEach(name -> memory.clear(prefix + name));
        turns.begin();
        if (breaks && !on.block().repeat()) {
            memory.set(prefix + SPARE, turns.spare(on, at));
        }
    }

    private void air(Occurrence on, Pieces out, long wall) {
        long at = out.at();
        Optional<Turn> found = turns.next(on, at, wall);
        if (found.isEmpty()) {
            memory.set(prefix + DONE, NO_MORE_PROGRAMMES);
            return;
        }
        Turn turn = found.get();
        Airable programme = turn.walker().peek();
        turns.take(turn);
        Decoration deco = table.decoration(at);
        boolean repeat = on.block().repeat();
        long content = Math.min(programme.airMillis(), wall - at);
        long room = Math.min(on.end(), wall) - at - content;
        // A block that repeats has programmes without end, of whose time breaks take theirs.
        long spare = Math.max(0, repeat ? room : Math.min(room, memory.mark(prefix + SPARE, 0)));
        boolean first = memory.count(prefix + SHOWN) == 0;
        boolean hidden = hidden(on.block(), turn.item());
        long before = memory.mark(prefix + DEAD).isPresent() ? at : memory.mark(Planner.GUIDE, at);
        Deco.Place place = first ? Deco.Place.BLOCK_START : Deco.Place.BETWEEN_ITEMS;
        breakContent(place, on, deco, out, spare, first && !hidden ? at : before);
        long group = hidden ? before : first ? at : out.at();
        memory.set(Planner.GUIDE, group);
        memory.clear(prefix + DEAD);
        ProgrammeLayout.lay(
                context,
                new Programme(
                        programme,
                        turn.item().title().orElse(programme.title()),
                        group,
                        deco.programme(turn.item().overrides().orElse(Overrides.NONE)),
                        deco.within(),
                        deco.filler(),
                        reason(on, turn, deco, first ? at - on.start() : 0)),
                out,
                content + spare - (out.at() - at));
        if (!repeat) {
            memory.set(prefix + SPARE, Math.max(0, spare - (out.at() - at - content)));
        }
    }

    /** A block none of whose items is shown in the guide would not be there at all. */
    private static boolean hidden(Block block, Block.Item item) {
        return item.merged() && !block.items().stream().allMatch(Block.Item::merged);
    }

    private static Plan.Reason reason(Occurrence on, Turn turn, Decoration deco, long lateMillis) {
        String late = lateMillis > 0 ? "; begun " + Duration.ofMillis(lateMillis) + " late" : "";
        return new Plan.Reason(
                turn.label(on.block()),
                "next of " + turn.item().content().key() + late + "; " + on.from() + "; " + deco.label());
    }

    /** What follows the last programme. */
    private void finish(Occurrence on, Pieces out, long end) {
        long at = out.at();
        memory.set(prefix + DONE, FINISHED);
        if (memory.mark(prefix + SHOWN, 0) > 0) {
            long group = memory.mark(Planner.GUIDE, at);
            breakContent(Deco.Place.BLOCK_FINISH, on, table.decoration(at), out, end - at, group);
        }
    }

    private void breakContent(Deco.Place place, Occurrence on, Decoration deco, Pieces out, long room, long group) {
        long left = room;
        for (Deco.Break content : deco.breaks()) {
            if (content.at() == place) {
                Filler filler = content.filler();
                FillerPicks picks = new FillerPicks(context, out.at());
                left -= picks.take(filler, left);
                picks.write(
                        out,
                        filler.kind(),
                        group,
                        deco.filler(),
                        new Plan.Reason("block " + on.block().name(), place + " content; " + deco.label()));
            }
        }
    }

    /** A piece of what the block leaves of its time. */
    private void rest(Occurrence on, Pieces out, long end) {
        long at = out.at();
        Decoration deco = table.decoration(at);
        long group = memory.mark(prefix + SHOWN, 0) > 0 ? memory.mark(Planner.GUIDE, at) : deadSince(at);
        new GapFiller(
                        context,
                        deco.gap(),
                        deco.filler(),
                        "after block " + on.block().name() + "; " + deco.label())
                .piece(out, end, group);
    }

    /** A piece of time that no block has. */
    private void dead(Pieces out, long end) {
        long at = out.at();
        Decoration deco = table.decoration(at);
        new GapFiller(context, deco.gap(), deco.filler(), "no block; " + table.label(at) + "; " + deco.label())
                .piece(out, end, deadSince(at));
    }

    private long deadSince(long at) {
        long since = memory.mark(prefix + DEAD, at);
        memory.set(prefix + DEAD, since);
        return since;
    }
}
