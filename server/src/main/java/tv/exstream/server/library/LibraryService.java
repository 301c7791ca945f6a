package tv.exstream.server.library;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tv.exstream.engine.Engine;
import tv.exstream.server.store.Database;
import tv.exstream.server.store.StoreException;

/**
 * The media library: its folders, their scans, and all items in memory. Thread-safe; every query of {@link MediaCatalog}
 * is answered from an immutable snapshot.
 *
 * <p>Items of a folder that is offline stay in the catalog: they come back with the disk they are on, and schedules made
 * from them stay as they are meanwhile.
 */
public final class LibraryService implements MediaCatalog, AutoCloseable {
    public static final Duration DEFAULT_RESCAN_INTERVAL = Duration.ofMinutes(15);
    private static final Logger LOG = LoggerFactory.getLogger(LibraryService.class);
    private static final long SNAPSHOT_EVERY_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Database database;
    private final InstantSource clock;
    private final ScanOptions options;
    private final FolderRegistry registry;
    private final Prober prober;
    private final ExecutorService scanThreads;
    private final ExecutorService probeThreads;
    private final Map<Long, Running> running = new ConcurrentHashMap<>();
    private final Map<Long, String> lastFailures = new ConcurrentHashMap<>();
    private final List<Runnable> onChange = new CopyOnWriteArrayList<>();
    private final AtomicLong refreshedAt = new AtomicLong(System.nanoTime());
    private volatile CatalogSnapshot snapshot = CatalogSnapshot.EMPTY;
    private volatile Map<Long, FoundBlacks> blacks = Map.of();
    private volatile boolean closed;
    private @Nullable ScheduledFuture<?> watch;

    private static final class Running {
        final FolderScan scan;
        final CompletableFuture<ScanReport> result = new CompletableFuture<>();
        volatile Optional<ScanProgress> progress = Optional.empty();

        Running(FolderScan scan) {
            this.scan = scan;
        }
    }

    /** Loads what earlier scans found; starts none. The database and the engine stay the caller's. */
    public LibraryService(Database database, Engine engine, InstantSource clock, ScanOptions options) {
        this.database = database;
        this.clock = clock;
        this.options = options;
        this.registry = new FolderRegistry(database, clock);
        this.prober = new Prober(engine, options.probeDeadline(), new ScanIssues(clock));
        this.scanThreads = Executors.newCachedThreadPool(named("library-scan-"));
        this.probeThreads = Executors.newFixedThreadPool(options.probeThreads(), named("library-probe-"));
        refresh();
    }

    @Override
    public List<MediaItem> items() {
        return snapshot.items();
    }

    @Override
    public Optional<MediaItem> item(long id) {
        return Optional.ofNullable(snapshot.byId().get(id));
    }

    @Override
    public MediaDetails details(long id) {
        return snapshot.details(id);
    }

    @Override
    public Optional<Path> artwork(long id, Artwork kind) {
        return snapshot.artwork(id, kind);
    }

    @Override
    public long revision() {
        return snapshot.revision();
    }

    /** Is told, on the thread that changed it, whenever {@link #revision} has changed; must return soon. */
    public void onChange(Runnable listener) {
        onChange.add(listener);
    }

    /**
     * Gives items their black spans, all of them at once: each such change is one of the catalog, which schedules follow.
     *
     * @param found by the item's key; in place of what was given before
     */
    public void publishBlacks(Map<Long, FoundBlacks> found) {
        blacks = Map.copyOf(found);
        refresh();
    }

    public List<FolderStatus> folders() {
        return registry.all().stream().map(this::status).toList();
    }

    /** @throws LibraryException UNKNOWN */
    public FolderStatus folder(long id) {
        return status(registry.require(id));
    }

    private FolderStatus status(MediaFolder folder) {
        LibraryDao.Counts counts = database.reads().withExtension(LibraryDao.class, dao -> dao.counts(folder.id()));
        Running scan = running.get(folder.id());
        return new FolderStatus(
                folder,
                counts.available(),
                counts.missing(),
                counts.refused(),
                counts.issues(),
                scan == null ? Optional.empty() : scan.progress);
    }

    /**
     * Takes a folder into the library; it is not scanned yet.
     *
     * @throws LibraryException DUPLICATE, NESTED or NOT_A_FOLDER
     */
    public MediaFolder add(Path path) {
        return registry.add(path);
    }

    /**
     * Takes in those of the folders that are not in the library yet.
     *
     * @return one message for each that cannot be
     */
    public List<String> addAll(List<Path> paths) {
        List<String> refused = new ArrayList<>();
        for (Path path : paths) {
            Path absolute = path.toAbsolutePath().normalize();
            if (registry.all().stream().anyMatch(folder -> folder.path().equals(absolute))) {
                continue;
            }
            try {
                registry.add(absolute);
            } catch (LibraryException e) {
                if (e.kind() != LibraryException.Kind.DUPLICATE) {
                    refused.add(String.valueOf(e.getMessage()));
                }
            }
        }
        return refused;
    }

