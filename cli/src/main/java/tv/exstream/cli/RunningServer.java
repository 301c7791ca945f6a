package tv.exstream.cli;

import java.net.URI;
import java.util.Map;

import tv.exstream.server.config.LaunchOptions;

/** A server of this process, listening. */
interface RunningServer extends AutoCloseable {
    URI address();

    /** Stops it; blocks until it has. */
    @Override
    void close();

    /** Starts one. */
    @FunctionalInterface
    interface Starter {
        /** Returns when it listens. Throws what the server says of settings, database and port. */
        RunningServer start(LaunchOptions options, Map<String, String> environment);
    }
}
