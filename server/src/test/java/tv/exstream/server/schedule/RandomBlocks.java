package tv.exstream.server.schedule;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import tv.exstream.server.schedule.definition.Block;
import tv.exstream.server.schedule.definition.BlockTemplate;
import tv.exstream.server.schedule.definition.ClassicRule;
import tv.exstream.server.schedule.definition.DateRule;
import tv.exstream.server.schedule.definition.Deco;
import tv.exstream.server.schedule.definition.DecoTemplate;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.definition.TemplateDay;
import tv.exstream.server.schedule.draw.Draw;
import tv.exstream.server.schedule.draw.PlaybackOrder;
import tv.exstream.server.schedule.filler.Filler;

/** Schedules of blocks drawn from a source of chance. */
final class RandomBlocks {
    private static final int BLOCKS = 4;
    private static final int DECOS = 3;
    private static final int QUARTERS = 96;

    private final Random random;
    private final RandomDefinitions parts;

    RandomBlocks(Random random, RandomDefinitions parts) {
        this.random = random;
        this.parts = parts;
    }

    ScheduleDefinition.Blocks any() {
        List<Block> blocks = new ArrayList<>();
        List<Deco> decos = new ArrayList<>();
        for (int i = 0; i < BLOCKS; i++) {
            blocks.add(block("Block " + i));
        }
        for (int i = 0; i < DECOS; i++) {
            decos.add(deco("Deco " + i));
        }
        DateRule some = random.nextBoolean()
                ? new DateRule(Set.of(parts.any(DayOfWeek.values())), Set.of(), Set.of(), Optional.empty())
                : new DateRule(
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        Optional.of(new DateRule.Range(
                                MonthDay.of(10, 25), MonthDay.of(3, 29), Optional.empty(), Optional.empty())));
        List<TemplateDay> days =
                new ArrayList<>(List.of(new TemplateDay(Optional.of(some), "A", parts.maybe("Hours"))));
        if (random.nextInt(4) > 0) {
            days.add(new TemplateDay(Optional.empty(), "B", parts.maybe("Hours")));
        }
        return new ScheduleDefinition.Blocks(
                blocks,
                List.of(template("A", blocks), template("B", blocks)),
                days,
                decos,
                List.of(hours()),
                parts.maybe("Deco 0"));
    }

    /** Blocks one after the other with gaps between; the last one may run past midnight. */
    private BlockTemplate template(String name, List<Block> blocks) {
        List<BlockTemplate.Entry> entries = new ArrayList<>();
        long free = random.nextInt(8) == 0 ? QUARTERS : random.nextInt(8);
        while (free < QUARTERS) {
            Block block = blocks.get(random.nextInt(blocks.size()));
            entries.add(new BlockTemplate.Entry(LocalTime.ofSecondOfDay(free * 900), block.name()));
            free += (block.duration().toMinutes() + 14) / 15 + (random.nextBoolean() ? 0 : random.nextInt(20));
        }
        return new BlockTemplate(name, entries);
    }

    private Block block(String name) {
        List<Block.Item> items = new ArrayList<>();
        int size = random.nextInt(1, 4);
        for (int i = 0; i < size; i++) {
            items.add(new Block.Item(
                    parts.draw(),
                    parts.maybe(random.nextInt(1, 4)),
                    parts.maybe(parts.any(ClassicRule.GuideMode.values())),
                    parts.maybe("Title"),
                    Optional.empty()));
        }
        return new Block(
                name,
                Duration.ofMinutes(parts.any(10, 15, 30, 45, 60, 61, 90, 180, 480, 1440)),
                parts.maybe(parts.any(Block.Stop.values())),
                random.nextBoolean(),
                items);
    }

    private DecoTemplate hours() {
        return new DecoTemplate(
                "Hours",
                List.of(
                        new DecoTemplate.Entry(LocalTime.of(1, 30), Optional.of(LocalTime.of(2, 45)), "Deco 1"),
                        new DecoTemplate.Entry(LocalTime.of(18, 0), Optional.empty(), "Deco 2")));
    }

    private Deco deco(String name) {
        return new Deco(
                name,
                parts.maybe(new Deco.Shown(Deco.Mode.MERGE, List.of(1L), random.nextBoolean())),
                parts.maybe(new Deco.Shown(Deco.Mode.DISABLE, List.of(), false)),
                parts.maybe(
                        random.nextInt(4) == 0
                                ? new Deco.DefaultFiller(Deco.Mode.DISABLE, List.of(), false)
                                : new Deco.DefaultFiller(adds(), pools(), random.nextBoolean())),
                parts.maybe(new Deco.BreakContent(adds(), breaks())),
                parts.maybe(new Deco.DeadAir(adds(), pools())));
    }

    private Deco.Mode adds() {
        return parts.any(Deco.Mode.OVERRIDE, Deco.Mode.MERGE);
    }

    private List<Filler.Pool> pools() {
        return List.of(Filler.Pool.of(Draw.of(RandomDefinitions.COLLECTIONS, parts.any(PlaybackOrder.values()))));
    }

    private List<Deco.Break> breaks() {
        List<Deco.Break> breaks = new ArrayList<>();
        int size = random.nextInt(1, 5);
        for (int i = 0; i < size; i++) {
            Deco.Place place = parts.any(Deco.Place.values());
            breaks.add(new Deco.Break(
                    place,
                    pools(),
                    parts.fillerMode(false),
                    random.nextBoolean(),
                    place == Deco.Place.CHAPTERS ? parts.maybe(parts.breaks()) : Optional.empty()));
        }
        return breaks;
    }
}
