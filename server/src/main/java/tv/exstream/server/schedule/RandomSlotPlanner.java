package tv.exstream.server.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

import tv.exstream.server.schedule.definition.RandomSlot;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.draw.Airable;
import tv.exstream.server.schedule.draw.ContentSource;
import tv.exstream.server.schedule.draw.Memory;
import tv.exstream.server.schedule.draw.SplitMix64;
import tv.exstream.server.schedule.draw.Walker;
import tv.exstream.server.schedule.filler.Filler;
import tv.exstream.server.schedule.item.Overrides;
import tv.exstream.server.schedule.plan.GapFiller;
import tv.exstream.server.schedule.plan.Pieces;
import tv.exstream.server.schedule.plan.Plan;
import tv.exstream.server.schedule.plan.PlanContext;
import tv.exstream.server.schedule.plan.Planner;
import tv.exstream.server.schedule.plan.Programme;
import tv.exstream.server.schedule.plan.ProgrammeLayout;
import tv.exstream.server.schedule.plan.Stretch;

/**
 * Slots by chance, in turn or in balance. Marks, behind a prefix: {@code turn} counts the turns; of the slot that is on
 * {@code slot} is its place, {@code left} how many programmes it may still air, {@code until} when its duration is over,
 * {@code aired} how many it has aired; {@code last} and {@code row} are the newest slot and how often it came in a row;
 * {@code over/<slot>} is when a slot ended, {@code time/<slot>} the air time it has had in milliseconds; {@code gap} is
 * until when filler is on.
 */
final class RandomSlotPlanner implements Planner {
    private static final String LABEL = "slot ";
    private static final String TURN = "turn";
    private static final String SLOT = "slot";
    private static final String LEFT = "left";
    private static final String UNTIL = "until";
    private static final String AIRED = "aired";
    private static final String LAST = "last";
    private static final String ROW = "row";
    private static final String OVER = "over/";
    private static final String TIME = "time/";
    private static final String GAP = "gap";

    private final ScheduleDefinition.RandomSlots definition;
    private final PlanContext context;
    private final Memory memory;
    private final String prefix;

    RandomSlotPlanner(ScheduleDefinition.RandomSlots definition, PlanContext context, String prefix) {
        this.definition = definition;
        this.context = context;
        this.memory = context.memory();
        this.prefix = prefix;
    }

    @Override
    public int patience() {
        return 2 * definition.slots().size() + 4;
    }

    @Override
    public void step(Pieces out, long wall) {
        long at = out.at();
        long gap = memory.mark(prefix + GAP, at);
        if (gap > at) {
            fill(out, Math.min(gap, wall));
            return;
        }
        memory.clear(prefix + GAP);
        OptionalLong on = memory.mark(prefix + SLOT);
        if (on.isEmpty()) {
            choose(at);
            return;
        }
        int index = (int) Math.min(on.getAsLong(), definition.slots().size() - 1);
        RandomSlot slot = definition.slots().get(index);
        long until = Math.min(memory.mark(prefix + UNTIL, NO_WALL), wall);
        if (slot.content().channel().isPresent()) {
            relay(slot, index, out, until);
            return;
        }
        Walker walker = context.walkers().of(slot.content());
        boolean first = memory.mark(prefix + AIRED, 0) == 0;
        boolean over = walker.size() == 0 || at >= until || memory.mark(prefix + LEFT, 1) < 1;
        if (over || (!first && walker.peek().airMillis() > until - at)) {
            end(index, at);
            return;
        }
        air(slot, index, walker, out, until - at);
    }

    private void air(RandomSlot slot, int index, Walker walker, Pieces out, long room) {
        long at = out.at();
        Airable item = walker.peek();
        walker.advance();
        memory.set(Planner.GUIDE, at);
        ProgrammeLayout.lay(
                context,
                new Programme(
                        item,
                        slot.title().orElse(item.title()),
                        at,
                        slot.overrides().orElse(Overrides.NONE),
                        filler(slot),
                        new Plan.Reason(
                                label(index), "next of " + slot.content().key())),
                out,
                room);
        memory.count(prefix + AIRED);
        memory.set(prefix + TIME + index, memory.mark(prefix + TIME + index, 0) + out.at() - at);
        OptionalLong left = memory.mark(prefix + LEFT);
        if (left.isPresent()) {
            memory.set(prefix + LEFT, left.getAsLong() - 1);
        }
        if (memory.mark(prefix + LEFT, 1) < 1) {
            end(index, out.at());
        } else if (definition.padEach()) {
            pad(out.at());
        }
    }

