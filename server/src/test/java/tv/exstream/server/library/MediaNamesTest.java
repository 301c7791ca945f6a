package tv.exstream.server.library;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/** Reads {@code names.tsv}: one line for each way people name their files. */
class MediaNamesTest {
    private record Row(List<String> folders, String fileName, String expected) {}

    @TestFactory
    Stream<DynamicTest> readsNamesAsPeopleWriteThem() throws IOException {
        Map<List<String>, List<Row>> byFolder = new LinkedHashMap<>();
        for (Row row : rows()) {
            byFolder.computeIfAbsent(row.folders, k -> new ArrayList<>()).add(row);
        }
        return byFolder.entrySet().stream().flatMap(folder -> {
            Map<String, MediaName> names = MediaNames.read(
                    "library",
                    folder.getKey(),
                    folder.getValue().stream().map(Row::fileName).toList());
            return folder.getValue().stream()
                    .map(row -> dynamicTest(
                            String.join("/", row.folders) + "/" + row.fileName,
                            () -> assertThat(describe(Objects.requireNonNull(names.get(row.fileName))))
                                    .isEqualTo(row.expected)));
        });
    }

    @Test
    void tableIsThereInFull() throws IOException {
        assertThat(rows()).hasSizeGreaterThan(120);
    }

    @Test
    void aLibraryFolderThatIsAShowNamesIt() {
        assertThat(describe("Show Name (2010)", List.of("Season 1"), "S01E01.mkv"))
                .isEqualTo("EPISODE | Show Name | 1 | 1 | | 2010 | Episode 1");
        assertThat(describe("Show Name", List.of(), "S01E02 - Two.mkv"))
                .isEqualTo("EPISODE | Show Name | 1 | 2 | | | Two");
    }

    @Test
    void aLibraryFolderCalledMoviesHoldsMovies() {
        assertThat(describe("Movies", List.of(), "Casablanca.mkv")).isEqualTo("MOVIE | | | | | | Casablanca");
        assertThat(describe("films", List.of("A"), "Alien 1979.mkv")).isEqualTo("MOVIE | | | | | 1979 | Alien");
    }

    @Test
    void namesThatSayNothingAreMarked() {
        for (String name :
                List.of("IMG_0001.MOV", "00012.mp4", "VTS_01_1.mp4", "track 03.mp3", "2024-05-01 10.11.12.mp4")) {
            assertThat(MediaNames.read("library", List.of(), List.of(name)).get(name))
                    .as(name)
                    .matches(n -> n != null && (!n.telling() || n.kind() == MediaKind.EPISODE));
        }
        assertThat(MediaNames.read("library", List.of(), List.of("Song.mp3")).get("Song.mp3"))
                .matches(n -> n != null && n.telling());
    }

    @Test
    void oddNamesNeverFailAndNeverLeaveABlankTitle() {
        List<String> odd = List.of(
                ".mp4",
                "...mp4",
                "[].mp4",
                "{}.mkv",
                "().mkv",
                " .mkv",
                "-.mkv",
                "S99999E1.mkv",
                "[[x].mkv",
                "(2010).mkv",
                "1080p.mkv",
                "💾.mp4",
                "S01E99999.mkv",
                "1x1x1x1.mkv",
                "x264.mkv",
                "a".repeat(250) + ".mp4",
                "- - - - -.mkv",
                "E1.mkv",
                "99999999999999.mkv",
                "Episode 99999999999.mkv",
                "S01E01E99999999999.mkv");
        for (String root : List.of("library", "", "Movies", "[x]", "Season 1")) {
            for (List<String> folders : List.of(List.<String>of(), List.of("Season 1"), List.of("", "()"))) {
                MediaNames.read(root, folders, odd)
                        .forEach((file, name) ->
                                assertThat(name.title()).as(file).isNotBlank());
            }
        }
    }

    private static String describe(String root, List<String> folders, String file) {
        return describe(Objects.requireNonNull(
                MediaNames.read(root, folders, List.of(file)).get(file)));
    }

    private static String describe(MediaName name) {
        String text = String.join(
                " | ",
                name.extra() ? "EXTRA" : name.kind().name(),
                name.show().orElse(""),
                number(name.season()),
                number(name.episode()),
                number(name.episodeEnd()),
                number(name.year()),
                name.title());
        return text.replaceAll(" +", " ");
    }

    private static String number(OptionalInt number) {
        return number.isPresent() ? Integer.toString(number.getAsInt()) : "";
    }

    private static List<Row> rows() throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(MediaNamesTest.class.getResourceAsStream("/names.tsv")),
                StandardCharsets.UTF_8))) {
            return in.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> {
                        String[] parts = line.split(" \\| ", 2);
                        List<String> path = Arrays.asList(parts[0].strip().split("/"));
                        return new Row(
                                List.copyOf(path.subList(0, path.size() - 1)),
                                path.getLast(),
                                parts[1].strip().replaceAll(" +", " "));
                    })
                    .toList();
        }
    }
}
