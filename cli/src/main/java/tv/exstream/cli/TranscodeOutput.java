package tv.exstream.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import tv.exstream.engine.MediaSource;
import tv.exstream.engine.hls.HlsFiles;
import tv.exstream.engine.hls.HlsOptions;

/**
 * Where a transcode goes. Opened with the first byte, so that an input that cannot be played leaves an existing file
 * as it was. What was written before a failure is kept. Used by one thread.
 */
final class TranscodeOutput implements WritableByteChannel {
    private static final Duration SEGMENT = HlsOptions.DEFAULT.target();

    private final Optional<Path> file;
    private final Supplier<WritableByteChannel> stdout;
    private final boolean hls;
    private @Nullable WritableByteChannel channel;
    private boolean closed;
    private long bytes;

    private TranscodeOutput(Optional<Path> file, Supplier<WritableByteChannel> stdout, boolean hls) {
        this.hls = hls;
        this.file = file;
        this.stdout = stdout;
    }

    /**
     * @param hls write a playlist of that name, and segments beside it
     * @throws CliException when {@code name} is an input, a folder, or in a folder that does not exist
     */
    static TranscodeOutput of(
            String name, List<MediaSource> inputs, Supplier<WritableByteChannel> stdout, boolean hls) {
        if (hls && !name.endsWith(".m3u8")) {
            throw new CliException(
                    Exit.USAGE, "--format hls writes several files: name the playlist, e.g. -o film.m3u8");
        }
        if (name.equals("-")) {
            return new TranscodeOutput(Optional.empty(), stdout, false);
        }
        Path file = Path.of(name).toAbsolutePath().normalize();
        for (MediaSource input : inputs) {
            if (input instanceof MediaSource.File(Path path) && same(path, file)) {
                throw new CliException(Exit.USAGE, "'" + name + "' is an input: write to another file");
            }
        }
        if (Files.isDirectory(file)) {
            throw new CliException(
                    Exit.USAGE, "'" + name + "' is a folder: name a file, e.g. " + file.resolve("out.ts"));
        }
        Path folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new CliException(Exit.FAILED, "cannot write '" + name + "': there is no folder " + folder);
        }
        return new TranscodeOutput(Optional.of(file), stdout, hls);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        if (channel == null) {
            channel = open();
        }
        int written = channel.write(source);
        bytes += written;
        return written;
    }

    long bytes() {
        return bytes;
    }

    /** As the user named it. */
    String name() {
        return file.map(Path::toString).orElse("standard output");
    }

    /** What a failure leaves behind, as words; empty for nothing. */
    String keptNote() {
        return file.isPresent() && bytes > 0
                ? "the incomplete " + file.get() + " (" + bytes / 1024 + " KiB) is kept"
                : "";
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public void close() {
        closed = true;
        if (channel == null) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw new CliException(Exit.FAILED, "cannot finish " + name() + ": " + e.getMessage(), e);
        }
    }

    /** {@code hls} or {@code mpegts}. */
    String format() {
        return hls ? "hls" : "mpegts";
    }

    private WritableByteChannel open() {
        if (file.isEmpty()) {
            return stdout.get();
        }
        if (hls) {
            return new HlsFiles(file.get(), SEGMENT);
        }
        try {
            return FileChannel.open(
                    file.get(),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING);
        } catch (IOException e) {
            throw new CliException(Exit.FAILED, "cannot write " + file.get() + ": check its permissions", e);
        }
    }

    private static boolean same(Path one, Path other) {
        try {
            return one.equals(other) || (Files.exists(other) && Files.isSameFile(one, other));
        } catch (IOException e) {
            // cannot be compared: refusing is safe, overwriting is not
            return true;
        }
    }
}