    /** A slot's turn is up when the channel was on for as long as the slot lasts. */
    private void relay(RandomSlot slot, int index, Pieces out, long until) {
        long at = out.at();
        ContentSource.Channel shown = slot.content().channel().orElseThrow();
        if (at < until
                && Stretch.relay(
                        context,
                        out,
                        shown.shift(),
                        until,
                        new Plan.Reason(label(index), "channel " + shown.channel()))) {
            memory.set(Planner.GUIDE, at);
            memory.count(prefix + AIRED);
            memory.set(prefix + TIME + index, memory.mark(prefix + TIME + index, 0) + out.at() - at);
        }
        if (out.at() >= memory.mark(prefix + UNTIL, NO_WALL) || out.at() == at) {
            end(index, out.at());
        }
    }

    /** Whether there is anything that a slot could put on air. */
    private boolean airs(RandomSlot slot) {
        return slot.content()
                .channel()
                .map(shown -> Stretch.key(context, shown.channel()).isPresent())
                .orElseGet(() -> context.walkers().of(slot.content()).size() > 0);
    }

    private void end(int index, long at) {
        memory.set(prefix + OVER + index, at);
        long until = memory.mark(prefix + UNTIL, at);
        pad(Math.max(at, until));
        List.of(SLOT, LEFT, UNTIL, AIRED).forEach(name -> memory.clear(prefix + name));
        memory.set(prefix + LAST, index);
    }

    private void pad(long at) {
        memory.set(
                prefix + GAP,
                definition
                        .padTo()
                        .map(minutes -> context.clock().pad(at, minutes))
                        .orElse(at));
    }

    /** Begins the next slot, or waits for one to cool. */
    private void choose(long at) {
        List<Integer> ready = new ArrayList<>();
        long soonest = NO_WALL;
        for (int i = 0; i < definition.slots().size(); i++) {
            RandomSlot slot = definition.slots().get(i);
            if (airs(slot)) {
                OptionalLong over = memory.mark(prefix + OVER + i);
                long cool = over.isEmpty()
                        ? at
                        : over.getAsLong()
                                + slot.cooldown().map(Duration::toMillis).orElse(0L);
                soonest = Math.min(soonest, Math.max(at + 1, cool));
                if (cool <= at) {
                    ready.add(i);
                }
            }
        }
        if (ready.isEmpty()) {
            if (soonest < NO_WALL) {
                memory.set(prefix + GAP, soonest);
            }
            return;
        }
        long turn = memory.count(prefix + TURN);
        int last = (int) memory.mark(prefix + LAST, -1);
        long row = memory.mark(prefix + ROW, 0);
        List<Integer> fresh = ready.stream()
                .filter(i ->
                        i != last || row < definition.slots().get(i).mostInRow().orElse(Integer.MAX_VALUE))
                .toList();
        int chosen = pick(fresh.isEmpty() ? ready : fresh, turn, last);
        memory.set(prefix + ROW, chosen == last ? row + 1 : 1);
        memory.set(prefix + SLOT, chosen);
        memory.set(prefix + AIRED, 0);
        RandomSlot slot = definition.slots().get(chosen);
        if (slot.duration().isPresent()) {
            memory.set(prefix + UNTIL, at + slot.duration().get().toMillis());
        } else {
            memory.set(prefix + LEFT, slot.count().orElse(1));
        }
    }

    private int pick(List<Integer> among, long turn, int last) {
        long chance = SplitMix64.hash(memory.seed(), turn, among.size());
        return switch (definition.choice()) {
            case UNIFORM -> among.get((int) Long.remainderUnsigned(chance, among.size()));
            case WEIGHTED -> {
                int total = among.stream().mapToInt(this::weight).sum();
                int ticket = (int) Long.remainderUnsigned(chance, total);
                int place = 0;
                while (ticket >= weight(among.get(place))) {
                    ticket -= weight(among.get(place));
                    place++;
                }
                yield among.get(place);
            }
            case SEQUENTIAL -> among.stream().filter(i -> i > last).findFirst().orElse(among.getFirst());
            case BALANCED ->
                among.stream()
                        .min(Comparator.comparingDouble(i -> memory.mark(prefix + TIME + i, 0) / (double) weight(i)))
                        .orElseThrow();
        };
    }

    private int weight(int slot) {
        return definition.slots().get(slot).weightOr1();
    }

    private void fill(Pieces out, long end) {
        int slot = (int) memory.mark(prefix + SLOT).orElse(memory.mark(prefix + LAST, 0));
        RandomSlot newest =
                definition.slots().get(Math.min(slot, definition.slots().size() - 1));
        new GapFiller(context, filler(newest), "after " + label(slot))
                .piece(out, end, memory.mark(Planner.GUIDE, out.at()));
    }

    private List<Filler> filler(RandomSlot slot) {
        return slot.filler().isEmpty() ? definition.filler() : slot.filler();
    }

    private static String label(int index) {
        return LABEL + (index + 1);
    }

    /** The place of the slot, from zero, that a programme was aired for; negative for anything else. */
    static int slotOf(Plan.Reason reason) {
        return reason.rule().startsWith(LABEL) ? Integer.parseInt(reason.rule().substring(LABEL.length())) - 1 : -1;
    }
}
