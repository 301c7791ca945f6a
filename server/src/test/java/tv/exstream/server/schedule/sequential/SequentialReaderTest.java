package tv.exstream.server.schedule.sequential;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tv.exstream.server.schedule.definition.SequentialWords;

import static org.assertj.core.api.Assertions.assertThat;

/** Everything that can be wrong, with its place. */
@Timeout(60)
class SequentialReaderTest {
    private static final String CONTENT = """
            content:
              - collection: Shows
                key: SHOWS
                order: shuffle
            """;

    private static Reading read(String text) {
        return SequentialReader.read("", text, Imports.NONE, SequentialWords.VOCABULARY);
    }

    private static Reading read(String text, Map<String, String> imports) {
        return SequentialReader.read("main.yml", text, Imports.of(imports), SequentialWords.VOCABULARY);
    }

    private static List<String> faults(Reading reading) {
        return reading.faults().stream().map(Fault::toString).toList();
    }

    /** A text, and what is wrong with it; the text stands behind four lines of content. */
    static List<List<String>> wrong() {
        return List.of(
                List.of(
                        "playout:\n  - cuont: 1\n    content: SHOWS",
                        "line 6, column 5: unknown instruction 'cuont'; did you mean 'count'?"),
                List.of(
                        "playout:\n  - count: 1\n    contents: SHOWS",
                        "line 6, column 5: 'count' needs 'content': add it",
                        "line 7, column 5: unknown key 'contents' of 'count'; did you mean 'content'?"),
                List.of(
                        "playout:\n  - count: 1\n    content: SHOW",
                        "line 7, column 14: there is no content 'SHOW'; did you mean 'SHOWS'?"),
                List.of(
                        "playout:\n  - count: many\n    content: SHOWS",
                        "line 6, column 12: 'count' is 'many', but takes a number of items: formula 'many', column 1"),
                List.of(
                        "playout:\n  - count: [1, 2]\n    content: SHOWS",
                        "line 6, column 12: 'count' takes one value, not a list"),
                List.of(
                        "playout:\n  - count: { content: SHOWS, value: 2 }",
                        "line 6, column 5: 'count' needs 'content': add it",
                        "line 6, column 12: 'count' takes one value, not a section"),
                List.of(
                        "playout:\n  - duration: 30\n    content: SHOWS\n    trim: maybe",
                        "line 6, column 15: 'duration' is '30', but takes a duration of at most 31 days",
                        "line 8, column 11: 'trim' is 'maybe', but takes true or false"),
                List.of(
                        "playout:\n  - duration: 1h\n    content: SHOWS\n    stop_before_end: false\n    offline_tail: true",
                        "line 9, column 19: nothing is left for 'offline_tail' when 'stop_before_end' is false"),
                List.of(
                        "playout:\n  - pad_to_next: 0\n    content: SHOWS",
                        "line 6, column 18: 'pad_to_next' is '0', but takes a whole number from 1 to 1440"),
                List.of(
                        "playout:\n  - pad_until: noon\n    content: SHOWS\n    tomorrow: now >\n    filler_kind: pre",
                        "line 6, column 16: 'pad_until' is 'noon', but takes a time of day such as '18:30'",
                        "line 8, column 15: 'tomorrow' is 'now >', but takes true, false or a formula of 'now'",
                        "line 9, column 18: 'filler_kind' is 'pre', but takes one of fallback, midroll, none, postroll,"
                                + " preroll, tail; did you mean"),
                List.of(
                        "playout:\n  - all: SHOWS",
                        "line 6, column 5: 'all' needs 'content': add it",
                        "line 6, column 10: 'all' takes no value of its own"),
                List.of(
                        "playout:\n  - count: 1\n    duration: 1h\n    content: SHOWS",
                        "line 6, column 5: these are two instructions, count and duration"),
                List.of("playout:\n  - sequence: A", "line 6, column 15: there is no sequence 'A': define it under"),
                List.of(
                        "playout:\n  - sequence: A\nsequence:\n  - key: A\n    items:\n      - sequence: B\n  - key: B\n    items:\n      - sequence: A",
                        "line 8, column 5: sequence 'A' leads back to itself (A → B → A)"),
                List.of(
                        "playout:\n  - pre_roll: true\n    sequence: A\nsequence:\n  - key: A\n    items:\n      - repeat: true",
                        "line 11, column 9: 'repeat' cannot be in sequence 'A', which goes with other items"),
                List.of("playout:\n  - pre_roll: true", "line 6, column 15: 'pre_roll: true' needs 'sequence'"),
                List.of(
                        "playout:\n  - mid_roll: true\n    sequence: A\n    expression: total > 3\nsequence:\n  - key: A\n    items:\n      - count: 1\n        content: SHOWS",
                        "line 8, column 17: 'expression' is 'total > 3', but takes a formula: formula 'total > 3', column 1: 'total' is none of"),
                List.of("playout:\n  - watermark: true", "line 6, column 16: 'watermark: true' needs 'name'"),
                List.of("playout:\n  - repeat: false", "line 6, column 13: 'repeat: false' does nothing"),
                List.of("playout:\n  - rewind: 1h", "line 6, column 5: 'rewind' can only be under 'reset'"),
                List.of(
                        "reset:\n  - count: 1\n    content: SHOWS\nplayout:\n  - repeat: true",
                        "line 6, column 5: 'count' cannot be under 'reset'"),
                List.of(
                        "reset:\n  - rewind: 2 days\nplayout:\n  - repeat: true",
                        "line 6, column 13: 'rewind' is '2 days', but takes at most 24 hours"),
                List.of(
                        "playout:\n  - skip_to_item:\n    content: SHOWS\n    season: -1",
                        "line 6, column 5: skip_to_item needs 'episode': add it",
                        "line 8, column 13: 'season' is '-1', but takes a whole number from 0"),
                List.of("playout: []", "line 5, column 10: 'playout' takes a list of instructions"),
                List.of(
                        "playout:\n  - repeat",
                        "line 6, column 5: 'playout' takes a list of instructions, each with keys"),
                List.of(
                        "plaout:\n  - repeat: true",
                        "line 1, column 1: a schedule needs 'playout'",
                        "line 5, column 1: unknown key 'plaout' of a schedule; did you mean 'playout'?"),
                List.of(
                        "playout:\n  - repeat: true\nplayout:\n  - repeat: true",
                        "line 7, column 1: 'playout' is given twice"),
                List.of(
                        "playout:\n  - repeat: true\nschedules:\n  - name: April",
                        "line 8, column 5: a schedule for some days needs 'start_date': add it",
                        "line 8, column 5: a schedule for some days needs 'end_date': add it",
                        "line 8, column 5: a schedule for some days needs 'playout'"),
                List.of(
                        "playout:\n  - repeat: true\nschedules:\n  - name: A\n    start_date: 02-30\n"
                                + "    end_date: 24 December\n    priority: high\n    playout:\n      - count: 1",
                        "line 9, column 17: 'start_date' is '02-30', but takes a day such as 12-24, or 2026-12-24",
                        "line 10, column 15: 'end_date' is '24 December', but takes a day",
                        "line 11, column 15: 'priority' is 'high', but takes a whole number from -1000000",
                        "line 13, column 9: 'count' needs 'content'"),
                List.of(
                        "playout:\n  - repeat: true\nschedules:\n"
                                + "  - {name: A, start_date: 2026-12-25, end_date: 12-24, playout: [{repeat: true}]}\n"
                                + "  - {name: A, start_date: 12-25, end_date: 01-06, playout: [{repeat: true}],"
                                + " reset: [{rewind: 1h}]}",
                        "line 8, column 49: 'end_date' is before 'start_date'",
                        "line 9, column 12: schedule 'A' is defined twice: give each its own name",
                        "line 9, column 78: unknown key 'reset' of a schedule for some days"),
                List.of("playout:\n\t- repeat: true", "line 6, column 1: not valid YAML"),
                List.of("playout:\n  - repeat: 'true", "line 7, column 1: not valid YAML"),
                List.of("playout:\n  - repeat: true\u0007", "line 6, column 17: not valid YAML: the character U+0007"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void namesEveryFaultWithItsPlace(List<String> wanted) {
        Reading reading = read(CONTENT + wanted.getFirst() + "\n");
        assertThat(reading.program()).isEmpty();
        List<String> found = faults(reading);
        assertThat(found).hasSize(wanted.size() - 1);
        for (int i = 1; i < wanted.size(); i++) {
            assertThat(found.get(i - 1)).startsWith(wanted.get(i));
        }
    }

    static List<List<String>> wrongContent() {
        return List.of(
                List.of("  - colection: A", "line 2, column 5: content has no kind", "did you mean 'collection'?"),
                List.of(
                        "  - collection: A\n    search:\n    key: A\n    order: shuffle",
                        "line 2, column 5: content is of two kinds, collection and search"),
                List.of("  - collection: A\n    order: shuffle", "line 2, column 5: collection needs 'key'"),
                List.of(
                        "  - collection: A\n    key: A\n    order: shufle",
                        "line 4, column 12: 'order' is 'shufle', but takes one of",
                        "did you mean 'shuffle'?"),
                List.of("  - collection: A\n    key: A", "line 2, column 5: content needs 'order'"),
                List.of(
                        "  - collection: A\n    key: A\n    order: shuffle\n  - collection: B\n    key: A\n    order: shuffle",
                        "line 6, column 10: content 'A' is defined twice"),
                List.of(
                        "  - search:\n    key: A\n    query: actor:x\n    order: shuffle",
                        "line 4, column 12: 'query' is 'actor:x', but takes a query: column 1: there is no field 'actor'"),
                List.of(
                        "  - search:\n    key: A\n    query: \"(title:x\"\n    order: shuffle",
                        "line 4, column 12: 'query' is '(title:x', but takes a query: column 9: ')' is missing"),
                List.of("  - search:\n    key: A\n    order: shuffle", "line 2, column 5: search needs 'query'"),
                List.of(
                        "  - show:\n    key: A\n    order: shuffle",
                        "line 2, column 10: show needs 'guids' or a 'title'"),
                List.of(
                        "  - show:\n    key: A\n    guids:\n      - source: imdb\n    order: shuffle",
                        "line 5, column 9: an identifier needs 'value'"),
                List.of(
                        "  - playlist: P\n    key: A\n    order: shuffle",
                        "line 4, column 12: a playlist has its own order"),
                List.of(
                        "  - playlist:\n    key: A\n    items:\n      - content: A\n        count: 0",
                        "line 2, column 5: playlist 'A' leads back to itself (A → A)",
                        "line 6, column 16: 'count' is '0', but takes a whole number from 1 to 10000"),
                List.of(
                        "  - marathon:\n    key: A\n    group_by: shows",
                        "line 2, column 14: marathon needs",
                        "line 4, column 15: 'group_by' is 'shows'"),
                List.of("  - just text", "line 2, column 5: 'content' takes a list of content, each with keys"));
    }

    @ParameterizedTest
    @MethodSource("wrongContent")
    void namesEveryFaultOfContent(List<String> wanted) {
        Reading reading = read("content:\n" + wanted.getFirst() + "\nplayout:\n  - repeat: true\n");
        assertThat(reading.program()).isEmpty();
        assertThat(String.join("\n", faults(reading)))
                .contains(wanted.subList(1, wanted.size()).toArray(String[]::new));
    }

    @Test
    void tellsAllFaultsAtOnceInTheirOrder() {
        assertThat(faults(read("""
                        content:
                          - collection: Shows
                            key: SHOWS
                        sequence:
                          - items:
                              - count: 1
                                content: LOST
                        playout:
                          - pad_to_next: soon
                            content: SHOWS
                        plan: 3
                        """)))
                .extracting(fault -> fault.substring(0, fault.indexOf(':')))
                .containsExactly(
                        "line 2, column 5",
                        "line 5, column 5",
                        "line 7, column 18",
                        "line 9, column 18",
                        "line 10, column 14",
                        "line 11, column 1");
    }

    @Test
    void readsWhatIsRight() {
        Reading reading =
                read(CONTENT + "playout:\n  - count: 2\n    content: SHOWS\n    custom_title: Two\n  - repeat: yes\n");
        assertThat(reading.faults()).isEmpty();
        SequentialProgram program = reading.program().orElseThrow();
        assertThat(program.playout())
                .extracting(Line::instruction)
                .containsExactly(
                        new Instruction.Count(
                                "2",
                                new Showing("SHOWS", java.util.Optional.of("Two"), java.util.Optional.empty(), false)),
                        new Instruction.Repeat());
        assertThat(program.playout().getFirst().describe()).isEqualTo("line 6: count");
    }

    @Test
    void whatIsImportedGivesWayToWhatIsThere() {
        Reading reading =
                read("import: [common.yml]\n" + CONTENT + """
                sequence:
                  - key: HERE
                    items:
                      - sequence: BREAK
                playout:
                  - sequence: HERE
                """, Map.of("common.yml", """
                import: [parts/more.yml]
                content:
                  - collection: Other
                    key: SHOWS
                    order: chronological
                sequence:
                  - key: BREAK
                    items:
                      - count: 1
                        content: SPOTS
                """, "parts/more.yml", """
                content:
                  - collection: Spots
                    key: SPOTS
                    order: shuffle
                """));
        assertThat(reading.faults()).isEmpty();
        SequentialProgram program = reading.program().orElseThrow();
        assertThat(program.contents().keySet()).containsExactlyInAnyOrder("SHOWS", "SPOTS");
        assertThat(program.content("SHOWS").orElseThrow().source())
                .isEqualTo(new ContentDefinition.Source.From(new ContentName.Collection("Shows"), "shuffle"));
        assertThat(program.sequence("BREAK").getFirst().describe()).isEqualTo("common.yml, line 9: count");
    }

    @Test
    void faultsOfImportsNameTheirFile() {
        String main =
                "import: [a.yml, b.yml, ../secret.yml, /etc/passwd, 'C:\\x', none.yml]\nplayout:\n  - repeat: true\n";
        assertThat(faults(read(
                        main,
                        Map.of(
                                "a.yml",
                                "import: [b.yml]\ncontent: 3\n",
                                "b.yml",
                                "import:\n  - a.yml\nplayout:\n  - repeat: true\n"))))
                .satisfiesExactlyInAnyOrder(
                        fault -> assertThat(fault).startsWith("a.yml, line 2, column 10: 'content' takes a list"),
                        fault -> assertThat(fault)
                                .startsWith("b.yml, line 2, column 3: 'a.yml' imports itself by way of 'b.yml'"),
                        fault -> assertThat(fault)
                                .startsWith("b.yml, line 4, column 3: an imported file has no 'playout'"),
                        fault -> assertThat(fault)
                                .startsWith(
                                        "main.yml, line 1, column 9: '../secret.yml' cannot be imported: only files"),
                        fault -> assertThat(fault)
                                .startsWith("main.yml, line 1, column 9: '/etc/passwd' cannot be imported: only files"),
                        fault -> assertThat(fault)
                                .startsWith("main.yml, line 1, column 9: 'C:\\x' cannot be imported: only files"),
                        fault -> assertThat(fault)
                                .startsWith("main.yml, line 1, column 9: there is no file 'none.yml'"));
    }

    @Test
    void bombsAreRefused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 100; i++) {
            bomb.append("a")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [*a")
                    .append(i - 1)
                    .append(", *a")
                    .append(i - 1)
                    .append("]\n");
        }
        assertThat(faults(read(bomb.toString()))).singleElement().asString().contains("aliases");
        assertThat(faults(read("[".repeat(5_000)))).singleElement().asString().contains("epth");
        assertThat(faults(read("content: &c [*c]\nplayout: &p\n  - *p\n"))).isNotEmpty();
        assertThat(faults(read("# " + "x".repeat(300_000))))
                .singleElement()
                .asString()
                .contains("more than");
        Map<String, String> many = new HashMap<>();
        StringBuilder main = new StringBuilder("playout:\n  - repeat: true\nimport:\n");
        for (int i = 0; i < 50; i++) {
            many.put(
                    "f" + i + ".yml",
                    "# " + "x".repeat(100_000) + "\ncontent:\n  - collection: A\n    key: A\n    order: shuffle\n");
            main.append("  - f").append(i).append(".yml\n");
        }
        assertThat(faults(read(main.toString(), many)))
                .singleElement()
                .asString()
                .contains("at most 32 files");
    }

    @Test
    void depthIsBounded() {
        StringBuilder text = new StringBuilder(CONTENT + "playout:\n  - sequence: S60\nsequence:\n");
        text.append("  - key: S0\n    items:\n      - count: 1\n        content: SHOWS\n");
        for (int i = 1; i <= 60; i++) {
            text.append("  - key: S")
                    .append(i)
                    .append("\n    items:\n      - sequence: S")
                    .append(i - 1)
                    .append("\n");
        }
        assertThat(faults(read(text.toString()))).isNotEmpty().allMatch(fault -> fault.contains("nest less"));
    }

    @Test
    void whateverTheTextThereIsAnAnswer() {
        List<String> bits =
                List.of("[", "}", "&a ", "*a", "- ", ": ", "\n", "\t", "'", "|", "? ", "!!x ", "---\n", "~", "\0");
        String right = CONTENT
                + "playout:\n  - count: random % 4\n    content: SHOWS\n  - pad_until: 6:00\n    content: SHOWS\n";
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder(right);
            for (int change = random.nextInt(1, 5); change > 0; change--) {
                int at = random.nextInt(text.length());
                if (random.nextBoolean()) {
                    text.insert(at, bits.get(random.nextInt(bits.size())));
                } else {
                    text.delete(at, Math.min(text.length(), at + random.nextInt(12)));
                }
            }
            Reading reading = read(text.toString());
            assertThat(reading.program().isPresent())
                    .as(text.toString())
                    .isEqualTo(reading.faults().isEmpty());
            assertThat(reading.faults())
                    .allMatch(fault -> fault.place().line() > 0 && fault.place().column() > 0);
        }
    }

    @Test
    void aFileOfThePeerIsReadAsItIs() {
        Reading reading = read("""
                content:
                  - show:
                    key: "SOME_SHOW"
                    guids:
                      - source: "imdb"
                        value: "tt123456"
                      - source: tvdb
                        value: 79168
                    order: chronological
                  - search:
                    key: "FILLER"
                    query: "type:other_video"
                    order: "shuffle"
                  - multi_collection: All
                    key: ALL
                    order: shuffle
                    multi_part: true
                  - playlist: "Mine"
                    playlist_group: "Ours"
                    key: LIST
                reset:
                  - wait_until: '8:00am'
                    tomorrow: false
                    rewind_on_reset: true
                sequence:
                  - key: PRE
                    items: &items
                      - count: random % 4 + 1
                        content: FILLER
                  - key: POST
                    items: *items
                playout:
                  - pre_roll: true
                    sequence: PRE
                  - duration: "30 minutes"
                    content: "SOME_SHOW"
                    discard_attempts: 2
                    offline_tail: false
                  - epg_group: true
                    advance: false
                  - pad_to_next: 30
                    content: "FILLER"
                    filler_kind: postroll
                    trim: true
                  - epg_group: false
                  - graphics_off:
                  - sequence: POST
                    repeat: 2
                  - repeat: true
                """);
        assertThat(faults(reading)).isEmpty();
    }
}
