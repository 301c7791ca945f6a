package tv.exstream.server.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import tv.exstream.server.library.FolderWalk.FoundFile;
import tv.exstream.server.library.FolderWalk.FoundFolder;
import tv.exstream.server.store.Database;

/**
 * One scan of one folder: walk, compare with what is known, look into what is new, write in batches, mark what is gone.
 * One use, runs on one thread; {@link #cancel} may be called from any.
 */
final class FolderScan {
    private static final int BATCH = 50;
    private static final Duration RECENT = Duration.ofSeconds(10);

    private final MediaFolder folder;
    private final Database database;
    private final Prober prober;
    private final ScanOptions options;
    private final Executor probeThreads;
    private final InstantSource clock;
    private final ScanListener listener;
    private final Runnable onBatch;
    private final ScanIssues wording;
    private final ScanMemory memory;
    private final List<MediaRow> batch = new ArrayList<>();
    private final List<Long> returned = new ArrayList<>();
    private final List<MediaRow> present = new ArrayList<>();
    private volatile boolean cancelled;
    private int found;
    private int probed;
    private int skipped;
    private int failed;

    /** A file to look into. */
    private record Job(FoundFolder folder, FoundFile file, long stamp) {}

    private record Looked(Job job, Prober.Finding finding) {}

    FolderScan(
            MediaFolder folder,
            Database database,
            Prober prober,
            ScanOptions options,
            Executor probeThreads,
            InstantSource clock,
            ScanListener listener,
            Runnable onBatch) {
        this.folder = folder;
        this.database = database;
        this.prober = prober;
        this.options = options;
        this.probeThreads = probeThreads;
        this.clock = clock;
        this.listener = listener;
        this.onBatch = onBatch;
        this.wording = new ScanIssues(clock);
        this.memory = new ScanMemory(folder.id());
    }

    /** Ends the scan soon: files being looked into are finished, no further one is begun. */
    void cancel() {
        cancelled = true;
    }

    ScanReport run() throws InterruptedException {
        long began = System.nanoTime();
        memory.load(database);
        Optional<String> away = away();
        if (away.isPresent()) {
            return offline(away.get(), began);
        }
        FolderWalk.Result walk = new FolderWalk(wording, () -> cancelled).walk(folder.path());
        walk.issues().forEach(memory::raise);
        found = walk.folders().stream().mapToInt(f -> f.files().size()).sum();
        Optional<String> empty = !cancelled && found == 0 ? suddenlyEmpty() : Optional.empty();
        if (empty.isPresent()) {
            return offline(empty.get(), began);
        }
        progress(Optional.empty());
        List<Job> jobs = new ArrayList<>();
        Describer describer = new Describer(rootName(), walk.folders(), wording, memory::raise);
        Set<String> seen = new HashSet<>();
        for (FoundFolder f : walk.folders()) {
            for (FoundFile file : f.files()) {
                seen.add(file.relative());
                compare(f, file, describer).ifPresent(jobs::add);
            }
        }
        flush();
        progress(Optional.empty());
        look(settled(jobs), describer);
        int missing = cancelled ? 0 : markMissing(seen, walk.unlisted());
        flush();
        return finish(missing, began);
    }

    /** Why the folder cannot be scanned now, if so. */
    private Optional<String> away() {
        Path path = folder.path();
        String kept = memory.isEmpty() ? "" : "; what it held is kept and comes back with it";
        if (!Files.exists(path)) {
            return Optional.of("folder " + path + " does not exist: mount the disk or share it is on, or remove it from"
                    + " the library" + kept);
        }
        if (!Files.isDirectory(path)) {
            return Optional.of(path + " is not a folder: name one, or remove it from the library" + kept);
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.findAny().isEmpty() ? suddenlyEmpty() : Optional.empty();
        } catch (IOException e) {
            return Optional.of("folder " + path + " cannot be read (" + ScanIssues.reason(e) + "): give the user that"
                    + " runs EXStreamTV permission, or check the disk" + kept);
        }
    }

    /** An unmounted disk leaves an empty folder behind: that is no reason to forget everything. */
    private Optional<String> suddenlyEmpty() {
        long held = memory.playable();
        return held == 0
                ? Optional.empty()
                : Optional.of("folder " + folder.path() + " is empty although it held " + held
                        + " playable files: mount the disk or share that belongs there, or remove the folder from the"
                        + " library if this is meant; nothing was forgotten");
    }

    private ScanReport offline(String message, long began) {
        database.writes().useExtension(LibraryDao.class, dao -> dao.folderOffline(folder.id(), message));
        return report(ScanReport.Outcome.OFFLINE, 0, memory.issuesBefore(), began, message);
    }

    /** Takes over what is known of an unchanged file; answers a job for any other. */
    private Optional<Job> compare(FoundFolder in, FoundFile file, Describer describer) {
        long stamp = describer.stamp(in, file);
        MediaRow row = memory.row(file.relative());
        if (row == null || row.size() != file.size() || row.mtime() != file.mtimeMillis() || row.embedded() == null) {
            return Optional.of(new Job(in, file, stamp));
        }
        List<ScanIssue> standing = memory.issuesBefore(file.relative());
        boolean refused = row.state() == MediaRow.State.REFUSED || row.duration() == 0;
        if (refused && standing.stream().noneMatch(ScanIssue::lasting)) {
            return Optional.of(new Job(in, file, stamp));
        }
        skipped++;
        standing.stream().filter(ScanIssue::lasting).forEach(memory::raise);
        MediaRow now = row;
        if (row.sidecar() != stamp) {
            MediaRow.State state = row.state() == MediaRow.State.MISSING ? MediaRow.State.AVAILABLE : row.state();
            now = MediaRow.of(
                    folder.id(), file, stamp, state, describer.describe(in, file), row.content(), row.addedAt());
            batch.add(now);
        } else {
            describer.sidecars(in, file).stream()
                    .flatMap(s -> memory.issuesBefore(s.relative()).stream())
                    .forEach(memory::raise);
            if (row.state() == MediaRow.State.MISSING) {
                returned.add(row.id());
            }
        }
        present.add(now);
        return Optional.empty();
    }

