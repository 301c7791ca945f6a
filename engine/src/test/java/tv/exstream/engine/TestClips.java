package tv.exstream.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;

import tv.exstream.natives.FfmpegProgram;

/**
 * Media files of every kind, rendered by the {@code ffmpeg} program once for each run of the tests. A test that asks for one
 * is skipped where there is no such program.
 */
public final class TestClips {
    private static final Path FOLDER = Path.of("target", "test-clips");

    private TestClips() {}

    /** H.264 High with B-frames and AAC stereo, GOP of one second, in mp4. */
    public static Path h264Aac(String name, int seconds, int width, int height, String rate) {
        return clip(
                name + ".mp4",
                "-f lavfi -i testsrc2=size=" + width + "x" + height + ":rate=" + rate
                        + " -f lavfi -i sine=frequency=440:sample_rate=48000 -t " + seconds
                        + " -c:v libx264 -preset ultrafast -bf 2 -g 25 -profile:v high -pix_fmt yuv420p -b:v 1500k"
                        + " -c:a aac -b:a 128k -ac 2 -movflags +faststart");
    }

    /**
     * Any other kind.
     *
     * @param name with the extension that picks the container
     * @param arguments of ffmpeg between input options and output file, separated by blanks
     */
    public static synchronized Path clip(String name, String arguments) {
        Path file = FOLDER.resolve(name).toAbsolutePath();
        if (Files.exists(file)) {
            return file;
        }
        Optional<Path> ffmpeg = FfmpegProgram.locate("ffmpeg");
        Assumptions.assumeTrue(ffmpeg.isPresent(), "no ffmpeg program to render test media: see the README");
        try {
            Files.createDirectories(FOLDER);
            Path part = FOLDER.resolve("part-" + name).toAbsolutePath();
            List<String> command = new ArrayList<>();
            command.add(ffmpeg.orElseThrow().toString());
            command.addAll(List.of("-hide_banner", "-loglevel", "error", "-nostdin", "-y"));
            command.addAll(List.of(arguments.split(" +")));
            command.add(part.toString());
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(FOLDER.resolve(name + ".log").toFile())
                    .start();
            if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        "ffmpeg could not render " + name + ": " + Files.readString(FOLDER.resolve(name + ".log")));
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
