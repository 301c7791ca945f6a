package tv.exstream.server.schedule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import tv.exstream.server.schedule.plan.Plan;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@code docs/blocks.md} shows is what happens. */
class BlocksPageTest {
    private static final Path PAGE = Path.of("../docs/blocks.md");

    @Test
    void exampleIsAiredAsTheDocumentSays() throws IOException {
        List<String> page = Files.readAllLines(PAGE);
        List<String> lines = new ArrayList<>(List.of(
                "overrides = shown", "from = 2026-11-30T07:00:00", "until = 2026-11-30T22:42:00", "[definition]"));
        lines.addAll(fenced(page, "```yaml definition"));
        lines.addAll(fenced(page, "```text library"));
        GoldenFile file = GoldenFile.of(lines);
        Plan plan = file.plan();
        assertThat(plan.warnings()).isEmpty();
        assertThat(file.table(plan))
                .startsWith(table(page, "```text expected"))
                .endsWith(table(page, "```text evening"));
    }

    private static String[] table(List<String> page, String opening) {
        String[] lines = fenced(page, opening).stream()
                .map(line -> line.replaceAll(" +", " "))
                .toArray(String[]::new);
        assertThat(lines).hasSizeGreaterThan(3);
        return lines;
    }

    private static List<String> fenced(List<String> page, String opening) {
        return page.stream()
                .dropWhile(line -> !line.equals(opening))
                .skip(1)
                .takeWhile(line -> !line.equals("```"))
                .toList();
    }
}
