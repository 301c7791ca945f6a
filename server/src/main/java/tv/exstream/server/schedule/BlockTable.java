package tv.exstream.server.schedule;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import tv.exstream.server.schedule.definition.Block;
import tv.exstream.server.schedule.definition.BlockTemplate;
import tv.exstream.server.schedule.definition.DateRule;
import tv.exstream.server.schedule.definition.Deco;
import tv.exstream.server.schedule.definition.DecoTemplate;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.definition.TemplateDay;
import tv.exstream.server.schedule.plan.WallClock;

/**
 * Which blocks and decos the days of the calendar have, as instants. A block that lies in the hour that a day does not
 * have is not on that day. What it keeps is only so as not to work it out again.
 */
final class BlockTable {
    /** So many days after the one an instant is in are looked at for what comes next. */
    private static final int DAYS_AHEAD = 2;

    private static final int MINUTES_OF_DAY = 24 * 60;

    /**
     * A block of a day.
     *
     * @param start epoch milliseconds
     * @param end   epoch milliseconds, after the start
     * @param from  the template and the day that it comes from, as a person would name them
     */
    record Occurrence(long start, long end, Block block, String from) {}

    /** @param decos what decorates which hours; the schedule's own deco at others */
    private record Day(String label, List<Occurrence> blocks, List<Hours> decos) {}

    private record Hours(DecoTemplate.Entry entry, Decoration decoration) {}

    private final ScheduleDefinition.Blocks definition;
    private final WallClock clock;
    private final Decoration otherwise;
    private final Map<LocalDate, Day> days = new HashMap<>();

    BlockTable(ScheduleDefinition.Blocks definition, WallClock clock) {
        this.definition = definition;
        this.clock = clock;
        this.otherwise =
                new Decoration(definition.deco().map(this::deco).stream().toList());
    }

    /** The block that begins at this very instant. */
    Optional<Occurrence> startingAt(long start) {
        return day(clock.date(start)).blocks().stream()
                .filter(block -> block.start() == start)
                .findFirst();
    }

    /** The first block that is not over at {@code at} and begins later than {@code begun}, within the next days. */
    Optional<Occurrence> next(long at, long begun) {
        LocalDate today = clock.date(at);
        for (int i = -1; i <= DAYS_AHEAD; i++) {
            for (Occurrence block : day(today.plusDays(i)).blocks()) {
                if (block.start() > begun && block.end() > at) {
                    return Optional.of(block);
                }
            }
        }
        return Optional.empty();
    }

    /** Until when {@link #next} looks. */
    long horizon(long at) {
        return clock.edge(clock.date(at).plusDays(DAYS_AHEAD + 1L), LocalTime.MIDNIGHT);
    }

    Decoration decoration(long at) {
        LocalTime time = clock.time(at);
        return day(clock.date(at)).decos().stream()
                .filter(hours -> hours.entry().includes(time))
                .findFirst()
                .map(Hours::decoration)
                .orElse(otherwise);
    }

    /** The template and the rule that a day goes by, as a person would name them. */
    String label(long at) {
        return day(clock.date(at)).label();
    }

    private Day day(LocalDate date) {
        return days.computeIfAbsent(date, this::make);
    }

    private Day make(LocalDate date) {
        for (int i = 0; i < definition.days().size(); i++) {
            TemplateDay day = definition.days().get(i);
            if (day.days().orElse(DateRule.ALWAYS).includes(date)) {
                String rule = "day rule " + (i + 1);
                return new Day(
                        "template " + day.template() + ", " + rule,
                        blocks(template(day.template()), date, rule),
                        day.decos().map(this::hours).orElse(List.of()));
            }
        }
        return new Day("no day rule", List.of(), List.of());
    }

    private List<Occurrence> blocks(BlockTemplate template, LocalDate date, String rule) {
        List<Occurrence> blocks = new ArrayList<>();
        for (BlockTemplate.Entry entry : template.blocks()) {
            Block block = block(entry.block());
            long endMinute = entry.endMinute(block.duration());
            long start = clock.edge(date, entry.start());
            long end = clock.edge(
                    date.plusDays(endMinute / MINUTES_OF_DAY),
                    LocalTime.ofSecondOfDay(endMinute % MINUTES_OF_DAY * 60));
            if (end > start) {
                String from = "template " + template.name() + " at " + entry.start() + ", " + rule;
                blocks.add(new Occurrence(start, end, block, from));
            }
        }
        return blocks;
    }

    private List<Hours> hours(String decoTemplate) {
        return named(definition.decoTemplates(), DecoTemplate::name, decoTemplate).decos().stream()
                .map(entry -> new Hours(
                        entry,
                        new Decoration(Stream.concat(Stream.of(deco(entry.deco())), otherwise.decos().stream())
                                .toList())))
                .toList();
    }

    private Block block(String name) {
        return named(definition.blocks(), Block::name, name);
    }

    private BlockTemplate template(String name) {
        return named(definition.templates(), BlockTemplate::name, name);
    }

    private Deco deco(String name) {
        return named(definition.decos(), Deco::name, name);
    }

    /** The definition has made sure that it is there. */
    private static <T> T named(List<T> all, Function<T, String> nameOf, String name) {
        return all.stream()
                .filter(one -> nameOf.apply(one).equals(name))
                .findFirst()
                .orElseThrow();
    }
}
