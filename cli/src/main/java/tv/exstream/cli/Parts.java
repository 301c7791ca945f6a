package tv.exstream.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Function;

import tv.exstream.engine.Engine;
import tv.exstream.engine.EngineException;
import tv.exstream.engine.EngineOptions;
import tv.exstream.engine.channel.LiveEngine;

/** The one place where commands meet what the other modules start. */
final class Parts {
    // one command's own timeline may begin anywhere
    static final Function<Path, Engine> ENGINE =
            folder -> LiveEngine.start(EngineOptions.defaults(folder, Instant.EPOCH));
    static final RunningServer.Starter SERVER = (options, environment) -> {
        throw new EngineException(EngineException.Kind.UNAVAILABLE, "no server for " + options);
    };

    private Parts() {}
}
