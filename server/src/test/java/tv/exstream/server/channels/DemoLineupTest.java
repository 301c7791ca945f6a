package tv.exstream.server.channels;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import tv.exstream.server.schedule.definition.ScheduleDefinition.RenderedShow;

import static org.assertj.core.api.Assertions.assertThat;

class DemoLineupTest {
    private static List<RenderedShow> shows() {
        return DemoLineup.channels().stream()
                .map(LineupEntry::programming)
                .map(LineupEntry.Programming.FromShows.class::cast)
                .flatMap(programming -> programming.shows().stream())
                .toList();
    }

    @Test
    void everyShowHasAPictureAndATitleOfItsOwn() {
        assertThat(shows()).extracting(RenderedShow::title).doesNotHaveDuplicates();
        assertThat(shows())
                .extracting(RenderedShow::videoGraph)
                .filteredOn(g -> g.contains("drawtext"))
                .isEmpty();
        assertThat(DemoLineup.channels()).extracting(LineupEntry::origin).allMatch(LineupFamily.DEMO::owns);
    }

    @Test
    @Timeout(120)
    void ffmpegRendersEveryGraph() throws Exception {
        Assumptions.assumeTrue(ffmpeg("-version").isEmpty(), "skipped: ffmpeg is not installed");
        for (RenderedShow show : shows()) {
            assertThat(ffmpeg(
                            "-v",
                            "error",
                            "-nostdin",
                            "-filter_complex",
                            show.videoGraph() + "[v]",
                            "-filter_complex",
                            show.audioGraph() + "[a]",
                            "-map",
                            "[v]",
                            "-map",
                            "[a]",
                            "-frames:v",
                            "2",
                            "-t",
                            "0.08",
                            "-f",
                            "null",
                            "-"))
                    .as(show.title())
                    .isEmpty();
        }
    }

    /** What it complained of, empty when it went well. */
    private static String ffmpeg(String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("ffmpeg"));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (InputStream in = process.getInputStream()) {
                String said = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                boolean done = process.waitFor(30, TimeUnit.SECONDS);
                return done && process.exitValue() == 0 ? "" : "failed: " + said;
            }
        } catch (IOException notInstalled) {
            return "not installed";
        }
    }
}
