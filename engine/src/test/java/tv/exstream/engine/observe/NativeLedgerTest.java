package tv.exstream.engine.observe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(30)
class NativeLedgerTest {
    @Test
    void countsPerKindAndHidesTheEmptyOnes() {
        NativeLedger.Kind kind = NativeLedger.kind("test-packet");
        assertThat(NativeLedger.kind("test-packet")).isSameAs(kind);
        kind.acquired();
        kind.acquired();
        assertThat(kind.live()).isEqualTo(2);
        assertThat(NativeLedger.live()).containsEntry("test-packet", 2L);
        kind.released();
        kind.released();
        assertThat(NativeLedger.live()).doesNotContainKey("test-packet");
    }

    @Test
    void releasingTooOftenIsAFaultAndNeverNegative() {
        NativeLedger.Kind kind = new NativeLedger.Kind("loose", false);
        kind.released();
        assertThat(kind.live()).isZero();
        assertThat(kind.overReleases()).isEqualTo(1);
        kind.acquired();
        assertThat(kind.live()).isEqualTo(1);
    }

    @Test
    void tracingNamesWhereTheLeakCameFrom() {
        NativeLedger.Kind kind = new NativeLedger.Kind("traced", true);
        kind.acquired();
        List<String> lines = new ArrayList<>();
        kind.describeInto(lines);
        assertThat(String.join("\n", lines)).contains("traced: 1 alive", "tracingNamesWhereTheLeakCameFrom");
        kind.released();
        lines.clear();
        kind.describeInto(lines);
        assertThat(lines).isEmpty();
    }

    @Test
    void concurrentUseBalances() throws InterruptedException {
        NativeLedger.Kind kind = new NativeLedger.Kind("busy", false);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            threads.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 20_000; i++) {
                    kind.acquired();
                    kind.released();
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(20));
        }
        assertThat(kind.live()).isZero();
        assertThat(kind.overReleases()).isZero();
    }

    @Test
    void extensionReportsALeakByKind() throws InterruptedException {
        NativeLedger.Kind kind = NativeLedger.kind("test-leak");
        LedgerExtension.Reading before = LedgerExtension.Reading.now();
        kind.acquired();
        try {
            assertThatThrownBy(() -> LedgerExtension.check(Duration.ofMillis(30), before))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("test-leak: 1 alive");
        } finally {
            kind.released();
        }
        LedgerExtension.check(Duration.ofSeconds(2), before);
        var fewerFaults = new LedgerExtension.Reading(before.live(), before.overReleases() - 1);
        assertThatThrownBy(() -> LedgerExtension.check(Duration.ofMillis(30), fewerFaults))
                .isInstanceOf(AssertionError.class);
    }
}
