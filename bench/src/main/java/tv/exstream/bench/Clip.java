package tv.exstream.bench;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import tv.exstream.engine.Engine;
import tv.exstream.engine.MediaSource;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.TranscodeJob;

/** Test material that the engine renders and encodes itself: it fits the default profile, so channels copy it. */
public final class Clip {
    private Clip() {}

    /** Writes a transport stream of a moving test picture with a tone; overwrites {@code file}. */
    public static void render(Engine engine, Path file, Duration length, OutputProfile profile) throws IOException {
        MediaSource source = new MediaSource.Synthetic(
                "testsrc2=size=%dx%d:rate=25".formatted(profile.width(), profile.height()),
                "sine=frequency=440:beep_factor=4:sample_rate=48000");
        try (FileChannel out = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            engine.transcode(new TranscodeJob(
                    List.of(source), profile, Duration.ZERO, Optional.of(length), false, out, progress -> {}));
        }
        if (Files.size(file) == 0) {
            throw new IOException(file + " came out empty");
        }
    }
}
