package tv.exstream.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

import tv.exstream.engine.EngineException;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for all commands, and {@code probe}. */
class CommandsTest {
    private final CommandLineRun cli = new CommandLineRun();

    @Test
    void tellsItsVersionsAndLicence() {
        assertThat(cli.run("--version")).isZero();
        assertThat(cli.out()).startsWith("exstreamtv 0.").contains("FFmpeg 8.0.1 (GPL version 3 or later)");
    }

    @Test
    void namesNoCommandIsWrongUsage() {
        assertThat(cli.run()).isEqualTo(2);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err()).contains("name a command").contains("--help");
    }

    static List<String> commands() {
        return List.of(
                "serve",
                "probe",
                "transcode",
                "scan",
                "search",
                "channels",
                "guide",
                "guide export",
                "schedule",
                "schedule check",
                "schedule preview",
                "export",
                "import",
                "doctor",
                "completion");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpHasExamples(String command) {
        assertThat(cli.run((command + " --help").split(" ", -1))).isZero();
        assertThat(cli.out()).contains("Usage: exstreamtv " + command).contains("Examples:");
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void helpHidesWhatIsNotThereYet() {
        cli.run("transcode", "--help");
        assertThat(cli.out()).doesNotContain("--hw", "--watermark", "--audio-lang");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "prob",
                "probe --jsn x",
                "transcode a.mkv",
                "serve --port many",
                "serve --port 70000",
                "guide export -o - --format pdf",
                "guide export -o - --format ics",
                "guide export -o - --format ics --channel one",
                "guide export -o - --channel 1",
            })
    void wrongUsageIsTwoAndSaysSoBriefly(String line) {
        assertThat(cli.run(line.split(" ", -1))).isEqualTo(2);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err().lines()).hasSizeBetween(1, 3);
        assertThat(cli.err()).doesNotContain("\tat ", "Exception");
    }

    @Test
    void aScheduleThatCannotBeReadIsABadInputSaidWithItsPlace(@TempDir Path folder) throws IOException {
        assertThat(cli.run("schedule", "preview", "/nowhere/evening.yaml")).isEqualTo(3);
        assertThat(cli.err()).isEqualToIgnoringNewLines("exstreamtv: /nowhere/evening.yaml: no such file");

        Path file = folder.resolve("evening.yaml");
        Files.writeString(file, "kind: classic\nitems:\n  - content: {from: {collection: x}, order: shufle}\n");
        assertThat(cli.run("schedule", "preview", file.toString())).isEqualTo(3);
        assertThat(cli.err()).contains("evening.yaml: ").contains("line 3").contains("shufle");

        Files.writeString(file, "kind: classic\nitems: [\n");
        assertThat(cli.run("schedule", "preview", file.toString())).isEqualTo(3);
        assertThat(cli.err()).contains("the file is not valid YAML (line 2").doesNotContain("\tat ");
        assertThat(cli.err().lines()).hasSize(1);

        Files.writeString(file, "definition: {kind: random_slots, choice: uniform}\n");
        assertThat(cli.run("schedule", "preview", file.toString())).isEqualTo(3);
        assertThat(cli.err()).contains("'definition'").contains("line 1").contains("needs at least one");

        Path json = Files.writeString(folder.resolve("evening.json"), "{\"definition\": {\n]}");
        assertThat(cli.run("schedule", "preview", json.toString())).isEqualTo(3);
        assertThat(cli.err()).contains("line 2, column");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--days 32", "--from yesterday", "--from 2026-02-30", "--zone Mars", "--days x"})
    void aPreviewOfNoSuchTimeIsWrongUsage(String option) {
        assertThat(cli.run(("schedule preview evening.yaml " + option).split(" ", -1)))
                .isEqualTo(2);
        assertThat(cli.err()).contains(option.split(" ", -1)[0]);
    }

    @Test
    void aMissingFileIsABadInput() {
        assertThat(cli.run("probe", "/nowhere/film.mkv")).isEqualTo(3);
        assertThat(cli.err()).isEqualToIgnoringNewLines("exstreamtv: /nowhere/film.mkv: no such file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://", "http://host/a b", "file:///nowhere/film.mkv"})
    void aBadAddressIsABadInput(String address) {
        assertThat(cli.run("probe", address)).isEqualTo(3);
        assertThat(cli.err().lines()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void failuresOfTheEngineHaveTheirCodes(EngineException.Kind kind, int code) {
        cli.engine.failure = Optional.of(new EngineException(kind, "probe of x failed: because"));
        assertThat(cli.run("probe", "http://host/x.ts")).isEqualTo(code);
        assertThat(cli.err()).isEqualToIgnoringNewLines("exstreamtv: probe of x failed: because");
        assertThat(cli.engine.closed).isTrue();
    }

    static List<Object[]> failures() {
        return List.of(
                new Object[] {EngineException.Kind.NOT_FOUND, 3},
                new Object[] {EngineException.Kind.MALFORMED, 3},
                new Object[] {EngineException.Kind.UNSUPPORTED, 3},
                new Object[] {EngineException.Kind.TIMEOUT, 1},
                new Object[] {EngineException.Kind.UNAVAILABLE, 1},
                new Object[] {EngineException.Kind.INTERNAL, 1});
    }

    @Test
    void debugShowsTheStackTrace() {
        cli.engine.failure = Optional.of(new EngineException(EngineException.Kind.INTERNAL, "a promise was broken"));
        assertThat(cli.run("probe", "http://host/x.ts", "--debug")).isEqualTo(1);
        assertThat(cli.err()).contains("\tat tv.exstream.cli");
    }

    @Test
    void probeTellsPeopleWhatAChannelWouldDo() {
        assertThat(cli.run("probe", "http://user:secret@host/film.mkv?token=secret"))
                .isZero();
        assertThat(cli.out())
                .contains("1:23:45.3")
                .contains("video hevc (Main 10), 3840x2160, 23.976 fps, yuv420p10le, 10 bit, HDR, keyframe every 4.0 s")
                .contains("-> transcode: HEVC is not H.264")
                .contains("audio aac (LC), 48000 Hz, stereo, eng")
                .contains("-> copy")
                .contains("Opening")
                .doesNotContain("secret");
    }

    @Test
    void probeTellsProgramsInOneDocument() {
        assertThat(cli.run("probe", "http://host/film.mkv", "--json", "--profile", "transcode"))
                .isZero();
        JsonNode document = cli.json();
        assertThat(document.at("/duration").asDouble()).isEqualTo(5025.25);
        assertThat(document.at("/streams/0/width").asInt()).isEqualTo(3840);
        assertThat(document.at("/streams/0/hdr").asBoolean()).isTrue();
        assertThat(document.at("/streams/0/decision/action").asText()).isEqualTo("transcode");
        assertThat(document.at("/streams/1/decision/reason").asText()).isEqualTo("profile copies nothing");
        assertThat(document.at("/chapters/0/title").asText()).isEqualTo("Opening");
    }

    @Test
    void anUnknownProfileIsWrongUsageThatNamesTheKnown() {
        assertThat(cli.run("probe", "http://host/film.mkv", "--profile", "4k")).isEqualTo(2);
        assertThat(cli.err()).contains("'4k'").contains("default");
    }

    @Test
    void completionIsAScriptThatKnowsTheCommands() {
        assertThat(cli.run("completion")).isZero();
        assertThat(cli.out()).startsWith("#!/usr/bin/env bash").contains("transcode", "--realtime", "doctor");
    }

    @Test
    void everyCommandAndOptionIsDescribed() {
        CommandLine commands = cli.commandLine();
        assertThat(commands.getSubcommands().values()).isNotEmpty().allSatisfy(command -> {
            assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
            assertThat(command.getCommandSpec().options())
                    .filteredOn(option -> !option.hidden())
                    .allSatisfy(option -> assertThat(option.description())
                            .as(option.longestName())
                            .isNotEmpty());
        });
    }
}
