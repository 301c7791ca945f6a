package tv.exstream.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tv.exstream.engine.EngineException;
import tv.exstream.engine.SlateStyle;
import tv.exstream.engine.TranscodeJob;

import static org.assertj.core.api.Assertions.assertThat;

class SlateCommandTest {
    private final CommandLineRun cli = new CommandLineRun();

    @TempDir
    private Path folder;

    private String output = "";

    @BeforeEach
    void anOutput() {
        output = folder.resolve("out.ts").toString();
    }

    @Test
    void handsEverythingAskedForToTheEngine() throws IOException {
        Path image = Files.writeString(folder.resolve("i.png"), "image");
        Path track = Files.writeString(folder.resolve("t.mp3"), "track");
        assertThat(cli.run(
                        "slate",
                        "--title",
                        "Back soon",
                        "--subtitle",
                        "at noon",
                        "--visual",
                        "image",
                        "--image",
                        image.toString(),
                        "--audio",
                        "white-noise",
                        "--soundtrack",
                        track.toString(),
                        "--volume",
                        "0.7",
                        "--duration",
                        "1:30",
                        "--profile",
                        "480p",
                        "-o",
                        output))
                .isZero();
        TranscodeJob job = cli.engine.jobs.getFirst();
        assertThat(job.slate())
                .contains(new SlateStyle(
                        SlateStyle.Visual.IMAGE,
                        SlateStyle.Audio.WHITE_NOISE,
                        "Back soon",
                        "at noon",
                        Optional.of(image),
                        Optional.of(track),
                        0.7));
        assertThat(job.duration()).contains(Duration.ofSeconds(90));
        assertThat(job.profile().height()).isEqualTo(480);
        assertThat(cli.out()).isEmpty();
        assertThat(Path.of(output)).hasSize(188);
    }

    @Test
    void reportsInJson() {
        assertThat(cli.run("slate", "--visual", "test_pattern", "-o", output, "--json"))
                .isZero();
        assertThat(cli.json().at("/slate/visual").asText()).isEqualTo("test_pattern");
        assertThat(cli.json().at("/slate/volume").asDouble()).isEqualTo(0.3);
        assertThat(cli.json().at("/bytes").asInt()).isEqualTo(188);
    }

    @Test
    void writesOnlyTheStreamToStandardOutput() {
        assertThat(cli.run("slate", "--title", "x", "-o", "-")).isZero();
        assertThat(cli.bytes()).hasSize(188).startsWith(0x47);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.run("slate", "-o", "-", "--json")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--visual fog",
                "--audio horn",
                "--volume 2",
                "--volume -1",
                "--duration 0",
                "--visual image",
                "--profile no",
                "--image x.png"
            })
    void wrongValuesAreWrongUsage(String option) {
        String[] words = option.split(" ", -1);
        assertThat(cli.run("slate", "-o", output, words[0], words[1])).isEqualTo(2);
        assertThat(cli.engine.jobs).isEmpty();
        assertThat(Path.of(output)).doesNotExist();
    }

    @Test
    void aFileThatIsMissingOrBadIsABadInput() {
        assertThat(cli.run("slate", "--soundtrack", folder.resolve("no.mp3").toString(), "-o", output))
                .isEqualTo(3);
        assertThat(cli.err()).contains("no.mp3").contains("no such file");
        cli.engine.failure = Optional.of(new EngineException(EngineException.Kind.UNSUPPORTED, "i.png is no picture"));
        assertThat(cli.run("slate", "-o", output)).isEqualTo(3);
        assertThat(cli.err()).isEqualToIgnoringNewLines("exstreamtv: i.png is no picture");
    }
}
