package tv.exstream.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import tv.exstream.engine.Engine;
import tv.exstream.engine.EngineException;
import tv.exstream.natives.FFmpeg;

/** The one place where commands meet what the other modules start. */
final class Parts {
    static final Function<Path, Engine> ENGINE = folder -> {
        throw new EngineException(EngineException.Kind.UNAVAILABLE, "no engine for " + folder);
    };
    static final Supplier<BuildInfo> BUILD = () -> {
        FFmpeg.load();
        return new BuildInfo(BuildInfo.ownVersion(), "?", "?", List.of(), List.of());
    };

    private Parts() {}
}
