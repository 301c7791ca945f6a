package tv.exstream.server.library.analysis;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tv.exstream.engine.BlackReport;
import tv.exstream.engine.BlackScan;
import tv.exstream.engine.Engine;
import tv.exstream.engine.EngineException;
import tv.exstream.engine.MediaSource;
import tv.exstream.server.config.Settings;
import tv.exstream.server.library.LibraryService;
import tv.exstream.server.library.analysis.AnalysisRow.FileState;
import tv.exstream.server.store.Database;

/**
 * Looks for black pictures in the files that schedules want it of, and in those that somebody asks for: one at a time, on
 * one thread of low priority. What was begun when the server stopped is begun again; a file that takes the process down
 * twice is left alone. Everything else may be called from any thread.
 */
public final class BlackAnalysis implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BlackAnalysis.class);
    private static final Duration LEAST_DEADLINE = Duration.ofMinutes(10);
    /** Of the file's length: a slow machine decodes large pictures slower than they are shown. */
    private static final int DEADLINE_FACTOR = 3;

    private static final int MOST_ATTEMPTS = 3;
    private static final int FAILURES_SHOWN = 20;
    private static final long CLOSE_SECONDS = 10;

    private final AnalysisStore store;
    private final Engine engine;
    private final LibraryService library;
    private final InstantSource clock;
    private final AnalysisOptions options;
    private final AnalysisPace pace;
    private final BlockingQueue<Long> asked = new LinkedBlockingQueue<>();
    private final AnalysisPlan plan;
    private final Deque<AnalysisStatus.Failure> failures = new ConcurrentLinkedDeque<>();

    private volatile Optional<AnalysisStatus.Current> current = Optional.empty();
    private volatile Duration looked = Duration.ZERO;
    private volatile boolean closed;
    private volatile Optional<Thread> thread = Optional.empty();
    // The thread's own.
    private boolean unpublished;
    private Instant published;
    /** As the last scan saw files that are not so any more: the next scan says more. */
    private final Map<Long, FileState> changed = new HashMap<>();

    /** Gives the library what earlier looks found; looks at nothing yet. Database, engine and library stay the caller's. */
    public BlackAnalysis(
            Database database,
            Engine engine,
            LibraryService library,
            InstantSource clock,
            AnalysisOptions options,
            AnalysisPace pace) {
        this.store = new AnalysisStore(database);
        this.engine = engine;
        this.library = library;
        this.clock = clock;
        this.options = options;
        this.pace = pace;
        this.plan = new AnalysisPlan(store, library, clock);
        this.published = clock.instant();
        int suspects = store.giveUpInterrupted(
                "the server ended twice while this file was looked at: it may be damaged so that it crashes the decoder");
        if (suspects > 0) {
            LOG.warn(
                    "{} files are not looked at for black pictures any more: the server ended twice over each",
                    suspects);
        }
        library.publishBlacks(store.found());
    }

    /** Begins to look, in the background. */
    public void start(AnalysisDemand demand) {
        plan.follow(demand);
        thread = Optional.of(Thread.ofPlatform()
                .name("library-analysis")
                .priority(Thread.MIN_PRIORITY)
                .daemon()
                .start(this::run));
    }

    public AnalysisStatus status() {
        AnalysisPlan.Counts counts = plan.counts();
        AnalysisStatus.State state = current.isPresent()
                ? pace.resting() ? AnalysisStatus.State.RESTING : AnalysisStatus.State.WORKING
                : options.mode() == Settings.Library.Analysis.OFF
                        ? AnalysisStatus.State.OFF
                        : AnalysisStatus.State.IDLE;
        return new AnalysisStatus(
                options.mode(),
                state,
                current,
                counts.done(),
                counts.waiting() + asked.size(),
                counts.failed(),
                failures.stream().toList(),
                looked);
    }

    /** What is known of an item; empty for one that is not there, or has no picture. */
    public Optional<MediaAnalysis> of(long mediaId) {
        return store.file(mediaId).map(file -> MediaAnalysis.of(mediaId, state(file), file.known()));
    }

    private MediaAnalysis.State state(FileState file) {
        if (current.filter(now -> now.mediaId() == file.id()).isPresent()) {
            return MediaAnalysis.State.RUNNING;
        }
        if (asked.contains(file.id())) {
            return MediaAnalysis.State.WAITING;
        }
        boolean due = file.due(clock.instant());
        if (due && plan.waits(file.id())) {
            return MediaAnalysis.State.WAITING;
        }
        return file.known()
                .filter(AnalysisRow::ended)
                .map(row ->
                        row.state() == AnalysisRow.State.DONE ? MediaAnalysis.State.DONE : MediaAnalysis.State.FAILED)
                .orElse(MediaAnalysis.State.UNKNOWN);
    }

    /**
     * Has an item looked at as soon as the one under way is done, whatever is known of it.
     *
     * @return false for one that is not there, or has no picture
     */
    public boolean request(long mediaId) {
        boolean there = store.file(mediaId).isPresent();
        if (there && !asked.contains(mediaId)) {
            asked.add(mediaId);
        }
        return there;
    }

    private void run() {
        while (!closed) {
            try {
                step();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("looking for black pictures is interrupted for {}: {}", options.lookAgain(), e.toString());
                if (!paused()) {
                    return;
                }
            }
        }
    }

    private boolean paused() {
        try {
            Thread.sleep(options.lookAgain());
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private void step() throws InterruptedException {
        Long wanted = asked.poll();
        boolean planned = options.mode() != Settings.Library.Analysis.OFF;
        Optional<FileState> next = wanted != null
                ? store.file(wanted)
                : planned ? plan.next(file -> !file.equals(changed.get(file.id()))) : Optional.empty();
        if (next.isPresent()) {
            look(next.get());
        }
        boolean idle = next.isEmpty() && asked.isEmpty();
        if (unpublished && (idle || wanted != null || !clock.instant().isBefore(published.plus(options.publish())))) {
            library.publishBlacks(store.found());
            published = clock.instant();
            unpublished = false;
        }
        if (idle) {
            Long more = asked.poll(options.lookAgain().toMillis(), TimeUnit.MILLISECONDS);
            if (more != null) {
                asked.add(more);
            }
        }
    }

    private void look(FileState file) throws InterruptedException {
        if (!isAsKnown(file)) {
            changed.put(file.id(), file);
            return;
        }
        current = Optional.of(new AnalysisStatus.Current(file.id(), file.path(), Duration.ZERO, file.duration()));
        store.begin(file, clock.instant());
        boolean ended = false;
        try {
            BlackReport report = search(file);
            ended = !closed && isAsKnown(file);
            if (ended) {
                keep(file, report);
            } else {
                changed.put(file.id(), file);
            }
        } finally {
            if (!ended) {
                // Closing interrupts: the database would be the next to notice.
                boolean unused = closed && Thread.interrupted();
                store.forget(file.id());
            }
            current = Optional.empty();
            plan.outdated();
        }
        if (closed) {
            throw new InterruptedException("closed");
        }
    }

    private BlackReport search(FileState file) {
        Duration deadline = file.duration().multipliedBy(DEADLINE_FACTOR);
        BlackScan scan = BlackScan.of(
                        new MediaSource.File(file.path()),
                        deadline.compareTo(LEAST_DEADLINE) > 0 ? deadline : LEAST_DEADLINE)
                .paced(
                        pace,
                        position -> current = Optional.of(
                                new AnalysisStatus.Current(file.id(), file.path(), position, file.duration())));
        try {
            BlackReport report = engine.blacks(scan);
            looked = looked.plus(report.seen());
            return report;
        } catch (EngineException e) {
            return new BlackReport(List.of(), Duration.ZERO, Optional.of(e));
        }
    }

    private void keep(FileState file, BlackReport report) {
        Instant now = clock.instant();
        if (report.fault().isEmpty()) {
            store.done(file.id(), report, now);
            LOG.info("{} is black {} times", file.path(), report.spans().size());
        } else {
            EngineException fault = report.fault().get();
            int attempts = file.known().map(AnalysisRow::attempts).orElse(0) + 1;
            Optional<Instant> retryAt = lasting(fault) || attempts >= MOST_ATTEMPTS
                    ? Optional.empty()
                    : Optional.of(now.plus(options.retry().multipliedBy(attempts)));
            store.failed(file.id(), report, fault.getMessage(), retryAt, now);
            failures.addFirst(new AnalysisStatus.Failure(file.id(), file.path(), fault.getMessage(), now));
            while (failures.size() > FAILURES_SHOWN) {
                failures.removeLast();
            }
            LOG.warn(
                    "{} was looked at for black pictures up to {} only{}: {}",
                    file.path(),
                    report.seen(),
                    retryAt.map(at -> ", again after " + at).orElse(""),
                    fault.getMessage());
        }
        unpublished = true;
    }

    /** Whether another look at the same file would end alike. */
    private static boolean lasting(EngineException fault) {
        return switch (fault.kind()) {
            case MALFORMED, UNSUPPORTED -> true;
            case NOT_FOUND, TIMEOUT, UNAVAILABLE, INTERNAL -> false;
        };
    }

    /** Whether the file is the one that the last scan saw. */
    private static boolean isAsKnown(FileState file) {
        try {
            return Files.size(file.path()) == file.size()
                    && Files.getLastModifiedTime(file.path()).toMillis() == file.mtimeMillis();
        } catch (IOException e) {
            return false;
        }
    }

    /** Ends the look under way, to be begun again by the next server, and waits for it. Idempotent. */
    @Override
    public void close() {
        closed = true;
        thread.ifPresent(running -> {
            running.interrupt();
            try {
                if (!running.join(Duration.ofSeconds(CLOSE_SECONDS))) {
                    LOG.warn(
                            "a look at {} does not end",
                            current.map(now -> now.path().toString()).orElse("a file"));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
