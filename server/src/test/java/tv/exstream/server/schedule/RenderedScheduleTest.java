package tv.exstream.server.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.definition.ScheduleDefinition.RenderedShow;
import tv.exstream.server.schedule.draw.ScheduleState;
import tv.exstream.server.schedule.item.ScheduledItem;
import tv.exstream.server.schedule.plan.Plan;

import static org.assertj.core.api.Assertions.assertThat;

class RenderedScheduleTest {
    private static final ScheduleDefinition DEFINITION = new ScheduleDefinition.Rendered(IntStream.range(0, 4)
            .mapToObj(i -> new RenderedShow("Show " + i, "video" + i, "audio" + i))
            .toList());
    private static final Instant MONDAY = Instant.parse("2026-06-01T00:00:00Z");

    private static List<ScheduledItem> plan(long seed, Instant from, Instant until) {
        return ScheduleEngine.plan(
                        DEFINITION, id -> List.of(), ScheduleState.initial(seed), from, until, Integer.MAX_VALUE)
                .steps()
                .stream()
                .map(Plan.Step::item)
                .toList();
    }

    @Test
    void programmesLastFiveToThirtyMinutesAndNeverRepeatAtOnce() {
        for (long seed = 0; seed < 40; seed++) {
            List<ScheduledItem> items = plan(seed, MONDAY, MONDAY.plus(Duration.ofDays(9)));
            for (int i = 0; i < items.size(); i++) {
                Duration length =
                        Duration.between(items.get(i).start(), items.get(i).finish());
                assertThat(length).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(30));
                if (i > 0) {
                    assertThat(items.get(i).start()).isEqualTo(items.get(i - 1).finish());
                    assertThat(items.get(i).title())
                            .isNotEqualTo(items.get(i - 1).title());
                }
            }
        }
    }

    @Test
    void dependsOnTheWallClockAndNotOnWhereThePlanBegan() {
        List<ScheduledItem> whole = plan(9, MONDAY, MONDAY.plus(Duration.ofDays(3)));
        Instant from = MONDAY.plus(Duration.ofMinutes(1963)).plusMillis(417);
        List<ScheduledItem> late = plan(9, from, MONDAY.plus(Duration.ofDays(3)));
        List<ScheduledItem> same =
                whole.stream().filter(item -> item.finish().isAfter(from)).toList();
        assertThat(late.subList(1, late.size())).isEqualTo(same.subList(1, same.size()));
        assertThat(late.getFirst().start()).isEqualTo(from);
        assertThat(late.getFirst().finish()).isEqualTo(same.getFirst().finish());
        assertThat(late.getFirst().inPoint())
                .isEqualTo(Duration.between(same.getFirst().start(), from));
    }
}
