package tv.exstream.server.schedule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.definition.ScheduleJson;
import tv.exstream.server.schedule.draw.ScheduleState;
import tv.exstream.server.schedule.item.Content;
import tv.exstream.server.schedule.item.ScheduledItem;
import tv.exstream.server.schedule.plan.Plan;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tables people can read: {@code src/test/resources/schedule/sequential/*.txt}; {@link GoldenFile} says how. The
 * definition is a sequential schedule as people write it; {@code collection.1 = NAME} gives collections their names.
 */
@Timeout(60)
class SequentialGoldenTest {
    private static final Path FOLDER = Path.of("src/test/resources/schedule/sequential");

    static List<String> cases() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static ScheduleDefinition definition(GoldenFile file) {
        return new ScheduleDefinition.Sequential(file.definition(), Map.of());
    }

    private static Plan plan(GoldenFile file, ScheduleState state, Instant from, Instant until) {
        return ScheduleEngine.plan(definition(file), NamedLibrary.of(file), state, file.zone(), from, until, 100_000);
    }

    private static Plan whole(GoldenFile file) {
        return plan(file, ScheduleState.initial(file.seed()), file.instant("from"), file.instant("until"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void plansAsWritten(String name) throws IOException {
        GoldenFile file = GoldenFile.read(FOLDER.resolve(name));
        Plan plan = whole(file);
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
            Instant until = at.plus(Duration.ofMinutes(11));
            Plan piece = plan(file, state, at, until.isBefore(file.instant("until")) ? until : file.instant("until"));
            piece.steps().forEach(step -> pieces.add(step.item()));
            state = json.readValue(json.writeValueAsString(piece.state()), ScheduleState.class);
            assertThat(state).isEqualTo(piece.state());
            at = piece.finish();
        }
        assertThat(pieces)
                .isEqualTo(whole(file).steps().stream().map(Plan.Step::item).toList());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void definitionSurvivesJson(String name) throws IOException {
        ScheduleDefinition definition = definition(GoldenFile.read(FOLDER.resolve(name)));
        JsonMapper json = ScheduleJson.configure(JsonMapper.builder()).build();
        String written = json.writerFor(ScheduleDefinition.class).writeValueAsString(definition);
        assertThat(json.readValue(written, ScheduleDefinition.class)).isEqualTo(definition);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyChoiceNamesItsLine(String name) throws IOException {
        GoldenFile file = GoldenFile.read(FOLDER.resolve(name));
        List<String> lines = file.definition().lines().toList();
        for (Plan.Step step : whole(file).steps()) {
            if (step.item().content() instanceof Content.Media) {
                String[] rule = step.reason().rule().split("[ :]+", -1);
                assertThat(lines.get(Integer.parseInt(rule[1]) - 1)).contains(rule[2]);
            }
        }
    }
}
