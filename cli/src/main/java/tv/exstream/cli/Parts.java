package tv.exstream.cli;

import java.nio.file.Path;
import java.util.function.Function;

import tv.exstream.engine.Engine;
import tv.exstream.engine.EngineException;

/** The one place where commands meet what the other modules start. */
final class Parts {
    static final Function<Path, Engine> ENGINE = folder -> {
        throw new EngineException(EngineException.Kind.UNAVAILABLE, "no engine for " + folder);
    };
    static final RunningServer.Starter SERVER = (options, environment) -> {
        throw new EngineException(EngineException.Kind.UNAVAILABLE, "no server for " + options);
    };

    private Parts() {}
}
