package tv.exstream.engine;

import java.io.IOException;
import java.net.URI;

/** Knows where a stream is to be had now: whoever made a {@link MediaSource.Resolved}. */
@FunctionalInterface
public interface LinkResolver {
    /**
     * The address to open, with whatever token it needs. Called at each opening, on a thread of its own that may block up
     * to the engine's open deadline and is interrupted then. The address is opened once, and never logged or shown.
     *
     * @throws IOException when the address cannot be had now: a fault of the source like any other, tried again. The
     *     message reaches logs and users, so it holds no secret
     */
    URI resolve() throws IOException, InterruptedException;
}
