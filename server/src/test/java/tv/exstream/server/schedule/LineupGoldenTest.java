package tv.exstream.server.schedule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.definition.ScheduleJson;
import tv.exstream.server.schedule.lineup.LineupEntry;
import tv.exstream.server.schedule.lineup.LineupItem;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What each tool makes of a list, in files people can read: {@code src/test/resources/lineup/*.txt}. They are written as
 * {@link GoldenFile} says; {@code [expected]} is the list after the tools, an entry a line: an item by key and name,
 * {@code ---} and how much or until when for flex, {@code >>>} and the channel for a redirect.
 */
class LineupGoldenTest {
    private static final Path FOLDER = Path.of("src/test/resources/lineup");

    static List<String> cases() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".txt"))
                    .sorted()
                    .toList();
        }
    }

    private static Lineups.Worked work(GoldenFile file) throws IOException {
        return Lineups.work((ScheduleDefinition.Lineup) file.schedule(), file.items(), file.seed());
    }

    private static String table(List<LineupEntry> list, Lineups.Worked worked) {
        return list.stream().map(entry -> line(entry, worked)).collect(Collectors.joining("\n"));
    }

    private static String line(LineupEntry entry, Lineups.Worked worked) {
        return switch (entry) {
            case LineupEntry.Media media ->
                media.media() + " " + worked.item(media).map(LineupItem::title).orElse("?");
            case LineupEntry.Flex flex -> "--- " + text(flex.flex());
            case LineupEntry.Mark mark ->
                "--- until a multiple of " + mark.mark() + " min"
                        + mark.offset().map(offset -> " and " + offset).orElse("");
            case LineupEntry.Hours hours -> "--- between " + hours.from() + " and " + hours.to();
            case LineupEntry.Redirect redirect -> ">>> " + redirect.redirect() + " " + text(redirect.duration());
        };
    }

    private static String text(Duration duration) {
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void makesTheListAsWritten(String name) throws IOException {
        GoldenFile file = GoldenFile.read(FOLDER.resolve(name));
        Lineups.Worked worked = work(file);
        assertThat(table(worked.after(), worked)).isEqualTo(String.join("\n", file.expected()));
        assertThat(worked.warnings()).hasSameSizeAs(file.warnings());
        for (int i = 0; i < file.warnings().size(); i++) {
            assertThat(worked.warnings().get(i)).contains(file.warnings().get(i));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void leavingOutTheLastToolUndoesIt(String name) throws IOException {
        GoldenFile file = GoldenFile.read(FOLDER.resolve(name));
        ScheduleDefinition.Lineup lineup = (ScheduleDefinition.Lineup) file.schedule();
        List<List<LineupEntry>> steps = work(file).steps();
        for (int i = steps.size(); i > 0; i--) {
            lineup = lineup.undone().orElseThrow();
            Lineups.Worked before = Lineups.work(lineup, file.items(), file.seed());
            assertThat(before.after()).isEqualTo(i == 1 ? before.before() : steps.get(i - 2));
        }
        assertThat(lineup.undone()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void survivesJson(String name) throws IOException {
        ScheduleDefinition definition = GoldenFile.read(FOLDER.resolve(name)).schedule();
        JsonMapper json = ScheduleJson.configure(JsonMapper.builder()).build();
        String written = json.writerFor(ScheduleDefinition.class).writeValueAsString(definition);
        assertThat(json.readValue(written, ScheduleDefinition.class)).isEqualTo(definition);
    }
}
