package tv.exstream.server.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.definition.ScheduleDefinition.Lineup.Renewal;
import tv.exstream.server.schedule.draw.Airable;
import tv.exstream.server.schedule.draw.Facets;
import tv.exstream.server.schedule.draw.OrderKey;
import tv.exstream.server.schedule.draw.ScheduleState;
import tv.exstream.server.schedule.item.Content;
import tv.exstream.server.schedule.lineup.LineupBase;
import tv.exstream.server.schedule.lineup.LineupTool;
import tv.exstream.server.schedule.plan.Plan;

import static org.assertj.core.api.Assertions.assertThat;

/** Lineups that live on while the library changes. */
class LineupPlannerTest {
    private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
    private static final Duration LENGTH = Duration.ofMinutes(30);

    private static Airable item(long id) {
        return new Airable(
                id,
                "Item " + id,
                LENGTH,
                true,
                OrderKey.chronological("s", 1, (int) id, "", id),
                new Facets("", "S" + id % 3, 1, (int) id, "", "", "", Optional.empty(), List.of(), List.of()));
    }

    private static List<Airable> items(int count) {
        List<Airable> items = new ArrayList<>();
        for (int id = 1; id <= count; id++) {
            items.add(item(id));
        }
        return items;
    }

    private static ScheduleDefinition.Lineup lineup(Renewal renewal, LineupTool... tools) {
        return new ScheduleDefinition.Lineup(
                new LineupBase.Collections(List.of(1L)), List.of(tools), Optional.of(renewal), List.of());
    }

    private static Plan plan(
            ScheduleDefinition definition, List<Airable> library, ScheduleState state, Instant from, int programmes) {
        return ScheduleEngine.plan(
                definition, id -> library, state, from, from.plus(LENGTH.multipliedBy(programmes)), 10_000);
    }

    private static List<Long> media(Plan plan) {
        return plan.steps().stream()
                .map(step -> ((Content.Media) step.item().content()).mediaId())
                .toList();
    }

    @Test
    void everyPassHasEverythingOnceInAnotherOrder() {
        Plan plan = plan(lineup(Renewal.PASS, new LineupTool.Shuffle()), items(20), ScheduleState.initial(7), FROM, 60);
        List<Long> aired = media(plan);
        assertThat(aired.subList(0, 20)).doesNotHaveDuplicates().isNotEqualTo(aired.subList(20, 40));
        assertThat(aired.subList(20, 40)).doesNotHaveDuplicates();
        for (int i = 1; i < aired.size(); i++) {
            assertThat(aired.get(i)).isNotEqualTo(aired.get(i - 1));
        }
        assertThat(plan.steps().get(25).reason().choice()).isEqualTo("entry 6 of 20, pass 2");
    }

    @Test
    void neverRenewedAPassIsAsTheFirstOne() {
        List<Long> aired = media(
                plan(lineup(Renewal.NEVER, new LineupTool.Shuffle()), items(20), ScheduleState.initial(7), FROM, 40));
        assertThat(aired.subList(0, 20)).isEqualTo(aired.subList(20, 40));
    }

    @Test
    void aGrowingLibraryRepeatsNothingWithinAPassAndIsAiredWhole() {
        for (LineupTool tool : List.of(new LineupTool.Shuffle(), new LineupTool.Sort(LineupTool.Sort.By.SHOW, true))) {
            ScheduleDefinition definition = lineup(Renewal.PASS, tool);
            for (int at = 1; at < 20; at++) {
                Plan first = plan(definition, items(20), ScheduleState.initial(at), FROM, at);
                Plan rest = plan(definition, items(24), first.state(), first.finish(), 24 - at + 24);
                List<Long> aired = new ArrayList<>(media(first));
                aired.addAll(media(rest));
                // The pass that was on: what it had come to is not aired again before the next one.
                int passed = (int) rest.steps().stream()
                        .takeWhile(step -> step.reason().choice().endsWith("pass 1"))
                        .count();
                List<Long> pass = aired.subList(0, at + passed);
                assertThat(pass).doesNotHaveDuplicates();
                Set<Long> next = new HashSet<>(aired.subList(pass.size(), Math.min(aired.size(), pass.size() + 24)));
                assertThat(next.size()).isEqualTo(Math.min(24, aired.size() - pass.size()));
            }
        }
    }

    @Test
    void whatIsTakenAwayIsPassedOver() {
        ScheduleDefinition definition = lineup(Renewal.PASS, new LineupTool.Shuffle());
        Plan first = plan(definition, items(20), ScheduleState.initial(3), FROM, 10);
        List<Airable> left =
                items(20).stream().filter(item -> item.mediaId() % 2 == 0).toList();
        List<Long> rest = media(plan(definition, left, first.state(), first.finish(), 20));
        assertThat(rest).allMatch(id -> id % 2 == 0);
        assertThat(new HashSet<>(rest)).hasSize(10);
    }

    @Test
    void anEmptyListIsOffAirAndSaysSo() {
        Plan plan = plan(
                lineup(Renewal.PASS, new LineupTool.PadToMarks(30, Optional.empty())),
                List.of(),
                ScheduleState.initial(1),
                FROM,
                8);
        assertThat(plan.steps()).allMatch(step -> step.item().content() instanceof Content.Offline);
        assertThat(plan.warnings()).anyMatch(warning -> warning.contains("nothing to air"));
    }
}
