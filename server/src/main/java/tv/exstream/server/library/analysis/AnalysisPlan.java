package tv.exstream.server.library.analysis;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import tv.exstream.server.library.MediaCatalog;
import tv.exstream.server.library.analysis.AnalysisRow.FileState;

/** Which files are to be looked at, in order. {@link #next} is the looking thread's; the rest may be called from any. */
final class AnalysisPlan {
    /** Files whose time for another attempt has come are found so late at most. */
    private static final Duration HOLDS = Duration.ofMinutes(10);

    private final AnalysisStore store;
    private final MediaCatalog catalog;
    private final InstantSource clock;
    private volatile Optional<AnalysisDemand> demand = Optional.empty();
    private volatile Counts counts = new Counts(0, 0, 0);
    private volatile Set<Long> waiting = Set.of();
    private volatile boolean outdated = true;
    private SequencedSet<Long> media = new LinkedHashSet<>();
    private List<FileState> due = List.of();
    private long demandRevision = -1;
    private long catalogRevision = -1;
    private Instant made = Instant.EPOCH;

    /** Of what is wanted. */
    record Counts(int done, int waiting, int failed) {}

    AnalysisPlan(AnalysisStore store, MediaCatalog catalog, InstantSource clock) {
        this.store = store;
        this.catalog = catalog;
        this.clock = clock;
    }

    void follow(AnalysisDemand of) {
        demand = Optional.of(of);
    }

    Counts counts() {
        return counts;
    }

    boolean waits(long mediaId) {
        return waiting.contains(mediaId);
    }

    /** What is known of files is not what it was. */
    void outdated() {
        outdated = true;
    }

    /** The most urgent file of those that can be looked at. */
    Optional<FileState> next(Predicate<FileState> can) {
        if (demand.isEmpty()) {
            return Optional.empty();
        }
        long wanted = demand.get().revision();
        long listed = catalog.revision();
        if (wanted != demandRevision || listed != catalogRevision) {
            media = demand.get().media();
            demandRevision = wanted;
            catalogRevision = listed;
            outdated = true;
        }
        if (outdated || !clock.instant().isBefore(made.plus(HOLDS))) {
            make();
        }
        return due.stream().filter(can).findFirst();
    }

    private void make() {
        outdated = false;
        made = clock.instant();
        if (media.isEmpty()) {
            due = List.of();
            waiting = Set.of();
            counts = new Counts(0, 0, 0);
            return;
        }
        Map<Long, FileState> files =
                store.files().stream().collect(Collectors.toMap(FileState::id, Function.identity()));
        List<FileState> next = new ArrayList<>();
        int done = 0;
        int failed = 0;
        int later = 0;
        for (long id : media) {
            FileState file = files.get(id);
            if (file == null) {
                continue;
            }
            if (file.due(made)) {
                next.add(file);
            } else if (file.is(AnalysisRow.State.DONE)) {
                done++;
            } else if (file.givenUp()) {
                failed++;
            } else {
                later++;
            }
        }
        due = next;
        waiting = next.stream().map(FileState::id).collect(Collectors.toUnmodifiableSet());
        counts = new Counts(done, next.size() + later, failed);
    }
}
