package tv.exstream.natives;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.bytedeco.javacpp.Loader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The programs {@code ffmpeg} and {@code ffprobe}, for tests and benches that compare with them; nothing on air starts
 * one. Thread-safe.
 */
public final class FfmpegProgram {
    private static final Logger LOG = LoggerFactory.getLogger(FfmpegProgram.class);
    private static final long TRIAL_SECONDS = 20;
    private static final Map<String, Class<?>> BUNDLED =
            Map.of("ffmpeg", org.bytedeco.ffmpeg.ffmpeg.class, "ffprobe", org.bytedeco.ffmpeg.ffprobe.class);
    private static final Map<String, Optional<Path>> FOUND = new ConcurrentHashMap<>();

    private FfmpegProgram() {}

    /**
     * The program of the bindings where it runs on this machine (it wants a few desktop libraries), else the one on the
     * PATH, else empty. It has been started once to be sure; the answer is remembered.
     *
     * @param name {@code ffmpeg} or {@code ffprobe}
     */
    public static Optional<Path> locate(String name) {
        if (!BUNDLED.containsKey(name)) {
            throw new IllegalArgumentException("'" + name + "' is neither ffmpeg nor ffprobe");
        }
        return FOUND.computeIfAbsent(
                name, n -> bundled(n).filter(FfmpegProgram::runs).or(() -> onPath(n)));
    }

    private static Optional<Path> bundled(String name) {
        try {
            FFmpeg.load();
            return Optional.of(Path.of(Loader.load(BUNDLED.get(name))));
        } catch (RuntimeException | LinkageError e) {
            LOG.debug("the bindings' {} cannot be unpacked: {}", name, e.toString());
            return Optional.empty();
        }
    }

    private static Optional<Path> onPath(String name) {
        String file = FFmpeg.platform().startsWith("windows") ? name + ".exe" : name;
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, file))
                .filter(Files::isExecutable)
                .filter(FfmpegProgram::runs)
                .findFirst();
    }

    private static boolean runs(Path program) {
        try {
            Process process = new ProcessBuilder(program.toString(), "-version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            boolean done = process.waitFor(TRIAL_SECONDS, TimeUnit.SECONDS);
            if (!done) {
                process.destroyForcibly();
            }
            return done && process.exitValue() == 0;
        } catch (IOException e) {
            LOG.debug("{} does not start: {}", program, e.toString());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
