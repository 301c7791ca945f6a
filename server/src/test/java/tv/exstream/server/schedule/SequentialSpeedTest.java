package tv.exstream.server.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.draw.Airable;
import tv.exstream.server.schedule.draw.OrderKey;
import tv.exstream.server.schedule.draw.ScheduleState;
import tv.exstream.server.schedule.plan.Plan;

import static org.assertj.core.api.Assertions.assertThat;

/** A library of 10,000 items; limits are ten times what it takes, for machines that are busy. */
@Timeout(120)
class SequentialSpeedTest {
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final int RUNS = 5;
    private static final String TEXT = """
            content:
              - collection: Shows
                key: SHOWS
                order: shuffle
              - collection: Spots
                key: SPOTS
                order: shuffle
            sequence:
              - key: IDENT
                items:
                  - count: 1
                    content: SPOTS
              - key: HALF_HOUR
                items:
                  - count: 1
                    content: SHOWS
                  - pad_to_next: 30
                    content: SPOTS
                    discard_attempts: 3
                    filler_kind: postroll
            playout:
              - pre_roll: true
                sequence: IDENT
              - sequence: HALF_HOUR
                repeat: 8
              - pre_roll: false
              - sequence: HALF_HOUR
              - shuffle_sequence: HALF_HOUR
              - repeat: true
            """;

    private final NamedLibrary library = new NamedLibrary(
            Map.of(1L, items(0, 10_000, Duration.ofMinutes(20)), 2L, items(20_000, 200, Duration.ofSeconds(30))),
            Map.of("Shows", 1L, "Spots", 2L));

    private static List<Airable> items(long base, int count, Duration length) {
        List<Airable> items = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            items.add(new Airable(
                    base + i,
                    "Item " + i,
                    length.plusSeconds(i % 50),
                    true,
                    OrderKey.chronological("", 0, i, "n", base + i)));
        }
        return items;
    }

    private Plan plan(ScheduleState state, Instant from, Duration span) {
        return ScheduleEngine.plan(
                new ScheduleDefinition.Sequential(TEXT, Map.of()),
                library,
                state,
                ZoneOffset.UTC,
                from,
                from.plus(span),
                1_000_000);
    }

    @Test
    void thirtyDaysAndOneMoreDayAreQuick() {
        long month = Long.MAX_VALUE;
        long day = Long.MAX_VALUE;
        Plan plan = plan(ScheduleState.initial(1), FROM, Duration.ofDays(30));
        for (int run = 0; run < RUNS; run++) {
            long begun = System.nanoTime();
            plan = plan(ScheduleState.initial(1), FROM, Duration.ofDays(30));
            month = Math.min(month, System.nanoTime() - begun);
            begun = System.nanoTime();
            Plan unused = plan(plan.state(), plan.finish(), Duration.ofDays(1));
            day = Math.min(day, System.nanoTime() - begun);
        }
        System.out.println("sequential: " + plan.steps().size() + " items in " + month / 1_000 + " us, a day in "
                + day / 1_000 + " us");
        assertThat(Duration.ofNanos(month)).isLessThan(Duration.ofSeconds(2));
        assertThat(Duration.ofNanos(day)).isLessThan(Duration.ofMillis(200));
    }

    @Test
    void aLoopWithoutAnythingToAirIsQuick() {
        String text = TEXT.substring(0, TEXT.indexOf("playout:")) + """
                playout:
                  - skip_items: count - 1
                    content: SHOWS
                  - repeat: true
                """;
        long begun = System.nanoTime();
        Plan plan = ScheduleEngine.plan(
                new ScheduleDefinition.Sequential(text, Map.of()),
                library,
                ScheduleState.initial(1),
                FROM,
                FROM.plus(Duration.ofDays(7)),
                1_000_000);
        assertThat(plan.steps()).hasSize(7 * 24);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
    }
}
