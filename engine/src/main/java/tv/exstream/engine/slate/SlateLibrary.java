package tv.exstream.engine.slate;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.av.PacketBlock;
import tv.exstream.natives.FFmpeg;
import tv.exstream.natives.FFmpegLog;

/**
 * The slates of all channels, each drawn once for all who want the same. A loop that is asked for is given at once and
 * drawn by the library's one thread; it stays as long as anyone retains it, and after that as long as there is room. Safe
 * from any thread, but never to be called by the air threads: {@link #loop} and {@link #drawn} draw themselves.
 */
public final class SlateLibrary implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SlateLibrary.class);
    /** Native bytes of loops that nobody retains. */
    private static final long SPARE_BYTES = 48L << 20;
    /** An idle painter's thread goes after this. */
    private static final long IDLE_SECONDS = 10;

    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final int MOST_TOLD = 64;

    private record Key(OutputProfile profile, SlateLook look, SlateSound sound) {
        /** A file may change: what was made from it is not kept for later. */
        boolean lasting() {
            return look.image().isEmpty() && sound.soundtrack().isEmpty();
        }
    }

    private record SoundKey(int sampleRate, int channels, int kbps, SlateSound sound) {
        static SoundKey of(OutputProfile profile, SlateSound sound) {
            return new SoundKey(profile.sampleRate(), profile.channels(), profile.audioKbps(), sound);
        }
    }

    private static final class Entry {
        final Key key;
        final SlateLoop loop;
        /** Whether it is kept when nobody retains it: it may be asked for again. */
        final boolean lasts;

        int users;
        volatile boolean failed;

        Entry(Key key, SlateLoop loop, boolean lasts) {
            this.key = key;
            this.loop = loop;
            this.lasts = lasts;
        }
    }

    private final long spareBytes;
    private final PictureMaker pictures;
    private final SlateFonts fonts;
    /** Least recently asked for first. */
    private final Map<Key, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    private final Map<SlateLoop, Entry> byLoop = new HashMap<>();
    private final Map<SoundKey, SoundLoop> sounds = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private final ScheduledThreadPoolExecutor painter;
    private long drawnCount;
    private volatile boolean closed;

    /** @param cacheDir for fonts and the files of texts, made when needed */
    public SlateLibrary(Path cacheDir) {
        this(cacheDir, FontFolders.usual(System.getenv(), System.getProperty("user.home", "")), SPARE_BYTES);
    }

    /** @param spareBytes of loops that nobody retains */
    SlateLibrary(Path cacheDir, List<Path> fontFolders, long spareBytes) {
        FFmpeg.load();
        this.spareBytes = spareBytes;
        fonts = new SlateFonts(cacheDir, fontFolders);
        pictures = new PictureMaker(cacheDir, fonts);
        painter = new ScheduledThreadPoolExecutor(
                1,
                Thread.ofPlatform()
                        .name("slate-painter")
                        .daemon()
                        .priority(Thread.MIN_PRIORITY)
                        .factory());
        painter.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        painter.allowCoreThreadTimeOut(true);
        painter.setRemoveOnCancelPolicy(true);
    }

    /**
     * The plain slate that says {@code text}, silent, drawn by the calling thread where it is not yet; kept until the
     * library is closed.
     *
     * @throws IllegalStateException after {@link #close}
     */
    public SlateLoop loop(OutputProfile profile, SlateText text) {
        return drawn(profile, SlateLook.plain(text), SlateSound.SILENT);
    }

    /**
     * Any slate, drawn by the calling thread where it is not yet; retained for the caller.
     *
     * @throws tv.exstream.engine.EngineException for an image or a soundtrack that cannot be used
     */
    public SlateLoop drawn(OutputProfile profile, SlateLook look, SlateSound sound) {
        Key key = new Key(profile, look, sound);
        Entry entry = entry(key, null, key.lasting());
        try {
            draw(entry, () -> closed);
        } catch (RuntimeException e) {
            release(entry.loop);
            throw e;
        }
        return entry.loop;
    }

    /**
     * A slate that is drawn in the background, retained for the caller at once.
     *
     * @param meanwhile serves until it is drawn, and on if it cannot be; outlives the loop
     * @param wait      how long to wait with drawing: it may never be needed
     */
    public SlateLoop request(
            OutputProfile profile, SlateLook look, SlateSound sound, SlateLoop meanwhile, Duration wait) {
        Key key = new Key(profile, look, sound);
        return inBackground(entry(key, meanwhile, key.lasting()), wait);
    }

    /** As {@link #request}, of what is true for a while only: it is forgotten when the last one gives it back. */
    public SlateLoop announcement(
            OutputProfile profile, SlateLook look, SlateSound sound, SlateLoop meanwhile, Duration wait) {
        return inBackground(entry(new Key(profile, look, sound), meanwhile, false), wait);
    }

    private SlateLoop inBackground(Entry entry, Duration wait) {
        if (!entry.loop.isDrawn()) {
            try {
                var unused = painter.schedule(() -> paint(entry), wait.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                log.debug("the engine is closing: no more slates are drawn");
            }
        }
        return entry.loop;
    }

    /** Whether slates can show all letters of {@code text} on this machine. */
    public boolean canWrite(String text) {
        return TextLayout.legible(fonts, text);
    }

    private synchronized Entry entry(Key key, @Nullable SlateLoop meanwhile, boolean lasts) {
        if (closed) {
            throw new IllegalStateException("the engine is closed");
        }
        Entry known = entries.get(key);
        if (known != null && (meanwhile != null || !known.failed)) {
            known.users++;
            return known;
        }
        SoundLoop silence = sound(key.profile, SlateSound.SILENT, () -> false);
        Entry made = new Entry(key, new SlateLoop(key.profile, silence, meanwhile), lasts);
        silence.release();
        made.users = 1;
        entries.put(key, made);
        byLoop.put(made.loop, made);
        return made;
    }

    /** Gives a loop back that was retained for the caller. */
    public synchronized void release(SlateLoop loop) {
        Entry entry = byLoop.get(loop);
        if (entry == null) {
            return; // closed with the library
        }
        entry.users--;
        if (entry.users == 0) {
            if (!entry.lasts || !loop.isDrawn()) {
                drop(entry);
            } else {
                trim();
            }
        }
    }

    private void trim() {
        long spare = entries.values().stream()
                .filter(e -> e.users == 0)
                .mapToLong(e -> e.loop.bytes())
                .sum();
        List<Entry> oldest = new ArrayList<>(entries.values());
        for (Iterator<Entry> i = oldest.iterator(); i.hasNext() && spare > spareBytes; ) {
            Entry entry = i.next();
            if (entry.users == 0) {
                spare -= entry.loop.bytes();
                drop(entry);
            }
        }
    }

    private void drop(Entry entry) {
        entries.remove(entry.key, entry);
        byLoop.remove(entry.loop);
        entry.loop.close();
        synchronized (sounds) {
            sounds.values().removeIf(SoundLoop::freed);
        }
    }

    private synchronized boolean unwanted(Entry entry) {
        return closed || entry.users == 0;
    }

    /** On the painter's thread. */
    private void paint(Entry entry) {
        if (unwanted(entry) || entry.loop.isDrawn() || entry.failed) {
            return;
        }
        FFmpegLog.label("slate");
        try {
            draw(entry, () -> unwanted(entry));
        } catch (CancellationException e) {
            log.debug("a slate was given up: {}", e.getMessage());
        } catch (RuntimeException e) { // of whatever kind: the next slate is to be drawn still
            entry.failed = true;
            tell("a slate cannot be drawn as wished, the plain one serves: " + e.getMessage());
        } finally {
            FFmpegLog.clearLabel();
        }
    }

    private void tell(String fault) {
        synchronized (told) {
            if (told.size() < MOST_TOLD && told.add(fault)) {
                log.warn("{}", fault);
            }
        }
    }

    private void draw(Entry entry, BooleanSupplier cancelled) {
        synchronized (entry) { // one draws, whoever else wants it waits
            if (entry.loop.isDrawn()) {
                return;
            }
            Key key = entry.key;
            SoundLoop sound = sound(key.profile, key.sound, cancelled);
            try {
                PacketBlock block = pictures.make(key.profile, key.look, cancelled);
                entry.loop.draw(block, sound);
            } finally {
                sound.release();
            }
        }
        synchronized (this) {
            drawnCount++;
        }
    }

    /** Retained for the caller. */
    private SoundLoop sound(OutputProfile profile, SlateSound sound, BooleanSupplier cancelled) {
        SoundKey key = SoundKey.of(profile, sound);
        synchronized (sounds) {
            SoundLoop known = sounds.get(key);
            if (known != null && known.tryRetain()) {
                return known;
            }
        }
        SoundLoop made = SoundMaker.make(profile, sound, cancelled); // seconds for a soundtrack: under no lock
        synchronized (sounds) {
            SoundLoop known = sounds.get(key);
            if (known != null && known.tryRetain()) {
                made.release();
                return known;
            }
            sounds.put(key, made);
            return made;
        }
    }

    /** Loops at hand, drawn or not. */
    public synchronized int size() {
        return entries.size();
    }

    /** Native bytes of all loops and their sound. */
    public synchronized long bytes() {
        long loops = entries.values().stream().mapToLong(e -> e.loop.bytes()).sum();
        synchronized (sounds) {
            return loops
                    + sounds.values().stream()
                            .filter(s -> !s.freed())
                            .mapToLong(SoundLoop::bytes)
                            .sum();
        }
    }

    /** How many slates were drawn so far. */
    public synchronized long drawnCount() {
        return drawnCount;
    }

    /** Only once no channel runs. Idempotent. */
    @Override
    public void close() {
        closed = true;
        painter.shutdownNow();
        try {
            if (!painter.awaitTermination(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("a slate is still being drawn; it is left behind");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            entries.values().forEach(e -> e.loop.close());
            entries.clear();
            byLoop.clear();
        }
    }
}
