package tv.exstream.engine.slate;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import tv.exstream.engine.OutputProfile;

/**
 * The slates all channels share, rendered once for each profile and text and kept until the engine closes; and the
 * workshop for those of one item. Safe from any thread; drawing takes some 100 ms.
 */
public final class SlateLibrary implements AutoCloseable {
    private record Key(OutputProfile profile, SlateText text) {}

    private final SlateRenderer renderer;
    private final Map<Key, SlateLoop> loops = new LinkedHashMap<>();
    private boolean closed;

    public SlateLibrary(Path cacheDir) {
        renderer = new SlateRenderer(cacheDir);
    }

    /** @throws IllegalStateException after {@link #close} */
    public synchronized SlateLoop loop(OutputProfile profile, SlateText text) {
        if (closed) {
            throw new IllegalStateException("the engine is closed");
        }
        return loops.computeIfAbsent(new Key(profile, text), key -> renderer.render(key.profile(), key.text()));
    }

    /** Draws a slate that the caller owns. */
    public SlateLoop render(OutputProfile profile, SlateText text) {
        return renderer.render(profile, text);
    }

    /** Only once no channel runs. Idempotent. */
    @Override
    public synchronized void close() {
        closed = true;
        loops.values().forEach(SlateLoop::close);
        loops.clear();
    }
}
