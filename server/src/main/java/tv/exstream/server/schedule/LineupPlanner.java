package tv.exstream.server.schedule;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;

import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.definition.ScheduleDefinition.Lineup.Renewal;
import tv.exstream.server.schedule.draw.Airable;
import tv.exstream.server.schedule.draw.Memory;
import tv.exstream.server.schedule.draw.SplitMix64;
import tv.exstream.server.schedule.item.ChannelShift;
import tv.exstream.server.schedule.item.Overrides;
import tv.exstream.server.schedule.lineup.LineupEntry;
import tv.exstream.server.schedule.plan.GapFiller;
import tv.exstream.server.schedule.plan.Pieces;
import tv.exstream.server.schedule.plan.Plan;
import tv.exstream.server.schedule.plan.PlanContext;
import tv.exstream.server.schedule.plan.Planner;
import tv.exstream.server.schedule.plan.Programme;
import tv.exstream.server.schedule.plan.ProgrammeLayout;
import tv.exstream.server.schedule.plan.Stretch;
import tv.exstream.server.schedule.plan.WallClock;

/**
 * Airs a lineup entry by entry, pass by pass. Marks, behind a prefix: {@code pass} counts the passes (of {@code day},
 * days since 1970, where every day begins anew); {@code entry} is the next entry's place in the list and {@code list} the
 * list's code; {@code media} and {@code copy} are what was aired last, by which the place is found again when the library
 * has made another list of it; {@code before} is what was aired last before the pass; {@code gap} is until when flex is
 * on, {@code closes} until when the next programme may last.
 */
final class LineupPlanner implements Planner {
    private static final String PASS = "pass";
    private static final String DAY = "day";
    private static final String ENTRY = "entry";
    private static final String LIST = "list";
    private static final String MEDIA = "media";
    private static final String COPY = "copy";
    private static final String BEFORE = "before";
    private static final String GAP = "gap";
    private static final String CLOSES = "closes";

    /** @param before what was aired last before it */
    private record Drawn(long pass, long day, OptionalLong before, LineupPass list) {}

    private final ScheduleDefinition.Lineup definition;
    private final PlanContext context;
    private final Memory memory;
    private final String prefix;
    private final Renewal renewal;
    private Optional<LineupPass.Base> base = Optional.empty();
    private Optional<Drawn> newest = Optional.empty();

    LineupPlanner(ScheduleDefinition.Lineup definition, PlanContext context, String prefix) {
        this.definition = definition;
        this.context = context;
        this.memory = context.memory();
        this.prefix = prefix;
        this.renewal = definition.renewal().orElse(Renewal.PASS);
    }

    @Override
    public int patience() {
        return 1;
    }

    /** Passes over entries that take no time; twice through a list that has nothing else there is nothing to air. */
    @Override
    public void step(Pieces out, long wall) {
        long at = out.at();
        if (memory.mark(prefix + GAP, at) > at) {
            fill(out, wall);
            return;
        }
        memory.clear(prefix + GAP);
        renew(at);
        for (int ends = 0; ends < 2 && out.at() == at; ) {
            LineupPass list = list();
            int index = index(list);
            if (list.empty()) {
                return;
            }
            if (index >= list.entries().size()) {
                begin(memory.mark(prefix + PASS, 0) + 1);
                ends++;
            } else {
                air(list, index, out, wall);
            }
        }
    }

    private void air(LineupPass list, int index, Pieces out, long wall) {
        long at = out.at();
        memory.set(prefix + ENTRY, index + 1L);
        long gap = switch (list.entries().get(index)) {
            case LineupEntry.Media media -> {
                media(media, list, index, out, wall);
                yield at;
            }
            case LineupEntry.Flex flex -> at + flex.flex().toMillis();
            case LineupEntry.Redirect redirect -> redirect(redirect, list, index, out, wall);
            case LineupEntry.Mark mark ->
                context.clock().pad(at, mark.mark(), mark.offset().orElse(0));
            case LineupEntry.Hours hours -> opening(hours, list, index, at);
        };
        if (gap > at) {
            memory.set(prefix + GAP, gap);
            fill(out, wall);
        }
    }

    /** Until when there is flex in its place: until now where the channel could be put on air. */
    private long redirect(LineupEntry.Redirect redirect, LineupPass list, int index, Pieces out, long wall) {
        long at = out.at();
        long end = at + redirect.duration().toMillis();
        long closes = memory.mark(prefix + CLOSES, NO_WALL);
        memory.clear(prefix + CLOSES);
        memory.set(Planner.GUIDE, at);
        boolean shown = Stretch.relay(
                context,
                out,
                ChannelShift.now(redirect.redirect()),
                Math.min(Math.min(wall, closes), end),
                new Plan.Reason("lineup", place(list, index)));
        return shown ? at : end;
    }

    private void media(LineupEntry.Media media, LineupPass list, int index, Pieces out, long wall) {
        long at = out.at();
        Airable item = base().items().get(media.media());
        if (item == null) {
            return;
        }
        long closes = memory.mark(prefix + CLOSES, NO_WALL);
        memory.clear(prefix + CLOSES);
        memory.set(prefix + MEDIA, media.media());
        memory.set(prefix + COPY, list.copy(index));
        memory.set(Planner.GUIDE, at);
        long end = Math.min(wall, closes);
        ProgrammeLayout.lay(
                context,
                new Programme(
                        item,
                        item.title(),
                        at,
                        Overrides.NONE,
                        definition.filler(),
                        new Plan.Reason("lineup", place(list, index))),
                out,
                end == NO_WALL ? NO_WALL : end - at);
    }

