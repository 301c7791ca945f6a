package tv.exstream.server.schedule;

import java.util.List;
import java.util.Optional;

import tv.exstream.server.schedule.BlockTable.Occurrence;
import tv.exstream.server.schedule.definition.Block;
import tv.exstream.server.schedule.draw.Airable;
import tv.exstream.server.schedule.draw.Memory;
import tv.exstream.server.schedule.draw.ScheduleState;
import tv.exstream.server.schedule.draw.Walker;
import tv.exstream.server.schedule.plan.PlanContext;
import tv.exstream.server.schedule.plan.Planner;

/**
 * Which item of a block has its turn. Items keep their order: where one finds no room, those behind it do not take its
 * place. Marks, behind the planner's prefix: {@code item} is the place of the one that has its turn and {@code aired} how
 * many programmes it has aired in it; {@code refused/<block>/<item>} is the newest programme that found no room.
 */
final class BlockTurns {
    private static final String ITEM = "item";
    private static final String AIRED = "aired";
    private static final String REFUSED = "refused/";

    /** @param place of the item in its block, from zero */
    record Turn(Block.Item item, int place, Walker walker) {
        /** As a person would name it. */
        String label(Block block) {
            return "block " + block.name() + ", item " + (place + 1);
        }
    }

    private enum Fit {
        FITS,
        NO_ROOM,
        /** The item has nothing for this block. */
        NOTHING
    }

    private final PlanContext context;
    private final Memory memory;
    private final String prefix;

    BlockTurns(PlanContext context, String prefix) {
        this.context = context;
        this.memory = context.memory();
        this.prefix = prefix;
    }

    /** A block begins. */
    void begin() {
        memory.clear(prefix + ITEM);
        memory.clear(prefix + AIRED);
    }

    /** Finds the item that has its turn and moves it to what it airs; empty where the block airs no more. */
    Optional<Turn> next(Occurrence on, long at, long wall) {
        Block block = on.block();
        List<Block.Item> items = block.items();
        if (at >= Math.min(on.end(), wall)) {
            return Optional.empty();
        }
        int tries = block.repeat() ? 2 * items.size() + 1 : items.size() + 1;
        for (int i = 0; i < tries; i++) {
            int place = (int) memory.mark(prefix + ITEM, 0);
            if (place >= items.size() && !block.repeat()) {
                return Optional.empty();
            }
            place = place >= items.size() ? 0 : place;
            Block.Item item = items.get(place);
            Turn turn = new Turn(item, place, context.walkers().of(item.content()));
            boolean more = memory.mark(prefix + AIRED, 0) < item.count().orElse(1);
            Fit fit = more ? fit(turn, on, at, wall) : Fit.NOTHING;
            if (fit != Fit.NOTHING) {
                memory.set(prefix + ITEM, place);
                return fit == Fit.FITS ? Optional.of(turn) : Optional.empty();
            }
            memory.set(prefix + ITEM, place + 1L);
            memory.clear(prefix + AIRED);
        }
        return Optional.empty();
    }

    void take(Turn turn) {
        turn.walker().advance();
        memory.count(prefix + AIRED);
    }

    /** What all programmes will leave of the block's time, in milliseconds: they are tried out, and taken back. */
    long spare(Occurrence on, long at) {
        ScheduleState before = memory.snapshot();
        long time = at;
        Optional<Turn> turn = next(on, time, Planner.NO_WALL);
        while (turn.isPresent()) {
            time += turn.get().walker().peek().airMillis();
            take(turn.get());
            turn = next(on, time, Planner.NO_WALL);
        }
        memory.restore(before);
        context.walkers().rewind();
        return Math.max(0, on.end() - time);
    }

    private Fit fit(Turn turn, Occurrence on, long at, long wall) {
        Walker walker = turn.walker();
        Block block = on.block();
        if (walker.size() == 0) {
            return Fit.NOTHING;
        }
        if (!block.stopsBeforeEnd()) {
            return Fit.FITS;
        }
        long longest = block.duration().toMillis();
        if (walker.shortestMillis() > longest) {
            context.warnings()
                    .add(turn.label(block) + ": everything in "
                            + turn.item().content().key() + " is longer than the block, the item is passed over");
            return Fit.NOTHING;
        }
        String refused = prefix + REFUSED + block.name() + "/" + turn.place();
        long room = Math.min(on.end(), wall) - at;
        for (int i = 0; i <= walker.size(); i++) {
            Airable item = walker.peek();
            if (item.airMillis() <= room) {
                memory.clear(refused);
                return Fit.FITS;
            }
            if (item.airMillis() > longest) {
                passOver(turn.label(block), item, "is longer than the block");
            } else if (memory.mark(refused, 0) != item.mediaId()) {
                memory.set(refused, item.mediaId());
                return Fit.NO_ROOM;
            } else {
                // Time after time it would hold up its item for ever.
                passOver(turn.label(block), item, "found no room twice");
            }
            walker.advance();
        }
        return Fit.NOTHING;
    }

    private void passOver(String label, Airable item, String why) {
        context.warnings()
                .add(label + ": '" + item.title() + "' (" + item.mediaId() + ") " + why + " and is passed over");
    }
}
