package tv.exstream.cli;

import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import tv.exstream.engine.Engine;

/**
 * What commands reach the world through.
 *
 * @param environment of the process
 * @param stdout      the process's standard output as bytes, for {@code -o -}
 * @param engine      starts an engine that may unpack things into the folder given
 * @param build       version and FFmpeg of this build
 */
record CliContext(
        Terminal terminal,
        Map<String, String> environment,
        Supplier<WritableByteChannel> stdout,
        Function<Path, Engine> engine,
        Supplier<BuildInfo> build) {
    CliContext {
        environment = Map.copyOf(environment);
    }
}
