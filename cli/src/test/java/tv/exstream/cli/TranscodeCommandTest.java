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
import tv.exstream.engine.MediaSource;
import tv.exstream.engine.TranscodeJob;

import static org.assertj.core.api.Assertions.assertThat;

class TranscodeCommandTest {
    private final CommandLineRun cli = new CommandLineRun();

    @TempDir
    private Path folder;

    private String film = "";
    private String output = "";

    @BeforeEach
    void aFilm() throws IOException {
        Path file = Files.writeString(folder.resolve("film.mkv"), "film");
        film = file.toString();
        output = folder.resolve("out.ts").toString();
    }

    @Test
    void handsEverythingAskedForToTheEngine() {
        assertThat(cli.run(
                        "transcode",
                        film,
                        "http://host/b.ts",
                        "-o",
                        output,
                        "--at",
                        "1:30",
                        "--duration",
                        "500ms",
                        "--realtime",
                        "--constant-bitrate",
                        "8M",
                        "--profile",
                        "480p"))
                .isZero();
        TranscodeJob job = cli.engine.jobs.getFirst();
        assertThat(job.inputs()).hasSize(2).first().isEqualTo(new MediaSource.File(Path.of(film)));
        assertThat(job.at()).isEqualTo(Duration.ofSeconds(90));
        assertThat(job.duration()).contains(Duration.ofMillis(500));
        assertThat(job.realtime()).isTrue();
        assertThat(job.ts().muxKbps()).isEqualTo(8_000);
        assertThat(job.profile().height()).isEqualTo(480);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err()).contains("transcode: HEVC is not H.264").contains("(2.5x)");
        assertThat(cli.engine.closed).isTrue();
    }

    @Test
    void refusesABitRateThatIsNone() {
        assertThat(cli.run("transcode", film, "-o", output, "--constant-bitrate", "50k"))
                .isEqualTo(2);
        assertThat(cli.err()).contains("'50k' is not a bit rate from 100k to 200M, such as 8M or 3500k");
        assertThat(cli.run("transcode", film, "-o", output, "--constant-bitrate", "0"))
                .isZero();
        assertThat(cli.engine.jobs.getFirst().ts().muxKbps()).isZero();
    }

    @Test
    void reportsInJson() {
        assertThat(cli.run("transcode", film, "-o", output, "--json")).isZero();
        assertThat(cli.json().at("/realtimeFactor").asDouble()).isEqualTo(2.5);
        assertThat(cli.json().at("/inputs/0/decisions/1/action").asText()).isEqualTo("copy");
        assertThat(Path.of(output)).hasSize(188);
    }

    @Test
    void hlsIsAPlaylistWithItsSegmentsBesideIt() throws IOException {
        Path playlist = folder.resolve("out.m3u8");
        assertThat(cli.run("transcode", film, "-o", playlist.toString(), "--format", "hls", "--json"))
                .isZero();
        assertThat(cli.json().at("/format").asText()).isEqualTo("hls");
        assertThat(Files.readString(playlist)).startsWith("#EXTM3U\n").endsWith("#EXT-X-ENDLIST\n");
        assertThat(folder.resolve("out-00000.ts")).hasSize(188);
        assertThat(cli.run("transcode", film, "-o", output, "--format", "hls")).isEqualTo(Exit.USAGE.code());
        assertThat(cli.err()).contains("name the playlist");
    }

    @Test
    void writesOnlyTheStreamToStandardOutput() {
        assertThat(cli.run("transcode", film, "-o", "-")).isZero();
        assertThat(cli.bytes()).hasSize(188).startsWith(0x47);
        assertThat(cli.out()).isEmpty();
    }

    @Test
    void refusesToOverwriteAnInput() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.ts"), Path.of(film));
        assertThat(cli.run("transcode", film, "-o", link.toString())).isEqualTo(2);
        assertThat(cli.err()).contains("is an input");
        assertThat(Path.of(film)).hasContent("film");
    }

    @Test
    void leavesAnExistingFileAloneWhenNothingCanBeMade() throws IOException {
        Files.writeString(Path.of(output), "precious");
        cli.engine.failure = Optional.of(new EngineException(EngineException.Kind.MALFORMED, "film.mkv is no film"));
        assertThat(cli.run("transcode", film, "-o", output)).isEqualTo(3);
        assertThat(cli.err()).isEqualToIgnoringNewLines("exstreamtv: film.mkv is no film");
        assertThat(Path.of(output)).hasContent("precious");
    }

    @Test
    void keepsWhatWasMadeBeforeAFailureAndSaysSo() {
        cli.engine.failure = Optional.of(new EngineException(EngineException.Kind.INTERNAL, "the disk is full"));
        cli.engine.writesBeforeFailing = true;
        assertThat(cli.run("transcode", film, "-o", output)).isEqualTo(1);
        assertThat(cli.err()).contains("the disk is full; the incomplete " + output);
        assertThat(Path.of(output)).hasSize(188);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--hw vaapi", "--watermark logo.png", "--audio-lang eng", "--sub-lang eng"})
    void whatIsNotThereYetIsRefusedNotIgnored(String option) {
        String[] words = option.split(" ", -1);
        assertThat(cli.run("transcode", film, "-o", output, words[0], words[1])).isEqualTo(4);
        assertThat(cli.err()).contains(words[0]).contains("not available");
        assertThat(cli.engine.jobs).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--format avi", "--at yesterday", "--duration 0"})
    void wrongValuesAreWrongUsage(String option) {
        String[] words = option.split(" ", -1);
        assertThat(cli.run("transcode", film, "-o", output, words[0], words[1])).isEqualTo(2);
    }

    @Test
    void standardOutputHoldsOneThing() {
        assertThat(cli.run("transcode", film, "-o", "-", "--json")).isEqualTo(2);
    }

    @Test
    void aMissingFolderIsNamed() {
        assertThat(cli.run("transcode", film, "-o", folder.resolve("no/out.ts").toString()))
                .isEqualTo(1);
        assertThat(cli.err()).contains("there is no folder");
    }
}
