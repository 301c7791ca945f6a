package tv.exstream.server.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import tv.exstream.server.schedule.SlotTable.Occurrence;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.definition.TimeSlot;
import tv.exstream.server.schedule.draw.Airable;
import tv.exstream.server.schedule.draw.ContentSource;
import tv.exstream.server.schedule.draw.Draw;
import tv.exstream.server.schedule.draw.Memory;
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
 * Slots by the clock. Marks, behind a prefix: {@code slot} is when the slot that is on was due, {@code aired} how many
 * programmes it has aired and {@code newest} the last one's media id; {@code early} is when the slot is due that has
 * begun before its time; {@code gap} is until when the slot's filler is on. Cursors: {@code was:<slot>} is where a slot
 * that is repeated began its newest airing, {@code rerun:<slot>} where the one that repeats it has come to.
 */
final class TimeSlotPlanner implements Planner {
    private static final String SLOT = "slot";
    private static final String AIRED = "aired";
    private static final String NEWEST = "newest";
    private static final String EARLY = "early";
    private static final String GAP = "gap";

    private final ScheduleDefinition.TimeSlots definition;
    private final PlanContext context;
    private final Memory memory;
    private final SlotTable table;
    private final String prefix;

    TimeSlotPlanner(ScheduleDefinition.TimeSlots definition, PlanContext context, String prefix) {
        this.definition = definition;
        this.context = context;
        this.memory = context.memory();
        this.table = new SlotTable(definition.slots(), context.clock());
        this.prefix = prefix;
    }

    @Override
    public int patience() {
        return 4;
    }

    @Override
    public void step(Pieces out, long wall) {
        long at = out.at();
        if (memory.mark(prefix + EARLY, at) <= at) {
            memory.clear(prefix + EARLY);
        }
        Occurrence on = table.onAt(Math.max(at, memory.mark(prefix + EARLY, at)));
        TimeSlot slot = definition.slots().get(on.slot());
        if (memory.mark(prefix + SLOT, Long.MIN_VALUE) != on.start()) {
            begin(on);
        }
        long next = table.after(Math.max(at, on.start())).start();
        long end = Math.min(
                next,
                slot.duration().map(length -> on.start() + length.toMillis()).orElse(next));
        long gap = Math.min(memory.mark(prefix + GAP, at), end);
        if (gap > at) {
            fill(slot, on, out, Math.min(gap, wall));
            return;
        }
        memory.clear(prefix + GAP);
        if (at >= end) {
            fill(slot, on, out, Math.min(next, wall));
            return;
        }
        Optional<ContentSource.Channel> shown = slot.content().flatMap(Draw::channel);
        if (shown.isPresent() && relay(shown.get(), on, out, Math.min(end, wall))) {
            return;
        }
        Optional<Walker> walker = walker(slot, on.slot()).filter(items -> items.size() > 0);
        boolean late = end == next;
        long most = end + Math.max(millis(slot.extend()), late ? millis(definition.lateness()) : 0);
        Optional<Long> room = walker.flatMap(items -> room(items.peek(), at, end, Math.min(most, wall)));
        if (walker.isPresent() && room.isPresent()) {
            if (slot.spread()) {
                spread(slot, on, walker.get(), out, Math.min(end, wall));
            } else {
                air(slot, on, walker.get(), out, room.get());
                slot.padTo()
                        .ifPresent(minutes ->
                                memory.set(prefix + GAP, context.clock().pad(out.at(), minutes)));
            }
            return;
        }
        pad(slot, on, out, Math.min(end, wall), next);
    }

    private void begin(Occurrence on) {
        memory.set(prefix + SLOT, on.start());
        memory.set(prefix + AIRED, 0);
        memory.clear(prefix + NEWEST);
        memory.clear(prefix + GAP);
        TimeSlot slot = definition.slots().get(on.slot());
        int place = on.slot() + 1;
        if (definition.slots().stream()
                .anyMatch(other -> other.rerunOf().filter(of -> of == place).isPresent())) {
            slot.content().ifPresent(draw -> memory.copyPosition(draw.key(), prefix + "was:" + place));
            memory.set(prefix + "was:" + place, on.start());
        }
        slot.rerunOf().ifPresent(of -> context.walkers().move(prefix + "was:" + of, prefix + "rerun:" + place));
    }

    private Optional<Walker> walker(TimeSlot slot, int index) {
        if (slot.rerunOf().isEmpty()) {
            return slot.content().map(context.walkers()::of);
        }
        int of = slot.rerunOf().get();
        if (memory.mark(prefix + "was:" + of).isEmpty()) {
            // There is nothing yet to repeat.
            return Optional.empty();
        }
        return definition
                .slots()
                .get(of - 1)
                .content()
                .map(draw -> context.walkers().at(draw, prefix + "rerun:" + (index + 1)));
    }

