package tv.exstream.server.library;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.engine.BlackSpan;
import tv.exstream.server.config.Settings.Library.Analysis;
import tv.exstream.server.library.analysis.AnalysisDemand;
import tv.exstream.server.library.analysis.AnalysisOptions;
import tv.exstream.server.library.analysis.AnalysisPace;
import tv.exstream.server.library.analysis.AnalysisStatus;
import tv.exstream.server.library.analysis.BlackAnalysis;
import tv.exstream.server.library.analysis.MediaAnalysis;

import static org.assertj.core.api.Assertions.assertThat;

/** Over a real database and real files, with an engine that answers as told. */
@Timeout(60)
class BlackAnalysisTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration NEVER = Duration.ofDays(1);

    @TempDir
    Path dir;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
    private final Wanted wanted = new Wanted();
    private LibraryFixture lib;
    private BlackAnalysis analysis;

    private static final class Wanted implements AnalysisDemand {
        private volatile List<Long> media = List.of();

        @Override
        public SequencedSet<Long> media() {
            return new LinkedHashSet<>(media);
        }

        @Override
        public long revision() {
            return media.hashCode();
        }
    }

    @BeforeEach
    void scan() throws Exception {
        lib = new LibraryFixture(dir);
        file("a.mkv", "blacks=10,40;");
        file("b.mkv", "blacks=20;");
        file("c.mkv", "");
        lib.scan();
        analysis = analysis(Analysis.FULL);
    }

    @AfterEach
    void close() {
        analysis.close();
        lib.close();
    }

    private void file(String name, String more) throws Exception {
        lib.old(FakeEngine.write(lib.root.resolve(name), "seconds=60;video=1;audio=1;" + more));
    }

    private BlackAnalysis analysis(Analysis mode) {
        return analysis(mode, NEVER);
    }

    private BlackAnalysis analysis(Analysis mode, Duration publish) {
        return new BlackAnalysis(
                lib.database,
                lib.engine,
                lib.library,
                now::get,
                new AnalysisOptions(mode, publish, Duration.ofMillis(20), Duration.ofHours(1)),
                new AnalysisPace(mode, () -> new AnalysisPace.Load(false, 0)));
    }

    private long id(String name) {
        return lib.library.items().stream()
                .filter(item -> item.path().endsWith(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private List<BlackSpan> blacks(String name) {
        return lib.library.item(id(name)).orElseThrow().blacks();
    }

    private MediaAnalysis of(String name) {
        return analysis.of(id(name)).orElseThrow();
    }

    private void restart(Analysis mode) {
        analysis.close();
        analysis = analysis(mode);
        analysis.start(wanted);
    }

    private static void until(BooleanSupplier holds) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it does not come to that").isLessThan(end);
            Thread.sleep(5);
        }
    }

    /** Long enough for several looks for something to do. */
    private static void aMoment() throws InterruptedException {
        Thread.sleep(200);
    }

    @Test
    void looksOnlyAtWhatIsWantedAndAtTheMostUrgentFirst() throws Exception {
        wanted.media = List.of(id("b.mkv"), 99L, id("a.mkv"));
        analysis.start(wanted);
        until(() -> analysis.status().done() == 2 && !blacks("a.mkv").isEmpty());
        assertThat(lib.engine.looks).containsExactly("b.mkv", "a.mkv");
        assertThat(blacks("a.mkv"))
                .containsExactly(
                        new BlackSpan(Duration.ofSeconds(10), Duration.ofSeconds(12), 0.875, true),
                        new BlackSpan(Duration.ofSeconds(40), Duration.ofSeconds(42), 0.875, false));
        assertThat(of("a.mkv").breaks()).containsExactly(Duration.ofSeconds(11), Duration.ofSeconds(41));
        assertThat(of("a.mkv").state()).isEqualTo(MediaAnalysis.State.DONE);
        assertThat(of("c.mkv").state()).isEqualTo(MediaAnalysis.State.UNKNOWN);
        AnalysisStatus status = analysis.status();
        assertThat(status.state()).isEqualTo(AnalysisStatus.State.IDLE);
        assertThat(status.waiting()).isZero();
        assertThat(status.looked()).isEqualTo(Duration.ofMinutes(2));
        wanted.media = List.of(id("b.mkv"), id("c.mkv"));
        until(() -> lib.engine.looks.size() == 3);
        assertThat(lib.engine.looks).endsWith("c.mkv");
    }

    @Test
    void whatIsFoundReachesTheLibraryAllAtOnce() throws Exception {
        lib.engine.looking.drainPermits();
        wanted.media = List.of(id("a.mkv"), id("b.mkv"), id("c.mkv"));
        long before = lib.library.revision();
        analysis.start(wanted);
        until(() -> analysis.status().current().isPresent());
        lib.engine.looking.release(2);
        until(() -> lib.engine.looks.size() == 3);
        assertThat(blacks("a.mkv")).isEmpty();
        assertThat(of("a.mkv").spans()).hasSize(2);
        assertThat(of("c.mkv").state()).isEqualTo(MediaAnalysis.State.RUNNING);
        lib.engine.looking.release();
        until(() -> !blacks("b.mkv").isEmpty());
        assertThat(blacks("a.mkv")).hasSize(2);
        assertThat(lib.library.revision()).isEqualTo(before + 1);
    }

    @Test
    void aLongQueueIsPublishedNowAndThen() throws Exception {
        analysis.close();
        analysis = analysis(Analysis.FULL, Duration.ofMinutes(3));
        lib.engine.looking.drainPermits();
        wanted.media = List.of(id("a.mkv"), id("b.mkv"), id("c.mkv"));
        analysis.start(wanted);
        until(() -> lib.engine.looks.size() == 1);
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(4)));
        lib.engine.looking.release();
        until(() -> !blacks("a.mkv").isEmpty());
        assertThat(blacks("b.mkv")).isEmpty();
    }

    @Test
    void nothingIsLookedAtTwiceOverARestart() throws Exception {
        wanted.media = List.of(id("a.mkv"), id("c.mkv"));
        analysis.start(wanted);
        until(() -> analysis.status().done() == 2 && analysis.status().current().isEmpty());
        analysis.close();
        lib.library.publishBlacks(Map.of());
        restart(Analysis.FULL);
        assertThat(blacks("a.mkv")).hasSize(2);
        until(() -> analysis.status().done() == 2);
        aMoment();
        assertThat(lib.engine.looks).hasSize(2);
    }

    @Test
    void aFileThatChangedIsBlackNowhereUntilItWasLookedAtAgain() throws Exception {
        wanted.media = List.of(id("a.mkv"));
        analysis.start(wanted);
        until(() -> !blacks("a.mkv").isEmpty());
        lib.engine.looking.drainPermits();
        file("a.mkv", "blacks=55;more=1;");
        lib.scan();
        assertThat(blacks("a.mkv")).isEmpty();
        lib.engine.looking.release();
        until(() -> !blacks("a.mkv").isEmpty());
        assertThat(blacks("a.mkv")).extracting(BlackSpan::start).containsExactly(Duration.ofSeconds(55));
    }

    @Test
    void aFileThatIsNotWhatTheScanSawWaitsForTheNextScan() throws Exception {
        wanted.media = List.of(id("a.mkv"));
        file("a.mkv", "blacks=55;more=1;");
        analysis.start(wanted);
        aMoment();
        assertThat(lib.engine.looks).isEmpty();
        lib.scan();
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(11)));
        until(() -> !blacks("a.mkv").isEmpty());
    }

    @Test
    void aDamagedFileKeepsWhatWasFoundAndIsNotTriedAgain() throws Exception {
        file("broken.mkv", "blacks=10;fault=MALFORMED;");
        lib.scan();
        wanted.media = List.of(id("broken.mkv"));
        analysis.start(wanted);
        until(() -> !blacks("broken.mkv").isEmpty());
        now.updateAndGet(time -> time.plus(Duration.ofDays(30)));
        aMoment();
        assertThat(lib.engine.looks).hasSize(1);
        MediaAnalysis told = of("broken.mkv");
        assertThat(told.state()).isEqualTo(MediaAnalysis.State.FAILED);
        assertThat(told.reason()).contains("told to be MALFORMED");
        assertThat(told.seen()).contains(Duration.ofSeconds(30));
        assertThat(analysis.status().failed()).isEqualTo(1);
        assertThat(analysis.status().failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.reason()).contains("MALFORMED"));
    }

    @Test
    void whatMayPassIsTriedThreeTimes() throws Exception {
        file("slow.mkv", "fault=TIMEOUT;");
        lib.scan();
        wanted.media = List.of(id("slow.mkv"));
        analysis.start(wanted);
        for (int attempt = 1; attempt <= 3; attempt++) {
            int looks = attempt;
            until(() -> lib.engine.looks.size() == looks);
            until(() -> analysis.status().current().isEmpty());
            aMoment();
            assertThat(lib.engine.looks).hasSize(looks);
            now.updateAndGet(time -> time.plus(Duration.ofHours(looks)).plusSeconds(1));
        }
        now.updateAndGet(time -> time.plus(Duration.ofDays(30)));
        aMoment();
        assertThat(lib.engine.looks).hasSize(3);
        assertThat(of("slow.mkv").state()).isEqualTo(MediaAnalysis.State.FAILED);
    }

    @Test
    void aFileOverWhichTheServerEndedTwiceIsLeftAlone() throws Exception {
        long first = id("a.mkv");
        long second = id("b.mkv");
        for (long id : new long[] {first, second}) {
            lib.database
                    .writes()
                    .useHandle(handle -> handle.execute(
                            "INSERT INTO media_analysis (file_id, size, mtime, state, attempts, changed_at)"
                                    + " SELECT id, size, mtime, 'RUNNING', ?, 0 FROM media_file WHERE id = ?",
                            id == first ? 1 : 2,
                            id));
        }
        wanted.media = List.of(second, first);
        restart(Analysis.FULL);
        until(() -> !blacks("a.mkv").isEmpty());
        assertThat(lib.engine.looks).containsExactly("a.mkv");
        assertThat(of("b.mkv").reason())
                .hasValueSatisfying(reason -> assertThat(reason).contains("ended twice"));
    }

    @Test
    void aServerThatStopsCleanlyBeginsAgainWithoutCounting() throws Exception {
        lib.engine.looking.drainPermits();
        wanted.media = List.of(id("a.mkv"));
        for (int i = 0; i < 3; i++) {
            int looks = i + 1;
            restart(Analysis.FULL);
            until(() -> lib.engine.looks.size() == looks);
        }
        analysis.close();
        lib.engine.looking.release();
        restart(Analysis.FULL);
        until(() -> !blacks("a.mkv").isEmpty());
    }

    @Test
    void looksAtWhatIsAskedForEvenIfSwitchedOff() throws Exception {
        wanted.media = List.of(id("a.mkv"), id("b.mkv"));
        restart(Analysis.OFF);
        aMoment();
        assertThat(lib.engine.looks).isEmpty();
        assertThat(analysis.status().state()).isEqualTo(AnalysisStatus.State.OFF);
        assertThat(analysis.request(id("b.mkv"))).isTrue();
        until(() -> !blacks("b.mkv").isEmpty());
        assertThat(analysis.request(4711)).isFalse();
        assertThat(analysis.of(4711)).isEmpty();
        assertThat(lib.engine.looks).containsExactly("b.mkv");
        assertThat(analysis.request(id("b.mkv"))).as("again").isTrue();
        until(() -> lib.engine.looks.size() == 2);
    }

    @Test
    void aFileThatGoesTakesWhatWasFoundWithIt() throws Exception {
        wanted.media = List.of(id("a.mkv"));
        analysis.start(wanted);
        until(() -> !blacks("a.mkv").isEmpty());
        long id = id("a.mkv");
        Files.delete(lib.root.resolve("a.mkv"));
        lib.scan();
        assertThat(analysis.of(id)).isEmpty();
        lib.library.remove(lib.folder);
        assertThat(lib.database
                        .reads()
                        .<Integer, RuntimeException>withHandle(
                                handle -> handle.createQuery("SELECT count(*) FROM media_analysis")
                                        .mapTo(Integer.class)
                                        .one()))
                .isZero();
    }
}
