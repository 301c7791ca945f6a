package tv.exstream.bench.system;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import tv.exstream.bench.Clip;
import tv.exstream.engine.Engine;
import tv.exstream.engine.EngineOptions;
import tv.exstream.engine.MediaSource;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.channel.LiveEngine;
import tv.exstream.natives.FfmpegProgram;

/**
 * The file all channels play, in a working folder that goes with it.
 *
 * @param folder for caches
 * @param clip   copied by the default profile
 * @param length of the clip
 * @param ffmpeg the program, where one runs
 */
record Material(Path folder, Path clip, Duration length, Optional<Path> ffmpeg) implements AutoCloseable {
    private static final Duration RENDERED = Duration.ofSeconds(40);
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(20);

    /**
     * Renders 40 s of 720p at the default profile's 3 Mbit/s, as MP4 where ffmpeg runs, and repeats them up to {@code minutes}.
     *
     * @param given   a file to use instead
     * @param minutes 0: as short as it is
     * @throws IllegalStateException when there is no room, or no ffmpeg to make a long file with
     */
    static Material make(Optional<Path> given, int minutes, PrintStream out) throws IOException {
        Path folder = Files.createTempDirectory("exstream-system-bench");
        try (Engine engine = LiveEngine.start(EngineOptions.defaults(folder.resolve("cache"), Instant.now()))) {
            Optional<Path> ffmpeg = FfmpegProgram.locate("ffmpeg");
            Path clip;
            if (given.isPresent()) {
                clip = given.get();
            } else {
                out.println("rendering " + RENDERED.toSeconds() + " s of material");
                clip = folder.resolve("clip.ts");
                Clip.render(engine, clip, RENDERED, OutputProfile.DEFAULT);
                if (ffmpeg.isPresent()) {
                    clip = repeated(ffmpeg.get(), clip, minutes);
                } else if (minutes > 0) {
                    throw new IllegalStateException("a long file needs an ffmpeg that runs: give one with --clip");
                }
            }
            Duration length = engine.probe(new MediaSource.File(clip), PROBE_LIMIT)
                    .duration()
                    .orElseThrow(() -> new IllegalStateException("the clip has no known length"));
            out.printf(
                    "%s: %d s, %.2f Mbit/s%n",
                    clip.getFileName(), length.toSeconds(), Files.size(clip) * 8 / 1e6 / length.toSeconds());
            return new Material(folder, clip, length, ffmpeg);
        } catch (IOException | RuntimeException e) {
            delete(folder);
            throw e;
        }
    }

    // what libraries are made of; a transport stream would have to be searched for its length
    private static Path repeated(Path ffmpeg, Path clip, int minutes) throws IOException {
        Path mp4 = clip.resolveSibling("clip.mp4");
        long repeats = minutes == 0 ? 0 : Duration.ofMinutes(minutes).dividedBy(RENDERED);
        long need = Files.size(clip) * (repeats + 2);
        if (clip.toFile().getUsableSpace() < 2 * need) {
            throw new IllegalStateException(minutes + " minutes need " + (need >> 20) + " MB in " + clip.getParent()
                    + ", twice that to be safe");
        }
        List<String> command = List.of(
                ffmpeg.toString(),
                "-loglevel",
                "fatal",
                "-stream_loop",
                Long.toString(repeats),
                "-i",
                clip.toString(),
                "-c",
                "copy",
                "-movflags",
                "+faststart",
                "-y",
                mp4.toString());
        try (Child child = Child.start(command)) {
            child.awaitEnd(Duration.ofMinutes(5));
        }
        return mp4;
    }

    Path cache() {
        return folder.resolve("cache");
    }

    @Override
    public void close() throws IOException {
        delete(folder);
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }
}
