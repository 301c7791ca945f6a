package tv.exstream.natives;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class FFmpegTest {
    @Test
    void loadsOnceFromManyThreads() throws Exception {
        try (var pool = Executors.newFixedThreadPool(4)) {
            Callable<FFmpegInfo> ask = () -> {
                FFmpeg.load();
                return FFmpeg.info();
            };
            var answers =
                    pool.invokeAll(IntStream.range(0, 16).mapToObj(i -> ask).toList(), 50, TimeUnit.SECONDS);
            for (var answer : answers) {
                assertThat(answer.get()).isSameAs(FFmpeg.info());
            }
        }
    }

    @Test
    void switchesOffTheMemoryGuardOfTheBindings() {
        FFmpeg.load();
        assertThat(Pointer.maxBytes()).isZero();
        assertThat(Pointer.maxPhysicalBytes()).isZero();
    }

    @Test
    void tellsWhatIsLoaded() {
        FFmpegInfo info = FFmpeg.info();
        assertThat(info.version()).startsWith("8.");
        assertThat(info.platform()).matches("(linux|macosx|windows)-(x86_64|arm64)");
        assertThat(info.configuration()).contains("--");
        assertThat(info.libraries())
                .containsOnlyKeys("avutil", "avcodec", "avformat", "avfilter", "swscale", "swresample")
                .allSatisfy((library, version) -> assertThat(version).matches("\\d+\\.\\d+\\.\\d+"));
        assertThat(info.decoders()).contains("h264", "hevc", "aac", "ac3", "mpeg2video");
        assertThat(info.encoders()).contains("aac", "mpeg2video");
        assertThat(info.demuxers()).contains("mpegts", "mov,mp4,m4a,3gp,3g2,mj2", "matroska,webm");
        assertThat(info.muxers()).contains("mpegts");
        assertThat(info.filters()).contains("scale", "testsrc2", "sine", "buffer", "buffersink");
        assertThat(info.inputProtocols()).contains("file", "http", "https");
        assertThat(info.outputProtocols()).contains("file", "pipe");
        assertThat(info.hardwareDevices()).isNotEmpty();
        assertThat(info.filters()).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void gplBuildHasX264AndSaysSo() {
        FFmpegInfo info = FFmpeg.info();
        assertThat(info.gpl()).isEqualTo(FFmpeg.gplOnClassPath());
        assertThat(info.encoders().contains("libx264")).isEqualTo(info.gpl());
        assertThat(info.licence()).startsWith(info.gpl() ? "GPL" : "LGPL");
    }

    @Test
    void programsRunOrAreOnThePath() throws Exception {
        for (String name : List.of("ffmpeg", "ffprobe")) {
            var program = FfmpegProgram.locate(name);
            if (program.isPresent()) {
                Process process = new ProcessBuilder(program.get().toString(), "-version")
                        .redirectErrorStream(true)
                        .start();
                String first = process.inputReader().readLine();
                process.destroy();
                assertThat(first).startsWith(name + " version");
            }
            assertThat(FfmpegProgram.locate(name)).isEqualTo(program);
        }
    }
}
