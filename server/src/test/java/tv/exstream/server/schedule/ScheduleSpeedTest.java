package tv.exstream.server.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import tv.exstream.server.schedule.definition.Block;
import tv.exstream.server.schedule.definition.BlockTemplate;
import tv.exstream.server.schedule.definition.ClassicRule;
import tv.exstream.server.schedule.definition.Deco;
import tv.exstream.server.schedule.definition.RuleMode;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.definition.TemplateDay;
import tv.exstream.server.schedule.draw.Airable;
import tv.exstream.server.schedule.draw.Draw;
import tv.exstream.server.schedule.draw.Facets;
import tv.exstream.server.schedule.draw.OrderKey;
import tv.exstream.server.schedule.draw.PlaybackOrder;
import tv.exstream.server.schedule.draw.ScheduleState;
import tv.exstream.server.schedule.filler.Filler;
import tv.exstream.server.schedule.filler.FillerMode;
import tv.exstream.server.schedule.item.FillerKind;
import tv.exstream.server.schedule.lineup.LineupBase;
import tv.exstream.server.schedule.lineup.LineupTool;
import tv.exstream.server.schedule.plan.Plan;

import static org.assertj.core.api.Assertions.assertThat;

/** Budgets with slack for a loaded machine: the best of several runs, ten times what a quiet one needs. */
class ScheduleSpeedTest {
    private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
    private static final int RUNS = 7;

    private final List<Airable> library = library();

    private static List<Airable> library() {
        List<Airable> items = new ArrayList<>();
        for (int id = 1; id <= 10_000; id++) {
            int season = 1 + id % 5;
            int episode = 1 + id % 24;
            String show = "Show " + id % 80;
            Duration length = Duration.ofSeconds(1200 + id % 1800);
            items.add(new Airable(
                    id,
                    show,
                    length,
                    true,
                    OrderKey.chronological(show, season, episode, "file " + id, id),
                    new Facets(
                            "Episode " + id,
                            show,
                            season,
                            episode,
                            "",
                            "",
                            "",
                            Optional.empty(),
                            List.of(new Facets.Chapter("a", length.dividedBy(2)), new Facets.Chapter("b", length)),
                            List.of())));
        }
        return items;
    }