    /** Files written to just now go last, and only if they keep still. */
    private List<Job> settled(List<Job> jobs) throws InterruptedException {
        long recent = clock.instant().minus(RECENT).toEpochMilli();
        List<Job> ready = new ArrayList<>();
        List<Job> fresh = new ArrayList<>();
        for (Job job : jobs) {
            (job.file.mtimeMillis() >= recent ? fresh : ready).add(job);
        }
        if (fresh.isEmpty() || cancelled) {
            return jobs;
        }
        Thread.sleep(options.settle());
        for (Job job : fresh) {
            try {
                boolean still = Files.size(job.file.path()) == job.file.size()
                        && Files.getLastModifiedTime(job.file.path()).toMillis() == job.file.mtimeMillis();
                if (still) {
                    ready.add(job);
                } else {
                    memory.raise(wording.beingWritten(job.file.relative()));
                }
            } catch (IOException e) {
                memory.raise(wording.unreadable(job.file.relative(), e));
            }
        }
        return ready;
    }

    private void look(List<Job> jobs, Describer describer) throws InterruptedException {
        CompletionService<Looked> done = new ExecutorCompletionService<>(probeThreads);
        int begun = 0;
        int taken = 0;
        while (taken < jobs.size()) {
            while (!cancelled && begun < jobs.size() && begun - taken < options.probeThreads()) {
                Job job = jobs.get(begun++);
                Future<Looked> unused = done.submit(() -> new Looked(job, prober.look(job.file)));
            }
            if (taken == begun) {
                return;
            }
            Looked looked;
            try {
                looked = done.take().get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("looking into a file of " + folder.path() + " failed", e.getCause());
            }
            taken++;
            take(looked, describer);
            if (batch.size() >= BATCH) {
                flush();
            }
        }
    }

    private void take(Looked looked, Describer describer) {
        FoundFile file = looked.job.file;
        Optional<ScanIssue> issue = looked.finding.issue();
        if (looked.finding.content().isEmpty() && issue.isEmpty()) {
            return;
        }
        probed++;
        boolean good = looked.finding.content().isPresent();
        if (!good) {
            failed++;
        }
        issue.ifPresent(memory::raise);
        @Nullable MediaRow before = memory.row(file.relative());
        MediaRow row = MediaRow.of(
                folder.id(),
                file,
                looked.job.stamp,
                good ? MediaRow.State.AVAILABLE : MediaRow.State.REFUSED,
                describer.describe(looked.job.folder, file),
                looked.finding.content().orElse(MediaRow.Content.NONE),
                before == null ? clock.millis() : before.addedAt());
        batch.add(row);
        present.add(row);
        progress(Optional.of(file.relative()));
    }

    private int markMissing(Set<String> seen, List<String> unlisted) {
        List<Long> gone = new ArrayList<>();
        int missing = 0;
        for (MediaRow row : memory.rows()) {
            // Of a folder that could not be listed nothing is known, so nothing in it is missing.
            boolean hidden =
                    unlisted.stream().anyMatch(u -> u.isEmpty() || row.path().startsWith(u + "/"));
            if (seen.contains(row.path()) || hidden) {
                continue;
            }
            missing++;
            if (row.state() != MediaRow.State.MISSING) {
                gone.add(row.id());
            }
        }
        if (!gone.isEmpty()) {
            database.writes()
                    .useTransaction(handle -> handle.attach(LibraryDao.class).setState(gone, MediaRow.State.MISSING));
        }
        return missing;
    }

    private void flush() {
        if (batch.isEmpty() && returned.isEmpty()) {
            return;
        }
        database.writes().useTransaction(handle -> {
            LibraryDao dao = handle.attach(LibraryDao.class);
            dao.putFiles(batch);
            dao.setState(returned, MediaRow.State.AVAILABLE);
        });
        batch.clear();
        returned.clear();
        onBatch.run();
    }

    private ScanReport finish(int missing, long began) {
        if (cancelled) {
            // Issues of files not reached this time still stand.
            memory.keepIssues();
        } else {
            new Duplicates(wording).find(present).forEach(memory::raise);
        }
        List<ScanIssue> standing = memory.issues();
        database.writes().useTransaction(handle -> {
            LibraryDao dao = handle.attach(LibraryDao.class);
            dao.clearIssues(folder.id());
            dao.addIssues(folder.id(), standing);
            if (!cancelled) {
                dao.folderOnline(folder.id(), clock.millis());
            }
        });
        return report(
                cancelled ? ScanReport.Outcome.CANCELLED : ScanReport.Outcome.COMPLETE, missing, standing, began, "");
    }

    private ScanReport report(
            ScanReport.Outcome outcome, int missing, List<ScanIssue> standing, long began, String message) {
        return new ScanReport(
                folder,
                outcome,
                found,
                probed,
                skipped,
                failed,
                missing,
                standing,
                Duration.ofNanos(System.nanoTime() - began),
                message);
    }

    /** Whether a standing issue was not there before this scan. */
    boolean isNew(ScanIssue issue) {
        return memory.isNew(issue);
    }

    private void progress(Optional<String> current) {
        listener.progress(
                new ScanProgress(folder.id(), found, probed, skipped, failed, current, OptionalInt.of(found)));
    }

    private String rootName() {
        Path name = folder.path().getFileName();
        return name == null ? "" : name.toString();
    }
}