    /** When flex ends before something that is to be aired within some hours; notes until when that may last. */
    private long opening(LineupEntry.Hours hours, LineupPass list, int index, long at) {
        WallClock clock = context.clock();
        LocalDate today = clock.date(at);
        for (int day = -1; day <= 1; day++) {
            LocalDate date = today.plusDays(day);
            long opens = Math.max(at, clock.at(date, hours.from()));
            long closes = clock.at(hours.to().isAfter(hours.from()) ? date : date.plusDays(1), hours.to());
            // What does not fit into a day that clocks make shorter is cut: waiting for another would not help it.
            if (endBehind(list, index, opens) <= closes || (opens > at && opens < closes)) {
                memory.set(prefix + CLOSES, closes);
                return opens;
            }
        }
        return clock.next(hours.from(), at + 1);
    }

    /** When the next programme would be over if what lies before it began at {@code from}. */
    private long endBehind(LineupPass list, int index, long from) {
        long at = from;
        for (int i = index + 1; i < list.entries().size(); i++) {
            LineupEntry entry = list.entries().get(i);
            at = entry instanceof LineupEntry.Mark mark
                    ? context.clock().pad(at, mark.mark(), mark.offset().orElse(0))
                    : at + base().library().length(entry).toMillis();
            if (entry.programme()) {
                break;
            }
        }
        return at;
    }

    private void renew(long at) {
        if (renewal == Renewal.DAY) {
            long today = context.clock().date(at).toEpochDay();
            if (memory.mark(prefix + DAY, Long.MIN_VALUE) != today) {
                memory.set(prefix + DAY, today);
                begin(0);
            }
        }
    }

    private void begin(long pass) {
        memory.set(prefix + PASS, pass);
        memory.set(prefix + ENTRY, 0);
        memory.mark(prefix + BEFORE, memory.mark(prefix + MEDIA));
        memory.clear(prefix + MEDIA);
        memory.clear(prefix + COPY);
        memory.clear(prefix + LIST);
        memory.clear(prefix + CLOSES);
    }

    private LineupPass.Base base() {
        LineupPass.Base found = base.orElseGet(() -> LineupPass.Base.of(definition.base(), context.walkers()));
        base = Optional.of(found);
        return found;
    }

    private LineupPass list() {
        long pass = memory.mark(prefix + PASS, 0);
        long day = memory.mark(prefix + DAY, 0);
        OptionalLong before = renewal == Renewal.NEVER ? OptionalLong.empty() : memory.mark(prefix + BEFORE);
        Optional<Drawn> known = newest.filter(drawn ->
                renewal == Renewal.NEVER || (drawn.pass == pass && drawn.day == day && drawn.before.equals(before)));
        Drawn drawn = known.orElseGet(() -> new Drawn(
                pass, day, before, LineupPass.of(definition, base(), memory.seed(), use(renewal, day, pass), before)));
        newest = Optional.of(drawn);
        return drawn.list;
    }

    /** What the seed is used for: another thing in every pass, unless none is to differ. */
    static long use(Renewal renewal, long day, long pass) {
        return renewal == Renewal.NEVER ? 0 : SplitMix64.hash(day, pass, 0);
    }

    /** The next entry's place; where the list is another one than it was, behind what was aired last. */
    private int index(LineupPass list) {
        long index = memory.mark(prefix + ENTRY, 0);
        OptionalLong media = memory.mark(prefix + MEDIA);
        if (index > 0 && media.isPresent() && memory.mark(prefix + LIST, list.code()) != list.code()) {
            int behind = list.behind(media.getAsLong(), memory.mark(prefix + COPY, 1));
            index = behind < 0 ? index : behind;
            memory.set(prefix + ENTRY, Math.min(index, list.entries().size()));
        }
        memory.set(prefix + LIST, list.code());
        return (int) Math.min(index, list.entries().size());
    }

    private void fill(Pieces out, long wall) {
        long end = Math.min(memory.mark(prefix + GAP, out.at()), wall);
        LineupPass list = list();
        int index = (int) memory.mark(prefix + ENTRY, 0) - 1;
        Optional<LineupEntry> entry = index >= 0 && index < list.entries().size()
                ? Optional.of(list.entries().get(index))
                : Optional.empty();
        String rule = entry.map(on -> label(on) + ", " + place(list, index)).orElse("flex");
        if (entry.isPresent()
                && entry.get() instanceof LineupEntry.Hours hours
                && hours.redirect().isPresent()
                && Stretch.relay(
                        context,
                        out,
                        ChannelShift.now(hours.redirect().get()),
                        end,
                        new Plan.Reason(rule, "channel " + hours.redirect().get()))) {
            return;
        }
        new GapFiller(context, definition.filler(), rule).piece(out, end, memory.mark(Planner.GUIDE, out.at()));
    }

    private String place(LineupPass list, int index) {
        return "entry " + (index + 1) + " of " + list.entries().size()
                + (renewal == Renewal.NEVER ? "" : ", pass " + (memory.mark(prefix + PASS, 0) + 1));
    }

    private static String label(LineupEntry entry) {
        return switch (entry) {
            case LineupEntry.Media media -> "flex";
            case LineupEntry.Flex flex -> "flex";
            case LineupEntry.Mark mark -> "flex to a mark";
            case LineupEntry.Hours hours -> "closed until " + hours.from();
            case LineupEntry.Redirect redirect -> "redirect to channel " + redirect.redirect();
        };
    }
}
