package tv.exstream.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import tv.exstream.engine.Engine;

/** An engine for one command, with a folder that goes with it. */
final class OneShotEngine implements AutoCloseable {
    private final Engine engine;
    private final Path folder;

    private OneShotEngine(Engine engine, Path folder) {
        this.engine = engine;
        this.folder = folder;
    }

    static OneShotEngine start(CliContext context) {
        Path folder;
        try {
            folder = Files.createTempDirectory("exstreamtv-");
        } catch (IOException e) {
            throw new CliException(
                    Exit.FAILED,
                    "no temporary folder can be made: " + e.getMessage() + ". Set TMPDIR to a writable one",
                    e);
        }
        try {
            return new OneShotEngine(context.engine().apply(folder), folder);
        } catch (RuntimeException | LinkageError e) {
            delete(folder);
            throw e;
        }
    }

    Engine get() {
        return engine;
    }

    @Override
    public void close() {
        try {
            engine.close();
        } finally {
            delete(folder);
        }
    }

    /** Removes a folder of ours and all in it. */
    static void delete(Path folder) {
        try (Stream<Path> tree = Files.walk(folder)) {
            List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            // what stays is a few fonts in the system's temporary folder, which cleans itself
            org.slf4j.LoggerFactory.getLogger(OneShotEngine.class).info("{} could not be removed", folder, e);
        }
    }
}
