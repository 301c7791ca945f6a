package tv.exstream.server.library.analysis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import org.junit.jupiter.api.Test;

import tv.exstream.server.config.Settings.Library.Analysis;

import static org.assertj.core.api.Assertions.assertThat;

class AnalysisPaceTest {
    private static final Duration WORKED = Duration.ofMillis(90);
    private static final Duration LOOKS_AGAIN = Duration.ofSeconds(2);

    private final List<Duration> slept = new ArrayList<>();
    private long nanos;

    /** Time passes only by sleeping. */
    private AnalysisPace pace(Analysis mode, AnalysisPace.Load... loads) {
        Iterator<AnalysisPace.Load> newest = List.of(loads).iterator();
        return new AnalysisPace(mode, newest::next, () -> nanos, time -> {
            slept.add(time);
            nanos += time.toNanos();
        });
    }

    private static AnalysisPace.Load load(boolean onAir, double busy) {
        return new AnalysisPace.Load(onAir, busy);
    }

    @Test
    void takesAProcessorWhileNobodyElseWantsIt() throws Exception {
        pace(Analysis.GENTLE, load(false, 0.5)).rest(WORKED);
        pace(Analysis.IDLE, load(false, 0.5)).rest(WORKED);
        pace(Analysis.FULL).rest(WORKED);
        assertThat(slept).containsOnly(Duration.ZERO);
    }

    @Test
    void takesAThirdOfOneWhileSomethingIsOnAir() throws Exception {
        pace(Analysis.GENTLE, load(true, 0.5)).rest(WORKED);
        assertThat(slept).containsExactly(Duration.ofMillis(210));
    }

    @Test
    void otherProgramsSlowItDownToo() throws Exception {
        pace(Analysis.GENTLE, load(false, 0.95)).rest(WORKED);
        assertThat(slept).containsExactly(Duration.ofMillis(210));
    }

    @Test
    void waitsWhileTheMachineIsBusyWithChannels() throws Exception {
        pace(Analysis.GENTLE, load(true, 0.9), load(true, 0.85), load(true, 0.4))
                .rest(WORKED);
        assertThat(slept).containsExactly(LOOKS_AGAIN, LOOKS_AGAIN, Duration.ofMillis(210));
    }

    @Test
    void waitsForSilenceIfToldTo() throws Exception {
        pace(Analysis.IDLE, load(true, 0), load(false, 0)).rest(WORKED);
        assertThat(slept).containsExactly(LOOKS_AGAIN, Duration.ZERO);
    }
}