    private boolean relay(ContentSource.Channel shown, Occurrence on, Pieces out, long end) {
        long at = out.at();
        if (!Stretch.relay(
                context, out, shown.shift(), end, new Plan.Reason(label(on), "channel " + shown.channel()))) {
            return false;
        }
        memory.count(prefix + AIRED);
        memory.set(Planner.GUIDE, at);
        return true;
    }

    /** How long an item may play from now; empty where it is not to begin in this slot. */
    private Optional<Long> room(Airable item, long at, long end, long most) {
        if (at + item.airMillis() <= most) {
            return Optional.of(Math.max(most, end) - at);
        }
        // A slot's first programme is shown as far as it goes, so that no slot is ever empty.
        return memory.mark(prefix + AIRED, 0) == 0 ? Optional.of(Math.min(end, most) - at) : Optional.empty();
    }

    private void air(TimeSlot slot, Occurrence on, Walker walker, Pieces out, long room) {
        Airable item = walker.peek();
        walker.advance();
        memory.count(prefix + AIRED);
        memory.set(prefix + NEWEST, item.mediaId());
        memory.set(Planner.GUIDE, out.at());
        Plan.Reason reason = new Plan.Reason(
                label(on),
                slot.rerunOf()
                        .map(of -> "again what slot " + of + " aired")
                        .orElseGet(
                                () -> "next of " + slot.content().map(Draw::key).orElse("")));
        ProgrammeLayout.lay(
                context,
                new Programme(
                        item,
                        slot.title().orElse(item.title()),
                        out.at(),
                        slot.overrides().orElse(Overrides.NONE),
                        filler(slot),
                        reason),
                out,
                room);
    }

    /** All that is left of a slot: programmes as far as they fit, what is left spread evenly behind each. */
    private void spread(TimeSlot slot, Occurrence on, Walker walker, Pieces out, long end) {
        List<Airable> items = new ArrayList<>();
        long spare = end - out.at();
        while (items.isEmpty() || walker.peek().airMillis() <= spare) {
            items.add(walker.peek());
            spare = Math.max(0, spare - walker.peek().airMillis());
            walker.advance();
        }
        for (int i = 0; i < items.size(); i++) {
            Airable item = items.get(i);
            long share = spare / (items.size() - i);
            spare -= share;
            memory.count(prefix + AIRED);
            memory.set(Planner.GUIDE, out.at());
            out.media(
                    item,
                    0,
                    Math.min(item.airMillis(), end - out.at()),
                    Optional.empty(),
                    slot.title().orElse(item.title()),
                    out.at(),
                    slot.overrides().orElse(Overrides.NONE),
                    new Plan.Reason(
                            label(on),
                            "next of " + slot.content().map(Draw::key).orElse("")));
            long until = Math.min(end, out.at() + share);
            while (out.at() < until) {
                fill(slot, on, out, until);
            }
        }
    }

    private void pad(TimeSlot slot, Occurrence on, Pieces out, long end, long next) {
        boolean squeezed = end == next && end - out.at() <= millis(slot.compress());
        TimeSlot.Padding padding = slot.padding().orElse(TimeSlot.Padding.FILLER);
        // A slot that has nothing to air is waited for, or slots would run away from the clock.
        if ((squeezed || padding == TimeSlot.Padding.NEXT) && memory.mark(prefix + AIRED, 0) > 0) {
            memory.set(prefix + EARLY, next);
            return;
        }
        Optional<Airable> newest =
                padding == TimeSlot.Padding.LOOP && memory.mark(prefix + NEWEST).isPresent()
                        ? slot.content().flatMap(draw -> context.walkers().item(draw, memory.mark(prefix + NEWEST, 0)))
                        : Optional.empty();
        if (newest.isPresent()) {
            out.media(
                    newest.get(),
                    0,
                    Math.min(newest.get().airMillis(), end - out.at()),
                    Optional.empty(),
                    slot.title().orElse(newest.get().title()),
                    out.at(),
                    slot.overrides().orElse(Overrides.NONE),
                    new Plan.Reason(label(on), "again"));
            return;
        }
        fill(slot, on, out, end);
    }

    private void fill(TimeSlot slot, Occurrence on, Pieces out, long end) {
        boolean none = slot.padding().filter(TimeSlot.Padding.NONE::equals).isPresent();
        new GapFiller(context, none ? List.of() : filler(slot), "after " + label(on))
                .piece(out, end, memory.mark(Planner.GUIDE, out.at()));
    }

    private List<Filler> filler(TimeSlot slot) {
        return slot.filler().isEmpty() ? definition.filler() : slot.filler();
    }

    private String label(Occurrence on) {
        return "slot " + (on.slot() + 1) + " ("
                + definition.slots().get(on.slot()).start() + ")";
    }

    private static long millis(Optional<Duration> duration) {
        return duration.map(Duration::toMillis).orElse(0L);
    }
}
