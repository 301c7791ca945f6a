package tv.exstream.server.schedule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.definition.ScheduleJson;
import tv.exstream.server.schedule.draw.ScheduleState;
import tv.exstream.server.schedule.item.ScheduledItem;
import tv.exstream.server.schedule.plan.Plan;

import static org.assertj.core.api.Assertions.assertThat;

/** Tables people can read: {@code src/test/resources/schedule/*.txt}; {@link GoldenFile} says how. */
class ScheduleGoldenTest {
    private static final Path FOLDER = Path.of("src/test/resources/schedule");

    static List<String> cases() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".txt"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void plansAsWritten(String name) throws IOException {
        GoldenFile file = GoldenFile.read(FOLDER.resolve(name));
        Plan plan = file.plan();
        assertThat(String.join("\n", file.table(plan))).isEqualTo(String.join("\n", file.expected()));
        assertThat(plan.warnings()).hasSameSizeAs(file.warnings());
        for (int i = 0; i < file.warnings().size(); i++) {
            assertThat(plan.warnings().get(i)).contains(file.warnings().get(i));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void planIsTheSameWhenBuiltInPieces(String name) throws IOException {
        GoldenFile file = GoldenFile.read(FOLDER.resolve(name));
        JsonMapper json = JsonMapper.builder().addModule(new Jdk8Module()).build();
        List<ScheduledItem> pieces = new ArrayList<>();
        ScheduleState state = ScheduleState.initial(file.seed());
        Instant at = file.instant("from");
        while (at.isBefore(file.instant("until"))) {
            Instant before = at;
            Instant end = file.later().filter(before::isBefore).orElse(file.instant("until"));
            Instant until = at.plus(Duration.ofMinutes(37));
            Plan piece = file.plan(state, at, until.isBefore(end) ? until : end);
            piece.steps().forEach(step -> pieces.add(step.item()));
            state = json.readValue(json.writeValueAsString(piece.state()), ScheduleState.class);
            assertThat(state).isEqualTo(piece.state());
            at = piece.finish();
        }
        assertThat(pieces)
                .isEqualTo(file.plan().steps().stream().map(Plan.Step::item).toList());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void definitionSurvivesJson(String name) throws IOException {
        ScheduleDefinition definition = GoldenFile.read(FOLDER.resolve(name)).schedule();
        JsonMapper json = ScheduleJson.configure(JsonMapper.builder()).build();
        String written = json.writerFor(ScheduleDefinition.class).writeValueAsString(definition);
        assertThat(json.readValue(written, ScheduleDefinition.class)).isEqualTo(definition);
    }
}
