package tv.exstream.server.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import tv.exstream.server.schedule.definition.Block;
import tv.exstream.server.schedule.definition.BlockTemplate;
import tv.exstream.server.schedule.definition.Deco;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.definition.TemplateDay;
import tv.exstream.server.schedule.draw.Airable;
import tv.exstream.server.schedule.draw.Draw;
import tv.exstream.server.schedule.draw.OrderKey;
import tv.exstream.server.schedule.draw.PlaybackOrder;
import tv.exstream.server.schedule.draw.ScheduleState;
import tv.exstream.server.schedule.filler.Filler;
import tv.exstream.server.schedule.filler.FillerMode;
import tv.exstream.server.schedule.item.Content;
import tv.exstream.server.schedule.item.ScheduledItem;
import tv.exstream.server.schedule.plan.Plan;
import tv.exstream.server.schedule.plan.WallClock;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for blocks whatever they are; {@link PlanPropertyTest} tries them among the other schedules, too. */
class BlockPropertyTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    /** Two weeks, in which clocks go forward. */
    private static final Instant FROM = Instant.parse("2026-03-22T11:00:00Z");

    private static final Instant UNTIL = FROM.plus(Duration.ofDays(14));
    private static final int BLOCKS = 3;

    /** @param library a show for each block, of episodes that fit every block */
    record Case(ScheduleDefinition.Blocks definition, Map<Long, List<Airable>> library, long seed) {
        Plan plan(ScheduleDefinition definition, ScheduleState state, Instant from, Instant until) {
            return ScheduleEngine.plan(
                    definition, id -> library.getOrDefault(id, List.of()), state, ZONE, from, until, 1_000_000);
        }

        Plan whole() {
            return plan(definition, ScheduleState.initial(seed), FROM, UNTIL);
        }
    }

    @Provide
    Arbitrary<Case> shows() {
        return Arbitraries.randomValue(random -> draw(random, true));
    }

    @Provide
    Arbitrary<Case> oneShow() {
        return Arbitraries.randomValue(random -> draw(random, false));
    }

    /** @param own each block has a show of its own */
    private static Case draw(Random random, boolean own) {
        Map<Long, List<Airable>> library = new HashMap<>();
        for (long show = 1; show <= BLOCKS; show++) {
            long first = show * 100;
            library.put(
                    show,
                    LongStream.range(first, first + random.nextInt(2, 30))
                            .mapToObj(id -> episode(id, Duration.ofSeconds(random.nextInt(60, 1500))))
                            .toList());
        }
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < BLOCKS; i++) {
            blocks.add(block(random, i, own ? i + 1 : 1));
        }
        return new Case(schedule(blocks, random.nextInt(30)), library, random.nextLong());
    }

    private static Airable episode(long id, Duration length) {
        return new Airable(id, "Episode " + id, length, true, OrderKey.chronological("show", 1, (int) id, "", id));
    }

    private static Block block(Random random, int number, long show) {
        Block.Item item = new Block.Item(
                Draw.of(show, PlaybackOrder.CHRONOLOGICAL),
                Optional.of(random.nextInt(1, 4)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new Block(
                "Block " + number,
                Duration.ofMinutes(random.nextInt(30, 180)),
                Optional.of(Block.Stop.BEFORE_END),
                random.nextBoolean(),
                List.of(item));
    }

    private static ScheduleDefinition.Blocks with(ScheduleDefinition.Blocks plain, List<Block> blocks, Deco deco) {
        return new ScheduleDefinition.Blocks(
                blocks, plain.templates(), plain.days(), List.of(deco), List.of(), Optional.of(deco.name()));
    }

    private static ScheduleDefinition.Blocks schedule(List<Block> blocks, int minute) {
        List<BlockTemplate.Entry> entries = new ArrayList<>();
        for (int i = 0; i < 2 * blocks.size(); i++) {
            entries.add(new BlockTemplate.Entry(
                    LocalTime.of(4 * i, minute), blocks.get(i % blocks.size()).name()));
        }
        return new ScheduleDefinition.Blocks(
                blocks,
                List.of(new BlockTemplate("Day", entries)),
                List.of(new TemplateDay(Optional.empty(), "Day", Optional.empty())),
                List.of(),
                List.of(),
                Optional.empty());
    }

    private static List<ScheduledItem> programmes(Plan plan, String block) {
        return plan.steps().stream()
                .filter(step -> step.reason().rule().startsWith(block))
                .map(Plan.Step::item)
                .filter(item -> item.content() instanceof Content.Media
                        && item.fillerKind().isEmpty())
                .toList();
    }

    @Property(tries = 100)
    void whatStopsBeforeTheEndStaysInItsBlock(@ForAll("shows") Case drawn) {
        Plan plan = drawn.whole();
        BlockTable table = new BlockTable(drawn.definition, new WallClock(ZONE));
        for (Block block : drawn.definition.blocks()) {
            assertThat(programmes(plan, "block " + block.name() + ","))
                    .isNotEmpty()
                    .allSatisfy(item -> {
                        BlockTable.Occurrence on = table.next(item.start().toEpochMilli(), Long.MIN_VALUE)
                                .orElseThrow();
                        assertThat(on.block()).isEqualTo(block);
                        assertThat(item.start().toEpochMilli()).isGreaterThanOrEqualTo(on.start());
                        assertThat(item.finish().toEpochMilli()).isLessThanOrEqualTo(on.end());
                    });
        }
    }

    @Property(tries = 100)
    void anEditOfOneBlockDisturbsNoOther(@ForAll("shows") Case drawn, @ForAll long chance) {
        Random random = new Random(chance);
        Instant moment = FROM.plusSeconds(random.nextInt(10 * 86_400));
        Plan before = drawn.whole();
        Plan.Step last = before.steps().stream()
                .filter(step ->
                        step.after().isPresent() && !step.item().finish().isBefore(moment))
                .findFirst()
                .orElseThrow();
        List<Block> blocks = new ArrayList<>(drawn.definition.blocks());
        blocks.set(0, block(random, 0, 1));
        ScheduleDefinition edited = new ScheduleDefinition.Blocks(
                blocks, drawn.definition.templates(), drawn.definition.days(), List.of(), List.of(), Optional.empty());
        Instant cut = last.item().finish();
        Plan after = drawn.plan(edited, last.after().orElseThrow(), cut, UNTIL);
        for (int i = 1; i < BLOCKS; i++) {
            assertThat(programmes(after, "block Block " + i + ","))
                    .isEqualTo(programmes(before, "block Block " + i + ",").stream()
                            .filter(item -> !item.start().isBefore(cut))
                            .toList());
        }
    }

    @Property(tries = 100)
    void breakContentTakesNoProgrammesPlace(@ForAll("shows") Case drawn, @ForAll long chance) {
        Random random = new Random(chance);
        List<Block> blocks = drawn.definition.blocks().stream()
                .map(block -> new Block(block.name(), block.duration(), block.stop(), false, block.items()))
                .toList();
        List<Filler.Pool> pools =
                List.of(Filler.Pool.of(Draw.of(BLOCKS, PlaybackOrder.SHUFFLE).named("breaks")));
        List<Deco.Break> breaks = Arrays.stream(Deco.Place.values())
                .map(place -> new Deco.Break(
                        place, pools, new FillerMode.Count(random.nextInt(1, 4)), false, Optional.empty()))
                .toList();
        Deco silent = new Deco(
                "Silent", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        Deco breaking = new Deco(
                "Breaking",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Deco.BreakContent(Deco.Mode.OVERRIDE, breaks)),
                Optional.empty());
        ScheduleState state = ScheduleState.initial(drawn.seed);
        Plan with = drawn.plan(with(drawn.definition, blocks, breaking), state, FROM, UNTIL);
        Plan without = drawn.plan(with(drawn.definition, blocks, silent), state, FROM, UNTIL);
        List<Content> aired = programmes(with, "block ").stream()
                .filter(item -> item.inPoint().isZero())
                .map(ScheduledItem::content)
                .toList();
        List<Content> expected = programmes(without, "block ").stream()
                .map(ScheduledItem::content)
                .toList();
        // Only the block that the plan's end cuts may have come less far.
        assertThat(aired).hasSizeBetween(expected.size() - 3, expected.size());
        assertThat(aired).isEqualTo(expected.subList(0, aired.size()));
    }

    @Property(tries = 100)
    void airIsNeverDeadWhereThereIsFallback(@ForAll("shows") Case drawn) {
        Deco deco = new Deco(
                "Deco",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Deco.DeadAir(
                        Deco.Mode.OVERRIDE, List.of(Filler.Pool.of(Draw.of(1, PlaybackOrder.SHUFFLE))))));
        Plan plan = drawn.plan(
                with(drawn.definition, drawn.definition.blocks(), deco),
                ScheduleState.initial(drawn.seed),
                FROM,
                UNTIL);
        assertThat(plan.steps().stream().map(Plan.Step::item))
                .allMatch(item -> item.content() instanceof Content.Media
                        || Duration.between(item.start(), item.finish()).compareTo(Airable.SHORTEST) < 0);
    }

    @Property(tries = 100)
    void blocksOfOneShowContinueEachOther(@ForAll("oneShow") Case drawn) {
        List<Long> episodes = drawn.library.getOrDefault(1L, List.of()).stream()
                .map(Airable::mediaId)
                .toList();
        List<ScheduledItem> aired = programmes(drawn.whole(), "block ");
        for (int i = 0; i < aired.size(); i++) {
            assertThat(aired.get(i).content()).isEqualTo(new Content.Media(episodes.get(i % episodes.size())));
        }
        assertThat(aired).hasSizeGreaterThan(14);
    }
}
