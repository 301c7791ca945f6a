package tv.exstream.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ProgressBarTest {
    private final StringWriter err = new StringWriter();
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void tellsShareBarTimeLeftAndRate() {
        assertThat(ProgressBar.line(OptionalDouble.of(0.25), Duration.ofSeconds(30), "0:15  0.5x", 79))
                .startsWith(" 25% [##########------------------------------] ETA 1:30")
                .endsWith("0:15  0.5x");
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 39, 79, 200})
    void neverIsWiderThanTheTerminal(int columns) {
        assertThat(ProgressBar.line(
                                OptionalDouble.of(0.5),
                                Duration.ofHours(2),
                                "12 of 34  a rather long name.mkv",
                                columns)
                        .length())
                .isLessThanOrEqualTo(columns);
    }

    @Test
    void drawsNothingWhereNobodyLooks() {
        try (ProgressBar bar = new ProgressBar(terminal(false), nanos::get)) {
            bar.update(OptionalDouble.of(0.5), "half");
        }
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void drawsAtMostTenTimesASecondAndLeavesAClearLine() {
        try (ProgressBar bar = new ProgressBar(terminal(true), nanos::get)) {
            for (int i = 0; i < 100; i++) {
                bar.update(OptionalDouble.of(i / 100.0), "working");
                nanos.addAndGet(10_000_000);
            }
        }
        assertThat(err.toString().split("working", -1)).hasSize(11);
        assertThat(err.toString()).endsWith("\r\u001b[K");
    }

    private Terminal terminal(boolean interactive) {
        return new Terminal(new PrintWriter(new StringWriter()), new PrintWriter(err), interactive, 80);
    }
}
