package tv.exstream.server.schedule.sequential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tv.exstream.server.schedule.definition.SequentialWords;

import static org.assertj.core.api.Assertions.assertThat;

/** Every example of the reference page can be used as it is, where its contents are there. */
class ReferencePageTest {
    private static final Path PAGE = Path.of("../docs/sequential-schedules.md");
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    static List<String> examples() throws IOException {
        return EXAMPLE.matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isRight(String example) {
        StringBuilder text = new StringBuilder(example);
        boolean complete = example.startsWith("content:");
        if (!complete) {
            text.append("content:\n");
            for (String key : List.of("SHOWS", "FILMS", "SPOTS")) {
                text.append("  - collection: ")
                        .append(key)
                        .append("\n    key: ")
                        .append(key)
                        .append("\n    order: shuffle\n");
            }
        }
        if (!complete) {
            text.append("sequence:\n  - key: BREAK\n    items:\n      - count: 1\n        content: SPOTS\n");
        }
        if (!example.contains("playout:")) {
            text.append("playout:\n  - repeat: true\n");
        }
        assertThat(SequentialReader.read("", text.toString(), Imports.NONE, SequentialWords.VOCABULARY)
                        .faults())
                .isEmpty();
    }
}
