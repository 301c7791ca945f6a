package tv.exstream.cli;

import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import tv.exstream.engine.Engine;
import tv.exstream.natives.FFmpegInfo;

/**
 * What commands reach the world through.
 *
 * @param environment of the process
 * @param stdout      the process's standard output as bytes, for {@code -o -}
 * @param engine      starts an engine that may unpack things into the folder given
 * @param ffmpeg      loads FFmpeg and says what it is
 * @param server      starts the server
 */
record CliContext(
        Terminal terminal,
        Map<String, String> environment,
        Supplier<WritableByteChannel> stdout,
        Function<Path, Engine> engine,
        Supplier<FFmpegInfo> ffmpeg,
        RunningServer.Starter server) {
    CliContext {
        environment = Map.copyOf(environment);
    }
}
