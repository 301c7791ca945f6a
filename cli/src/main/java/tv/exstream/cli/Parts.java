package tv.exstream.cli;

import java.nio.file.Path;

import tv.exstream.engine.Engine;
import tv.exstream.engine.EngineException;

/** The one place where commands meet what the other modules start. */
final class Parts {
    private Parts() {}

    static Engine engine(Path folder) {
        throw new EngineException(EngineException.Kind.UNAVAILABLE, "no engine for " + folder);
    }

    static BuildInfo build() {
        throw new EngineException(EngineException.Kind.UNAVAILABLE, "no natives");
    }
}
