package tv.exstream.server.preview;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Test;

import tv.exstream.server.channels.DefinitionFormat;
import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.lineup.LineupEntry;
import tv.exstream.server.schedule.lineup.LineupTool;

import static org.assertj.core.api.Assertions.assertThat;

/** What the documents show is what is understood, and they leave nothing out. */
class DocumentsTest {
    private static final Path DOCS = Path.of("../docs");

    private static String part(String file, String heading) throws IOException {
        String text = Files.readString(DOCS.resolve(file));
        int begin = text.indexOf("\n## " + heading + "\n");
        assertThat(begin).as(heading).isNotNegative();
        int end = text.indexOf("\n## ", begin + 1);
        return text.substring(begin, end < 0 ? text.length() : end);
    }

    /** JSON objects between backticks; not those that something is left out of. */
    private static List<String> examples(String text) {
        List<String> found = new ArrayList<>();
        Matcher objects = Pattern.compile("`(\\{[^`]*})`").matcher(text);
        while (objects.find()) {
            if (!objects.group(1).contains("…")) {
                found.add(objects.group(1));
            }
        }
        return found;
    }

    private static <T> Set<Class<?>> read(List<String> examples, Class<T> type) throws JsonProcessingException {
        Set<Class<?>> kinds = new HashSet<>();
        for (String example : examples) {
            kinds.add(DefinitionFormat.json().readValue(example, type).getClass());
        }
        return kinds;
    }

    @Test
    void everyToolAndEntryIsShown() throws IOException {
        assertThat(read(examples(part("lineups.md", "Tools")), LineupTool.class))
                .containsExactlyInAnyOrder(LineupTool.class.getPermittedSubclasses());
        assertThat(read(examples(part("lineups.md", "Entries")), LineupEntry.class))
                .containsExactlyInAnyOrder(LineupEntry.class.getPermittedSubclasses());
    }

    @Test
    void everyRuleIsShown() throws IOException {
        Set<Class<?>> kinds = read(examples(part("schedules.md", "Collections")), CollectionRule.class);
        kinds.addAll(Set.of(CollectionRule.And.class, CollectionRule.Or.class, CollectionRule.Not.class));
        assertThat(kinds).containsExactlyInAnyOrder(CollectionRule.class.getPermittedSubclasses());
    }

    @Test
    void definitionsAreUnderstood() throws IOException {
        String preview = part("schedules.md", "Preview");
        String yaml = preview.substring(preview.indexOf("```yaml") + 8);
        ScheduleFile file = ScheduleFile.read(yaml.substring(0, yaml.indexOf("```")), true, CollectionNames.ANY);
        assertThat(file.definition()).isInstanceOf(ScheduleDefinition.RandomSlots.class);
        assertThat(file.ownCollections()).containsOnlyKeys(-1L, -2L);
        assertThat(file.definition().sources()).contains(-1L, -2L, Long.MAX_VALUE);
        assertThat(file.seed()).contains("2a");
    }
}
