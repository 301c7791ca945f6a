package tv.exstream.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ScheduleCheckCommandTest {
    private final CommandLineRun cli = new CommandLineRun();

    @TempDir
    Path outer;

    private Path folder;
    private Path file;

    @BeforeEach
    void write() throws IOException {
        folder = Files.createDirectories(outer.resolve("schedules"));
        file = folder.resolve("saturday.yml");
        Files.writeString(folder.resolve("common.yml"), """
                content:
                  - collection: Shows
                    key: SHOWS
                    order: shuffle
                """);
        Files.writeString(file, """
                import:
                  - common.yml
                playout:
                  - count: 1
                    content: SHOWS
                  - repeat: true
                """);
    }

    private void add(String text) throws IOException {
        Files.writeString(file, Files.readString(file) + text);
    }

    @Test
    void whatIsRightIsSaid() {
        assertThat(cli.run("schedule", "check", file.toString())).isZero();
        assertThat(cli.out()).isEqualToIgnoringNewLines(file + ": right; contents: 1, sequences: 0, instructions: 2");
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void everyFaultHasItsLineAndColumn() throws IOException {
        add("  - cuont: 2\n    content: SHOWS\n  - count: 2\n    content: SHOW\n");
        assertThat(cli.run("schedule", "check", file.toString())).isEqualTo(3);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err().lines())
                .containsExactly(
                        file + ", line 7, column 5: unknown instruction 'cuont'; did you mean 'count'?",
                        file + ", line 10, column 14: there is no content 'SHOW'; did you mean 'SHOWS'?");
        assertThat(cli.run("schedule", "check", "--json", file.toString())).isEqualTo(3);
        assertThat(cli.json().path("valid").asBoolean()).isFalse();
        assertThat(cli.json().path("faults")).hasSize(2);
        assertThat(cli.json().path("faults").get(1).path("column").asInt()).isEqualTo(14);
    }

    @Test
    void faultsOfImportsNameTheirFile() throws IOException {
        Files.writeString(folder.resolve("common.yml"), "content:\n  - collection: Shows\n    key: SHOWS\n");
        assertThat(cli.run("schedule", "check", file.toString())).isEqualTo(3);
        assertThat(cli.err()).startsWith("common.yml, line 2, column 5: content needs 'order'");
    }

    @Test
    void nothingOutsideOfTheFolderIsRead() throws IOException {
        Path secret = Files.writeString(outer.resolve("secret.yml"), "content: secret\n");
        Files.createSymbolicLink(folder.resolve("link.yml"), secret);
        Files.createSymbolicLink(folder.resolve("up"), outer);
        Files.writeString(file, """
                import: [../secret.yml, link.yml, up/secret.yml, /etc/passwd, ., missing.yml]
                playout:
                  - repeat: true
                """);
        assertThat(cli.run("schedule", "check", file.toString())).isEqualTo(3);
        assertThat(cli.err().lines()).hasSize(6).allMatch(line -> line.startsWith(file + ", line 1, column 9: "));
        assertThat(cli.err())
                .contains("'link.yml' cannot be imported: it is a link to a file outside")
                .contains("'up/secret.yml' cannot be imported: it is a link to a file outside")
                .contains("there is no file 'missing.yml' in the schedule's folder");
    }

    @Test
    void whatIsNoScheduleIsABadInput() throws IOException {
        assertThat(cli.run("schedule", "check", folder.resolve("none.yml").toString()))
                .isEqualTo(3);
        assertThat(cli.err()).contains("none.yml: no such file");
        assertThat(cli.run("schedule", "check", folder.toString())).isEqualTo(3);
        assertThat(cli.err()).contains("is a folder");
        Files.write(file, "content: \u00e4".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(cli.run("schedule", "check", file.toString())).isEqualTo(3);
        assertThat(cli.err()).contains("is not UTF-8 text");
        Files.write(file, new byte[2 << 20]);
        assertThat(cli.run("schedule", "check", file.toString())).isEqualTo(3);
        assertThat(cli.err()).contains("more than");
        assertThat(cli.run("schedule", "check")).isEqualTo(2);
    }
}
