package tv.exstream.server.app;

import tv.exstream.engine.Engine;
import tv.exstream.engine.EngineOptions;

/** Starts the engine the server runs on. */
@FunctionalInterface
public interface EngineStarter {
    /** @throws tv.exstream.engine.EngineException when it cannot run here */
    Engine start(EngineOptions options);
}