    /** Forgets a folder and everything known of its files; the files themselves are not touched. Waits for its scan. */
    public void remove(long id) {
        registry.require(id);
        Running scan = running.get(id);
        if (scan != null) {
            scan.scan.cancel();
            waitFor(scan.result);
        }
        registry.remove(id);
        refresh();
    }

    /**
     * Scans a folder, unless that is being done already: then the running scan's report is the answer.
     *
     * @param listener told about progress if this call starts the scan
     * @throws LibraryException UNKNOWN, CLOSED
     */
    public CompletableFuture<ScanReport> scan(long id, ScanListener listener) {
        MediaFolder folder = registry.require(id);
        if (closed) {
            throw new LibraryException(LibraryException.Kind.CLOSED, "the library is closed");
        }
        Running mine = new Running(new FolderScan(
                folder,
                database,
                prober,
                options,
                probeThreads,
                clock,
                progress -> {
                    Running now = running.get(id);
                    if (now != null) {
                        now.progress = Optional.of(progress);
                    }
                    listener.progress(progress);
                },
                this::refreshSometimes));
        Running other = running.putIfAbsent(id, mine);
        if (other != null) {
            return other.result;
        }
        scanThreads.execute(() -> run(folder, mine, listener));
        return mine.result;
    }

    /** Scans every folder; one that is being scanned already is left to that scan. */
    public List<CompletableFuture<ScanReport>> rescanAll() {
        return registry.all().stream()
                .map(folder -> scan(folder.id(), ScanListener.NONE))
                .toList();
    }

    /** Ends a folder's scan soon, if one runs. */
    public void cancel(long id) {
        Running scan = running.get(id);
        if (scan != null) {
            scan.scan.cancel();
        }
    }

    /** What the last scan of a folder could not use. @throws LibraryException UNKNOWN */
    public List<ScanIssue> issues(long id) {
        registry.require(id);
        return database.reads().withExtension(LibraryDao.class, dao -> dao.issues(id));
    }

    /** Rescans everything again and again, the first time after one interval. Replaces an earlier watch. */
    public synchronized void watch(ScheduledExecutorService scheduler, Duration interval) {
        if (watch != null) {
            watch.cancel(false);
        }
        long millis = interval.toMillis();
        watch = scheduler.scheduleWithFixedDelay(this::rescanQuietly, millis, millis, TimeUnit.MILLISECONDS);
    }

    private void rescanQuietly() {
        try {
            rescanAll();
        } catch (RuntimeException e) {
            // An exception would end the schedule for good.
            LOG.warn("periodic rescan: {}", explain(e));
        }
    }

    private void run(MediaFolder folder, Running mine, ScanListener listener) {
        try {
            ScanReport report = mine.scan.run();
            refresh();
            lastFailures.remove(folder.id());
            ScanLog.write(report, mine.scan);
            running.remove(folder.id(), mine);
            listener.finished(report);
            mine.result.complete(report);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            mine.result.completeExceptionally(e);
        } catch (RuntimeException e) {
            // A full disk fails every scan until it is mended: one line is enough for all of them.
            String reason = explain(e);
            if (!reason.equals(lastFailures.put(folder.id(), reason))) {
                LOG.warn("scan of {} stopped, the next one goes on: {}", folder.path(), reason);
            }
            mine.result.completeExceptionally(e);
        } finally {
            running.remove(folder.id(), mine);
        }
    }

    private void refreshSometimes() {
        if (System.nanoTime() - refreshedAt.get() > SNAPSHOT_EVERY_NANOS) {
            refresh();
        }
    }

    private void refresh() {
        boolean changed;
        synchronized (registry) {
            Map<Long, Path> roots =
                    registry.all().stream().collect(Collectors.toMap(MediaFolder::id, MediaFolder::path));
            List<MediaRow> rows = database.reads().withExtension(LibraryDao.class, LibraryDao::listedFiles);
            CatalogSnapshot before = snapshot;
            snapshot = before.with(rows, roots, blacks);
            changed = snapshot.revision() != before.revision();
            refreshedAt.set(System.nanoTime());
        }
        if (changed) {
            onChange.forEach(Runnable::run);
        }
    }

    private String explain(RuntimeException e) {
        return StoreException.explain(database.file(), e)
                .map(Throwable::getMessage)
                .orElseGet(e::toString);
    }

    private void waitFor(CompletableFuture<ScanReport> result) {
        try {
            result.get(options.probeDeadline().toMillis() + 5_000, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("a scan that was cancelled ended with {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Cancels scans and waits for them, at most as long as one file may take. Idempotent. */
    @Override
    public void close() {
        closed = true;
        synchronized (this) {
            if (watch != null) {
                watch.cancel(false);
            }
        }
        List<Running> scans = List.copyOf(running.values());
        scans.forEach(scan -> scan.scan.cancel());
        scans.forEach(scan -> waitFor(scan.result));
        scanThreads.shutdownNow();
        probeThreads.shutdownNow();
    }

    private static ThreadFactory named(String prefix) {
        return Thread.ofPlatform().daemon().name(prefix, 1).factory();
    }
}