    private static ScheduleDefinition definition(PlaybackOrder order) {
        List<Filler> filler = List.of(
                new Filler(
                        FillerKind.MID_ROLL,
                        List.of(Filler.Pool.of(Draw.of(2, PlaybackOrder.SHUFFLE))),
                        Optional.of(new FillerMode.Pad(15)),
                        false,
                        Optional.empty()),
                new Filler(
                        FillerKind.FALLBACK,
                        List.of(Filler.Pool.of(Draw.of(2, PlaybackOrder.RANDOM))),
                        Optional.empty(),
                        false,
                        Optional.empty()));
        return new ScheduleDefinition.Classic(
                List.of(new ClassicRule(
                        Draw.of(1, order),
                        new RuleMode.Flood(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        filler,
                        Optional.empty())),
                false,
                false,
                Optional.empty());
    }

    /** A block every two hours, whose break content takes what its programmes leave. */
    private static ScheduleDefinition blocks() {
        Draw spots = Draw.of(2, PlaybackOrder.SHUFFLE);
        Block.Item item = new Block.Item(
                Draw.of(1, PlaybackOrder.SHUFFLE),
                Optional.of(3),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        List<BlockTemplate.Entry> entries = new ArrayList<>();
        for (int hour = 0; hour < 24; hour += 2) {
            entries.add(new BlockTemplate.Entry(LocalTime.of(hour, 0), "Block"));
        }
        Deco deco = new Deco(
                "Deco",
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Deco.DefaultFiller(Deco.Mode.OVERRIDE, List.of(Filler.Pool.of(spots)), true)),
                Optional.of(new Deco.BreakContent(
                        Deco.Mode.OVERRIDE,
                        List.of(new Deco.Break(
                                Deco.Place.CHAPTERS,
                                List.of(Filler.Pool.of(spots)),
                                new FillerMode.Count(2),
                                false,
                                Optional.empty())))),
                Optional.empty());
        return new ScheduleDefinition.Blocks(
                List.of(new Block("Block", Duration.ofHours(2), Optional.empty(), false, List.of(item))),
                List.of(new BlockTemplate("Day", entries)),
                List.of(new TemplateDay(Optional.empty(), "Day", Optional.empty())),
                List.of(deco),
                List.of(),
                Optional.of("Deco"));
    }

    private Plan plan(ScheduleDefinition definition, ScheduleState state, Instant from, Duration span) {
        return ScheduleEngine.plan(
                definition,
                id -> id == 1
                        ? library
                        : library.subList(0, 200).stream()
                                .map(item -> new Airable(
                                        item.mediaId() + 20_000,
                                        item.title(),
                                        Duration.ofSeconds(15 + item.mediaId() % 60),
                                        true,
                                        OrderKey.chronological("", 0, 0, "", item.mediaId() + 20_000)))
                                .toList(),
                state,
                from,
                from.plus(span),
                1_000_000);
    }

    /** A live lineup of the whole library with tools that touch every entry of it. */
    private static ScheduleDefinition lineup() {
        return new ScheduleDefinition.Lineup(
                new LineupBase.Collections(List.of(1L)),
                List.of(
                        new LineupTool.Deduplicate(),
                        new LineupTool.CyclicShuffle(),
                        new LineupTool.AddBreaks(Duration.ofMinutes(45), Duration.ofMinutes(1), Duration.ofMinutes(4)),
                        new LineupTool.PadToMarks(5, Optional.empty()),
                        new LineupTool.Consolidate()),
                Optional.empty(),
                List.of(new Filler(
                        FillerKind.TAIL,
                        List.of(Filler.Pool.of(Draw.of(2, PlaybackOrder.SHUFFLE))),
                        Optional.empty(),
                        true,
                        Optional.empty())));
    }

    @Test
    void thirtyDaysOfALineupAreQuick() {
        ScheduleDefinition definition = lineup();
        long month = Long.MAX_VALUE;
        for (int run = 0; run < RUNS; run++) {
            long begun = System.nanoTime();
            Plan plan = plan(definition, ScheduleState.initial(run), FROM, Duration.ofDays(30));
            month = Math.min(month, System.nanoTime() - begun);
            assertThat(plan.steps()).hasSizeGreaterThan(1_000);
        }
        System.out.println("lineup: 30 days in " + month / 1_000 + " us");
        assertThat(Duration.ofNanos(month)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void thirtyDaysAndOneMoreDayAreQuick() {
        for (ScheduleDefinition definition :
                List.of(definition(PlaybackOrder.SHUFFLE), definition(PlaybackOrder.SHUFFLE_IN_ORDER), blocks())) {
            long month = Long.MAX_VALUE;
            long day = Long.MAX_VALUE;
            Plan plan = plan(definition, ScheduleState.initial(1), FROM, Duration.ofDays(30));
            for (int run = 0; run < RUNS; run++) {
                long begun = System.nanoTime();
                plan = plan(definition, ScheduleState.initial(1), FROM, Duration.ofDays(30));
                month = Math.min(month, System.nanoTime() - begun);
                begun = System.nanoTime();
                plan(definition, plan.state(), plan.finish(), Duration.ofDays(1));
                day = Math.min(day, System.nanoTime() - begun);
            }
            System.out.println(definition.getClass().getSimpleName() + ": "
                    + plan.steps().size() + " items in " + month / 1_000 + " us, a day in " + day / 1_000 + " us");
            assertThat(Duration.ofNanos(month)).isLessThan(Duration.ofSeconds(2));
            assertThat(Duration.ofNanos(day)).isLessThan(Duration.ofMillis(200));
        }
    }
}
