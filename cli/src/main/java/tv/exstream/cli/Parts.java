package tv.exstream.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

import tv.exstream.engine.Engine;
import tv.exstream.engine.EngineOptions;
import tv.exstream.engine.channel.LiveEngine;
import tv.exstream.server.app.ExstreamServer;
import tv.exstream.server.config.LaunchOptions;

/** The one place where commands meet what the other modules start. */
final class Parts {
    private Parts() {}

    /** An engine of one command: its timeline may begin anywhere. */
    static Engine engine(Path folder) {
        return LiveEngine.start(EngineOptions.defaults(folder, Instant.EPOCH));
    }

    static RunningServer server(LaunchOptions options, Map<String, String> environment) {
        ExstreamServer server = ExstreamServer.start(options, environment, LiveEngine::start);
        return new RunningServer() {
            @Override
            public URI address() {
                return server.address();
            }

            @Override
            public void close() {
                server.close();
            }
        };
    }
}
