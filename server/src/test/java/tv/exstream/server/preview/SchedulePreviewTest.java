package tv.exstream.server.preview;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import tv.exstream.server.schedule.ScheduleEngine;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.draw.Airable;
import tv.exstream.server.schedule.draw.OrderKey;
import tv.exstream.server.schedule.draw.PlaybackOrder;
import tv.exstream.server.schedule.draw.ScheduleLibrary;
import tv.exstream.server.schedule.draw.ScheduleState;
import tv.exstream.server.schedule.plan.Plan;

import static org.assertj.core.api.Assertions.assertThat;

class SchedulePreviewTest {
    private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant UNTIL = FROM.plus(Duration.ofDays(31));
    private static final ScheduleDefinition DEFINITION = new ScheduleDefinition.Continuous(1, PlaybackOrder.SHUFFLE);
    private static final ScheduleLibrary LIBRARY = id -> items();

    private static List<Airable> items() {
        List<Airable> items = new ArrayList<>();
        for (int id = 1; id <= 50; id++) {
            items.add(new Airable(
                    id, "Item " + id, Duration.ofMinutes(5), true, OrderKey.chronological("", 0, 0, "", id)));
        }
        return items;
    }

    private static SchedulePreview.Result look(SchedulePreview preview) {
        return preview.of(DEFINITION, LIBRARY, 1, ZoneOffset.UTC, FROM, UNTIL);
    }

    @Test
    void isWhatTheEngineWouldPlanAtOnce() {
        SchedulePreview.Result result = look(SchedulePreview.BOUNDED);
        Plan whole = ScheduleEngine.plan(DEFINITION, LIBRARY, ScheduleState.initial(1), FROM, UNTIL, 100_000);
        assertThat(result.complete()).isTrue();
        assertThat(result.plan().steps()).hasSize(31 * 288);
        assertThat(result.plan().steps().stream().map(Plan.Step::item).toList())
                .isEqualTo(whole.steps().stream().map(Plan.Step::item).toList());
        assertThat(result.plan().state()).isEqualTo(whole.state());
        assertThat(result.changes()).hasSize(31 * 288).allMatch(changes -> changes.containsKey("1/SHUFFLE"));
    }

    @Test
    void endsEarlyWhenThereIsTooMuchOrItTakesTooLong() {
        SchedulePreview.Result few = look(new SchedulePreview(100, Duration.ofMinutes(1), System::nanoTime));
        assertThat(few.complete()).isFalse();
        assertThat(few.plan().steps()).hasSize(100);
        AtomicLong seconds = new AtomicLong();
        SchedulePreview.Result brief = look(new SchedulePreview(
                100_000,
                Duration.ofSeconds(10),
                () -> Duration.ofSeconds(seconds.addAndGet(6)).toNanos()));
        assertThat(brief.complete()).isFalse();
        assertThat(brief.plan().steps()).isNotEmpty().hasSizeLessThan(31 * 288);
    }
}
