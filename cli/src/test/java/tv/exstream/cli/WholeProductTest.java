package tv.exstream.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.engine.Engine;
import tv.exstream.engine.MediaSource;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.TranscodeJob;
import tv.exstream.natives.FFmpeg;

import static org.assertj.core.api.Assertions.assertThat;

/** Commands as users run them, with the real engine and the real server, on the loopback address. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class WholeProductTest {
    private static final Map<String, String> QUIET =
            Map.of("EXSTREAMTV_HDHR_UDP_PORT", "0", "EXSTREAMTV_HDHR_SSDP", "false", "XDG_DATA_HOME", "/nowhere");
    private static final Pattern LISTENING =
            Pattern.compile("^listening on (http://127\\.0\\.0\\.1:\\d+)$", Pattern.MULTILINE);

    @TempDir
    private static Path media;

    private static Path clip = Path.of("clip.ts");

    @TempDir
    private Path data;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void aClip() throws IOException {
        Path show = Files.createDirectories(media.resolve("Some Show/Season 01"));
        clip = show.resolve("Some Show - S01E01 - Pilot.ts");
        try (Engine engine = Parts.engine(media);
                FileChannel file = FileChannel.open(clip, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            engine.transcode(new TranscodeJob(
                    List.of(new MediaSource.Synthetic(
                            "testsrc2=size=320x240:rate=25", "sine=frequency=440:sample_rate=48000")),
                    OutputProfile.DEFAULT.withSize(320, 240).transcodingAll(),
                    Duration.ZERO,
                    Optional.of(Duration.ofSeconds(6)),
                    false,
                    file,
                    _ -> {}));
        }
        Files.writeString(show.resolve("Some Show - S01E02 - Text.mp4"), "this is text");
    }

    @Test
    void probesAndTranscodesAFile() throws IOException {
        assertThat(run("probe", clip.toString(), "--json")).isZero();
        JsonNode probe = json();
        assertThat(probe.at("/streams/0/codec").asText()).isEqualTo("h264");
        assertThat(probe.at("/duration").asDouble()).isBetween(5.8, 6.2);

        Path settings = Files.writeString(data.resolve("p.yaml"), "profiles:\n  small:\n    copy-video: false\n");
        assertThat(run("probe", clip.toString(), "--json", "--profile", "small", "--config", settings.toString()))
                .isZero();
        assertThat(json().at("/streams/0/decision/action").asText()).isEqualTo("transcode");

        Path output = data.resolve("out.ts");
        assertThat(run("transcode", clip.toString(), clip.toString(), "-o", output.toString(), "--json"))
                .isZero();
        assertThat(json().at("/played").asDouble()).isBetween(11.5, 12.5);
        assertThat(Files.size(output) % 188).isZero();

        assertThat(run("probe", output.toString(), "--json")).isZero();
        assertThat(json().at("/duration").asDouble()).isBetween(11.5, 12.5);
    }

    @Test
    void hlsFilesAreTheTransportStreamCutAtKeyframes() throws IOException {
        Path whole = data.resolve("whole.ts");
        Path playlist = data.resolve("cut.m3u8");
        assertThat(run("transcode", clip.toString(), clip.toString(), "-o", whole.toString()))
                .isZero();
        assertThat(run("transcode", clip.toString(), clip.toString(), "-o", playlist.toString(), "--format", "hls"))
                .isZero();
        ByteArrayOutputStream cut = new ByteArrayOutputStream();
        double seconds = 0;
        List<String> lines = Files.readAllLines(playlist);
        for (String line : lines) {
            if (line.startsWith("#EXTINF:")) {
                seconds += Double.parseDouble(line.substring(8, line.length() - 1));
            } else if (!line.startsWith("#")) {
                cut.writeBytes(Files.readAllBytes(data.resolve(line)));
            }
        }
        assertThat(lines).contains("#EXT-X-TARGETDURATION:6", "#EXT-X-ENDLIST").anyMatch(l -> l.equals("cut-00001.ts"));
        assertThat(seconds).isBetween(11.9, 12.1);
        assertThat(cut.toByteArray()).isEqualTo(Files.readAllBytes(whole));
    }

    @Test
    void whatIsNoMediaIsABadInputSaidInOneLine() {
        assertThat(run(
                        "probe",
                        clip.resolveSibling("Some Show - S01E02 - Text.mp4").toString()))
                .isEqualTo(3);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void scansAFolderAndFindsWhatIsInIt() throws IOException {
        assertThat(run("scan", media.toString(), "--data", data.toString(), "--json"))
                .isZero();
        assertThat(json().at("/folders/0/found").asInt()).isEqualTo(2);
        assertThat(json().at("/folders/0/failed").asInt()).isEqualTo(1);
        assertThat(json().at("/folders/0/issues/0/kind").asText()).isEqualTo("not_media");

        assertThat(run("scan", "--data", data.toString(), "--json")).isZero();
        assertThat(json().at("/folders/0/unchanged").asInt()).isEqualTo(2);

        assertThat(run("search", "some", "PILOT", "--data", data.toString(), "--json"))
                .isZero();
        assertThat(json().at("/items/0/show").asText()).isEqualTo("Some Show");
        assertThat(run("search", "nothing-like-it", "--data", data.toString(), "--json"))
                .isZero();
        assertThat(json().at("/items").size()).isZero();
    }

    @Test
    void aFolderThatIsNotThereDoesNotKeepTheOthersOut() throws IOException {
        Path nowhere = data.resolve("nowhere");
        assertThat(run("scan", nowhere.toString(), media.toString(), "--data", data.toString(), "--json"))
                .isEqualTo(3);
        assertThat(json().at("/folders").size()).isEqualTo(1);
        assertThat(err.toString()).contains(nowhere.toString());
    }

    @Test
    void servesUntilInterruptedAndThenEndsWithZero() throws Exception {
        CompletableFuture<Integer> code = new CompletableFuture<>();
        Thread server = Thread.ofPlatform().name("serve").start(() -> {
            code.complete(run("serve", "--demo", "--host", "127.0.0.1", "--port", "0", "--data", data.toString()));
        });
        URI address = awaitListening(code);
        String channels = get(address.resolve("/iptv/channels.m3u"));
        assertThat(channels).startsWith("#EXTM3U").contains(address + "/iptv/channel/");
        assertThat(err.toString()).contains(address + "/iptv/xmltv.xml").contains("tuner at " + address.getAuthority());

        server.interrupt();
        assertThat(code.get(30, TimeUnit.SECONDS)).isZero();
        server.join(Duration.ofSeconds(10));
    }

    @Test
    void setsWhatAChannelIsAndShowsIt() throws IOException {
        String[] where = {"--demo", "--data", data.resolve("channels").toString()};
        assertThat(run(with(
                        where,
                        "channels",
                        "set",
                        "2",
                        "--mode",
                        "on_demand",
                        "--visibility",
                        "hidden",
                        "--group",
                        "A",
                        "--group",
                        "B",
                        "--category",
                        "Kids",
                        "--json")))
                .as(err::toString)
                .isZero();
        assertThat(json().at("/mode").asText()).isEqualTo("on_demand");
        assertThat(json().at("/groups").toString()).isEqualTo("[\"A\",\"B\"]");
        assertThat(json().at("/categories").toString()).isEqualTo("[\"Kids\"]");
        assertThat(run(with(where, "channels"))).as(err::toString).isZero();
        assertThat(out.toString()).contains("A, B (hidden, on demand, stands still since ");
        assertThat(run(with(where, "channels", "set", "2", "--visibility", "secret")))
                .isEqualTo(3);
        assertThat(run(with(where, "channels", "set", "2", "--group", "A;B"))).isEqualTo(3);
        assertThat(err.toString()).contains("semicolon");
    }

    private static String[] with(String[] where, String... command) {
        return Stream.concat(Stream.of(command), Stream.of(where)).toArray(String[]::new);
    }

    @Test
    void exportsTheGuideOfADataDirectory() throws IOException {
        Path guide = data.resolve("guide.xml");
        assertThat(run(
                        "guide",
                        "export",
                        "-o",
                        guide.toString(),
                        "--demo",
                        "--days",
                        "1",
                        "--data",
                        data.resolve("d").toString()))
                .as(err::toString)
                .isZero();
        assertThat(Files.readString(guide))
                .contains("<tv", "<programme ", "</tv>")
                .doesNotContain("127.0.0.1");
        assertThat(guide.resolveSibling("guide.xml.part")).doesNotExist();
    }

    @Test
    void previewsAScheduleFromAFile() throws IOException {
        Path file = Files.writeString(data.resolve("all.yaml"), """
                collections:
                  all: {kind: everything}
                definition:
                  kind: lineup
                  base: {collections: [all]}
                  tools:
                    - {kind: pad_to_marks, minutes: 5}
                """);
        String folder = data.resolve("d").toString();
        assertThat(run(
                        "schedule",
                        "preview",
                        file.toString(),
                        "--from",
                        "2026-12-24T20:00",
                        "--zone",
                        "Europe/Berlin",
                        "--media",
                        media.toString(),
                        "--data",
                        folder))
                .as(err::toString)
                .isZero();
        assertThat(out.toString().lines())
                .startsWith("2026-12-24 Thursday")
                .anyMatch(line -> line.matches(" +20:05:00 +0:0[56] +Some Show +lineup: entry 2 of 2, pass 2"))
                .anyMatch(line -> line.contains("Off air"))
                .anyMatch(line -> line.endsWith("seed 1, zone Europe/Berlin"));

        Files.writeString(file, "kind: continuous\ncollection: evrything\norder: shuffle\n");
        assertThat(run("schedule", "preview", file.toString(), "--data", folder))
                .isEqualTo(3);
        assertThat(err.toString())
                .contains("all.yaml")
                .contains("line 2, column 13")
                .contains("'evrything'")
                .contains("'Everything'");
        assertThat(failures()).hasSize(1);
    }

    @Test
    void showsPlayoutsAndPlansThemAnew() throws IOException {
        String folder = data.resolve("d").toString();
        assertThat(run("playouts", "list", "--demo", "--data", folder))
                .as(err::toString)
                .isZero();
        assertThat(out.toString().lines())
                .first()
                .asString()
                .matches(" +1  Colour Bars +rendered +\\d+ airings, until \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d");

        assertThat(run("playouts", "reset", "1", "--seed", "1f", "--json", "--demo", "--data", folder))
                .isZero();
        assertThat(json().path("added").size()).isPositive();
        assertThat(run("playouts", "show", "1", "--hours", "3", "--json", "--demo", "--data", folder))
                .isZero();
        assertThat(json().at("/playout/seed").asText()).isEqualTo("1f");
        assertThat(json().path("items").size()).isBetween(3, 40);
        assertThat(run("playouts", "show", "1", "--hours", "3", "--demo", "--data", folder))
                .isZero();
        assertThat(out.toString()).contains("seed 1f, zone ").containsPattern("\n  \\d\\d:\\d\\d:\\d\\d ");
        assertThat(run("playouts", "refresh", "1", "--demo", "--data", folder)).isZero();
        assertThat(out.toString()).startsWith("planned anew from ").contains(" 0 removed");

        String until = Instant.now().plus(Duration.ofDays(20)).toString();
        assertThat(run("playouts", "continue", "1", "--until", until, "--json", "--demo", "--data", folder))
                .isZero();
        assertThat(Instant.parse(json().path("until").asText())).isAfterOrEqualTo(Instant.parse(until));
        assertThat(run("playouts", "continue", "1", "--until", "2099-01-01", "--demo", "--data", folder))
                .isEqualTo(2);
        assertThat(err.toString()).contains("more than 62 days ahead");
        assertThat(run("playouts", "refresh", "99", "--demo", "--data", folder)).isEqualTo(1);
        assertThat(failures()).containsExactly("exstreamtv: There is no channel 99: /api/channels lists them.");
    }

    @Test
    void exportsAChannelAsACalendar() throws IOException {
        Path calendar = data.resolve("channel.ics");
        assertThat(run(
                        "guide",
                        "export",
                        "--format",
                        "ics",
                        "--channel",
                        "1",
                        "-o",
                        calendar.toString(),
                        "--demo",
                        "--data",
                        data.resolve("d").toString()))
                .as(err::toString)
                .isZero();
        assertThat(Files.readString(calendar))
                .startsWith("BEGIN:VCALENDAR\r\n")
                .contains("BEGIN:VEVENT\r\n", "SUMMARY:High Definition Bars\r\n");
    }

    @Test
    void aPortInUseIsSaidInOneLine() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            String port = Integer.toString(taken.getLocalPort());
            assertThat(run("serve", "--host", "127.0.0.1", "--port", port, "--data", data.toString()))
                    .isEqualTo(1);
            assertThat(err.toString()).contains(port).doesNotContain("\tat ");
            assertThat(failures()).hasSize(1);
        }
    }

    @Test
    void settingsThatCannotBeUsedAreABadInput() throws IOException {
        Path config = Files.writeString(data.resolve("c.yaml"), "server:\n  prt: 80\n");
        assertThat(run("serve", "--config", config.toString(), "--data", data.toString()))
                .isEqualTo(3);
        assertThat(err.toString()).contains("c.yaml").contains("server.port").doesNotContain("\tat ");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aDatabaseOfANewerVersionIsABadInputAndStaysAsItIs() throws Exception {
        assertThat(run("scan", media.toString(), "--data", data.toString())).isZero();
        Path file = data.resolve("exstreamtv.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE flyway_schema_history SET version = '9999' WHERE installed_rank ="
                    + " (SELECT max(installed_rank) FROM flyway_schema_history)");
        }
        assertThat(run("serve", "--host", "127.0.0.1", "--port", "0", "--data", data.toString()))
                .isEqualTo(3);
        assertThat(err.toString()).contains("9999").contains("newer").doesNotContain("\tat ");
    }

    @Test
    void doctorFindsThisMachineReady() throws IOException {
        int code = run("doctor", "--json", "--port", "0", "--data", data.toString(), "--media", media.toString());
        assertThat(code).as(out::toString).isZero();
        assertThat(json().at("/ready").asBoolean()).isTrue();
        assertThat(json().at("/checks").findValuesAsText("name"))
                .contains("java", "ffmpeg", "encoders", "hardware", "data", "database", "media", "port", "discovery");
        assertThat(run("doctor", "--json", "--port", "0", "--data", data.toString(), "--media", "/nowhere"))
                .isEqualTo(1);
        assertThat(json().at("/ready").asBoolean()).isFalse();
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CliContext context = new CliContext(
                new Terminal(new PrintWriter(out), new PrintWriter(err), false, 100),
                QUIET,
                () -> {
                    throw new UnsupportedOperationException("no test writes media to stdout");
                },
                Parts::engine,
                FFmpeg::info,
                Parts::server);
        return ExStreamTv.commandLine(context).execute(arguments);
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out.toString());
    }

    private List<String> failures() {
        return err.toString()
                .lines()
                .filter(line -> line.startsWith("exstreamtv: "))
                .toList();
    }

    private URI awaitListening(CompletableFuture<Integer> code) throws InterruptedException {
        for (int tenths = 0; tenths < 300 && !code.isDone(); tenths++) {
            Matcher line = LISTENING.matcher(out.toString());
            if (line.find()) {
                // the hint follows it
                while (!err.toString().contains("Ctrl-C")) {
                    Thread.sleep(10);
                }
                return URI.create(line.group(1));
            }
            Thread.sleep(100);
        }
        throw new AssertionError("does not listen: " + err);
    }

    private static String get(URI address) throws IOException {
        try (InputStream body = address.toURL().openStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
