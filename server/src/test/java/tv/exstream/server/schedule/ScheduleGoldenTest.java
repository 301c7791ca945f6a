package tv.exstream.server.schedule;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Tables people can read: {@code src/test/resources/schedule/*.txt}. */
class ScheduleGoldenTest {
    /**
     * A table's three parts.
     *
     * @param settings order, seed, from, until
     */
    private record Table(Map<String, String> settings, List<Airable> library, List<String> expected) {
        static Table read(String name) throws IOException {
            Map<String, String> settings = new HashMap<>();
            List<Airable> library = new ArrayList<>();
            List<String> expected = new ArrayList<>();
            try (InputStream in = Objects.requireNonNull(
                    ScheduleGoldenTest.class.getResourceAsStream("/schedule/" + name + ".txt"))) {
                String part = "settings";
                for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList()) {
                    if (line.isBlank() || line.startsWith("#")) {
                        continue;
                    }
                    if (line.startsWith("[")) {
                        part = line.strip();
                    } else if (part.equals("[library]")) {
                        library.add(airable(line));
                    } else if (part.equals("[expected]")) {
                        expected.add(line.strip().replaceAll(" +", " "));
                    } else {
                        String[] pair = line.split("=", 2);
                        settings.put(pair[0].strip(), pair[1].strip());
                    }
                }
            }
            return new Table(settings, library, expected);
        }

        private static Airable airable(String line) {
            String[] cells = line.split("\\|", -1);
            long id = Long.parseLong(cells[0].strip());
            String[] place = cells[1].strip().split("x", -1);
            return new Airable(
                    id,
                    cells[3].strip(),
                    Duration.parse(cells[2].strip()),
                    cells.length < 5 || !cells[4].strip().equals("missing"),
                    OrderKey.chronological(
                            "show", Integer.parseInt(place[0]), Integer.parseInt(place[1]), cells[3].strip(), id));
        }

        String setting(String key) {
            return Objects.requireNonNull(settings.get(key), key);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"chronological", "shuffle", "off-air"})
    void plansAsWritten(String name) throws IOException {
        Table table = Table.read(name);
        Plan plan = ScheduleEngine.plan(
                new ScheduleDefinition.Continuous(
                        1, PlaybackOrder.valueOf(table.setting("order").toUpperCase(Locale.ROOT))),
                id -> table.library,
                ScheduleState.initial(Long.parseLong(table.setting("seed"))),
                Instant.parse(table.setting("from")),
                Instant.parse(table.setting("until")),
                Integer.MAX_VALUE);
        List<String> actual = plan.steps().stream()
                .map(step -> step.item().start() + " " + step.item().finish() + " "
                        + step.item().title())
                .toList();
        assertThat(actual).isEqualTo(table.expected);
    }
}
