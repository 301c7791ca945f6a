package tv.exstream.server.app;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.natives.FfmpegProgram;
import tv.exstream.server.config.LaunchOptions;

import static org.assertj.core.api.Assertions.assertThat;

/** A channel's profile is changed through the API while somebody watches. */
@Timeout(120)
class ProfileChangeTest {
    @TempDir
    Path dir;

    @Test
    void thePictureChangesItsSizeAndTheConnectionStays() throws Exception {
        Optional<Path> ffprobe = FfmpegProgram.locate("ffprobe");
        Assumptions.assumeTrue(ffprobe.isPresent(), "skipped: ffprobe is not installed");
        Path config = Files.writeString(
                dir.resolve("config.yaml"),
                "profiles:\n  default:\n    width: 640\n    height: 360\n  small:\n    width: 320\n    height: 180\n");
        LaunchOptions options = new LaunchOptions(
                Optional.of(config),
                OptionalInt.of(0),
                Optional.of("127.0.0.1"),
                Optional.of(dir.resolve("data")),
                List.of(),
                true);
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        try (ExstreamServer server = ExstreamServer.start(options, Map.of("EXSTREAMTV_HDHR_ENABLED", "false"));
                HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<InputStream> stream = client.send(
                    HttpRequest.newBuilder(server.address().resolve("/iptv/channel/1.ts"))
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = stream.body()) {
                seen.write(in.readNBytes(300_000));
                HttpResponse<String> changed = client.send(
                        HttpRequest.newBuilder(server.address().resolve("/api/channels/1"))
                                .header("Content-Type", "application/json")
                                .PUT(HttpRequest.BodyPublishers.ofString("{\"profile\":\"small\"}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
                long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
                String now = "";
                while (!now.contains("\"encoderRestarts\":1") && System.nanoTime() < until) {
                    seen.write(in.readNBytes(20_000));
                    now = client.send(
                                    HttpRequest.newBuilder(server.address().resolve("/api/channels/1/now"))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body();
                }
                assertThat(now).contains("\"encoderRestarts\":1", "\"starts\":1", "\"faults\":{}");
                seen.write(in.readNBytes(900_000)); // more than was encoded ahead
                String metrics = client.send(
                                HttpRequest.newBuilder(server.address().resolve("/metrics"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body();
                assertThat(metrics).contains("exstreamtv_channel_encoder_restarts_total{channel=\"1\"} 1.0");
            }
        }
        Path recording = Files.write(dir.resolve("seen.ts"), seen.toByteArray());
        List<String> widths = widths(ffprobe.orElseThrow(), recording);
        assertThat(widths.stream().distinct().toList()).containsExactly("640", "320");
        int change = widths.indexOf("320");
        assertThat(widths.subList(change, widths.size())).containsOnly("320");
    }

    private List<String> widths(Path ffprobe, Path recording) throws Exception {
        Path out = dir.resolve("widths.txt");
        Process process = new ProcessBuilder(
                        ffprobe.toString(),
                        "-v",
                        "quiet",
                        "-select_streams",
                        "v",
                        "-show_entries",
                        "frame=width",
                        "-of",
                        "default=nokey=1:noprint_wrappers=1",
                        recording.toString())
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return Files.readString(out, StandardCharsets.US_ASCII)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
