package tv.exstream.server.schedule;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import tv.exstream.server.schedule.definition.ScheduleDefinition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class SlotSharesTest {
    @Test
    void balancedSlotsHaveTheAirTimeOfTheirWeights() throws IOException {
        GoldenFile file = GoldenFile.read(Path.of("src/test/resources/schedule/balance.txt"));
        SlotShares shares = SlotShares.of((ScheduleDefinition.RandomSlots) file.schedule(), file.plan());
        assertThat(shares.shares()).hasSize(2);
        SlotShares.Share first = shares.shares().getFirst();
        assertThat(first.turns()).isEqualTo(12);
        assertThat(first.onAir()).isEqualTo(Duration.ofHours(4));
        assertThat(first.expected()).isCloseTo(2 / 3.0, within(1e-9));
        assertThat(first.actual()).isCloseTo(2 / 3.0, within(0.05));
        assertThat(shares.shares().stream()
                        .mapToDouble(SlotShares.Share::actual)
                        .sum())
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void namesWhatADefinitionDrawsFrom() throws IOException {
        assertThat(GoldenFile.read(Path.of("src/test/resources/schedule/slots-filler.txt"))
                        .schedule()
                        .sources())
                .containsExactly(1L, 2L, 3L, 4L);
    }
}
