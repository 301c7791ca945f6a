package tv.exstream.engine.slate;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import tv.exstream.engine.OutputProfile;

/**
 * All slates of an engine, rendered once for each profile and text, kept until the engine closes. Texts are few: what is
 * drawn for one item only (a card for a programme without picture) is kept for the newest items. Safe from any thread;
 * the first request for a text blocks while it is drawn (some 100 ms).
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

    /** Only once no channel runs. Idempotent. */
    @Override
    public synchronized void close() {
        closed = true;
        loops.values().forEach(SlateLoop::close);
        loops.clear();
    }
}
