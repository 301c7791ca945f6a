package tv.exstream.bench;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BenchMainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void wrongUsageIsOneLineAndTheUsage() throws Exception {
        assertThat(run("--forks")).isEqualTo(2);
        assertThat(text(err)).startsWith("unknown option --forks\nusage:");
        assertThat(run("--name")).isEqualTo(2);
        assertThat(text(err)).contains("--name needs a value");
    }

    @Test
    void helpGoesToStandardOutput() throws Exception {
        assertThat(run("--help")).isZero();
        assertThat(text(out)).startsWith("usage:");
        assertThat(text(err)).isEmpty();
    }

    private int run(String... arguments) throws Exception {
        return BenchMain.run(
                List.of(arguments),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
