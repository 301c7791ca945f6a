package tv.exstream.server.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(90)
class LibraryScanTest {
    @TempDir
    Path dir;

    private LibraryFixture lib;

    @BeforeEach
    void open() throws IOException {
        lib = new LibraryFixture(dir);
    }

    @AfterEach
    void close() {
        lib.close();
    }

    @Test
    void findsShowsMoviesAndClipsInStableOrder() throws Exception {
        lib.clip("Show B/Season 01/Show B - S01E02 - Two.mkv");
        lib.clip("Show B/Season 01/Show B - S01E01 - One.mkv");
        lib.clip("Show A (2010)/Season 02/Show A - S02E01.mkv");
        lib.clip("Movies/Zulu (1964).mkv");
        lib.clip("Movies/Alien (1979).mkv");
        lib.clip("Movies/Alien (1979)-trailer.mkv");

        ScanReport report = lib.scan();

        assertThat(report.outcome()).isEqualTo(ScanReport.Outcome.COMPLETE);
        assertThat(report.found()).isEqualTo(6);
        assertThat(report.issues()).isEmpty();
        assertThat(lib.titles()).containsExactly("Episode 1", "One", "Two", "Alien", "Zulu");
        MediaItem first = lib.library.items().getFirst();
        assertThat(first.show()).hasValue("Show A");
        assertThat(first.year()).isEqualTo(OptionalInt.of(2010));
        assertThat(first.duration()).isEqualTo(Duration.ofMinutes(1));
        assertThat(lib.library.item(first.id())).hasValue(first);
        assertThat(Files.exists(first.path())).isTrue();
    }

    @Test
    void keepsWhatFilesSayOfThemselvesAndLooksAgainIntoThoseOfAnEarlierVersion() throws Exception {
        Path film = lib.root.resolve("Movies/Film (1999).mkv");
        FakeEngine.write(
                film,
                "seconds=600;video=1;audio=1;chapters=200,600;artist=Somebody;album=Something;director= D. Rector ;"
                        + "date=1999-04-05T00:00;");
        lib.old(film);
        lib.scan();
        EmbeddedMetadata embedded = lib.library.items().getFirst().embedded();
        assertThat(embedded.chapters())
                .containsExactly(
                        new EmbeddedMetadata.Chapter(Optional.of("Part 1"), Duration.ZERO, Duration.ofSeconds(200)),
                        new EmbeddedMetadata.Chapter(
                                Optional.of("Part 2"), Duration.ofSeconds(200), Duration.ofSeconds(600)));
        assertThat(embedded.artist()).hasValue("Somebody");
        assertThat(embedded.album()).hasValue("Something");
        assertThat(embedded.director()).hasValue("D. Rector");
        assertThat(embedded.released()).hasValue(LocalDate.of(1999, 4, 5));

        lib.close();
        lib = new LibraryFixture(dir);
        assertThat(lib.library.items().getFirst().embedded()).isEqualTo(embedded);
        assertThat(lib.scan().probed()).isZero();

        lib.database.writes().useHandle(handle -> handle.execute("UPDATE media_file SET embedded = NULL"));
        assertThat(lib.scan().probed()).isEqualTo(1);
        assertThat(lib.library.items().getFirst().embedded()).isEqualTo(embedded);
        assertThat(lib.scan().probed()).isZero();
    }

    @Test
    void probesEachFileOnceAndOnlyWhatChangedAfterwards() throws Exception {
        lib.clip("a.mp4");
        Path b = lib.clip("b.mp4");
        lib.scan();
        assertThat(lib.engine.probes).hasValue(2);
        long revision = lib.library.revision();

        assertThat(lib.scan().skipped()).isEqualTo(2);
        assertThat(lib.engine.probes).hasValue(2);
        assertThat(lib.library.revision()).isEqualTo(revision);

        FakeEngine.clip(b, 90);
        Files.setLastModifiedTime(b, FileTime.from(LibraryFixture.OLD.plusSeconds(5)));
        long id = lib.library.items().get(1).id();
        lib.scan();
        assertThat(lib.engine.probes).hasValue(3);
        assertThat(lib.library.item(id))
                .hasValueSatisfying(i -> assertThat(i.duration()).isEqualTo(Duration.ofSeconds(90)));
        assertThat(lib.library.revision()).isGreaterThan(revision);
    }

    @Test
    void aFileThatGoesIsMissingAndComesBackAsTheSameItemUnprobed() throws Exception {
        lib.clip("stays.mp4");
        Path goes = lib.clip("goes.mp4");
        lib.scan();
        long id = lib.library.items().getFirst().id();
        assertThat(lib.titles()).containsExactly("goes", "stays");

        Path away = Files.move(goes, dir.resolve("goes.mp4"));
        assertThat(lib.scan().missing()).isEqualTo(1);
        assertThat(lib.titles()).containsExactly("stays");
        assertThat(lib.library.item(id)).isEmpty();

        Files.move(away, goes);
        lib.scan();
        assertThat(lib.library.item(id)).isPresent();
        assertThat(lib.engine.probes).hasValue(2);
    }

    @Test
    void aFolderThatIsGoneOrEmptyIsOfflineAndNothingIsForgotten() throws Exception {
        lib.clip("Show/S01E01.mkv");
        lib.clip("Show/S01E02.mkv");
        lib.scan();
        List<MediaItem> before = lib.library.items();

        Path away = Files.move(lib.root, dir.resolve("unmounted"));
        ScanReport gone = lib.scan();
        assertThat(gone.outcome()).isEqualTo(ScanReport.Outcome.OFFLINE);
        assertThat(gone.message())
                .contains(lib.root.toString())
                .contains("does not exist")
                .contains("kept");
        assertThat(lib.library.items()).isEqualTo(before);
        assertThat(lib.library.folder(lib.folder).folder().state()).isEqualTo(MediaFolder.State.OFFLINE);
        assertThat(lib.library.folder(lib.folder).folder().message()).isEqualTo(gone.message());

        Files.createDirectories(lib.root);
        ScanReport empty = lib.scan();
        assertThat(empty.outcome()).isEqualTo(ScanReport.Outcome.OFFLINE);
        assertThat(empty.message()).contains("is empty although it held 2 playable files");
        assertThat(lib.library.items()).isEqualTo(before);

        Files.delete(lib.root);
        Files.move(away, lib.root);
        assertThat(lib.scan().outcome()).isEqualTo(ScanReport.Outcome.COMPLETE);
        assertThat(lib.library.folder(lib.folder).folder().state()).isEqualTo(MediaFolder.State.ONLINE);
        assertThat(lib.library.folder(lib.folder).folder().message()).isEmpty();
        assertThat(lib.library.items()).isEqualTo(before);
        assertThat(lib.engine.probes).hasValue(2);
    }

    @Test
    void anEmptyFolderThatNeverHeldAnythingIsFine() throws Exception {
        ScanReport report = lib.scan();
        assertThat(report.outcome()).isEqualTo(ScanReport.Outcome.COMPLETE);
        assertThat(report.found()).isZero();
        assertThat(report.issues()).isEmpty();
    }

    @Test
    void whatWasFoundIsThereAtTheNextStart() throws Exception {
        lib.clip("Show/S01E01.mkv");
        lib.scan();
        List<MediaItem> before = lib.library.items();
        lib.close();
        lib = new LibraryFixture(dir);
        assertThat(lib.library.items()).isEqualTo(before);
        lib.scan();
        assertThat(lib.engine.probes).hasValue(0);
    }

    @Test
    void loopsOfLinksEndAndLinkedFoldersAreRead() throws Exception {
        lib.clip("Show/S01E01.mkv");
        Path outside = FakeEngine.clip(dir.resolve("elsewhere/Other (2001)/Other (2001).mkv"), 10);
        lib.old(outside);
        Files.createSymbolicLink(lib.root.resolve("Show/up"), lib.root);
        Files.createSymbolicLink(lib.root.resolve("Again"), lib.root.resolve("Show"));
        Files.createSymbolicLink(lib.root.resolve("Linked"), dir.resolve("elsewhere"));
        Files.createSymbolicLink(dir.resolve("elsewhere/back"), lib.root);
        Files.createSymbolicLink(lib.root.resolve("self"), lib.root.resolve("self"));

        ScanReport report = lib.scan();

        assertThat(report.found()).isEqualTo(2);
        assertThat(lib.library.items())
                .extracting(i -> lib.root.relativize(i.path()).toString())
                .containsExactly("Show/S01E01.mkv", "Linked/Other (2001)/Other (2001).mkv");
    }

    @Test
    void oneFolderIsScannedOnceAtATimeAndFilesAreLookedIntoTogetherWithinBounds() throws Exception {
        for (int i = 0; i < 12; i++) {
            lib.clip("clip " + (char) ('a' + i) + ".mp4");
        }
        lib.engine.probeTakes = Duration.ofMillis(100);
        CompletableFuture<ScanReport> first = lib.library.scan(lib.folder, ScanListener.NONE);
        CompletableFuture<ScanReport> second = lib.library.scan(lib.folder, ScanListener.NONE);
        assertThat(second).isSameAs(first);
        first.get(20, TimeUnit.SECONDS);
        assertThat(lib.engine.probes).hasValue(12);
        assertThat(lib.engine.mostConcurrent.get()).isBetween(2, 3);
    }

    @Test
    void tellsProgress() throws Exception {
        lib.clip("a.mp4");
        lib.clip("b.mp4");
        lib.file("c.mp4", "text");
        List<ScanProgress> told = new ArrayList<>();
        List<ScanReport> finished = new ArrayList<>();
        lib.library
                .scan(lib.folder, new ScanListener() {
                    @Override
                    public void progress(ScanProgress progress) {
                        told.add(progress);
                    }

                    @Override
                    public void finished(ScanReport report) {
                        finished.add(report);
                    }
                })
                .get(20, TimeUnit.SECONDS);
        assertThat(told.getLast().found()).isEqualTo(3);
        assertThat(told.getLast().probed()).isEqualTo(3);
        assertThat(told.getLast().failed()).isEqualTo(1);
        assertThat(told.getLast().total()).hasValue(3);
        assertThat(told).extracting(ScanProgress::probed).isSorted();
        assertThat(finished).hasSize(1);
    }

    @Test
    void aCancelledScanKeepsWhatItFoundAndTheNextOneGoesOn() throws Exception {
        for (int i = 0; i < 40; i++) {
            lib.clip("clip " + (char) ('A' + i) + ".mp4");
        }
        lib.engine.probeTakes = Duration.ofMillis(50);
        CountDownLatch begun = new CountDownLatch(3);
        CompletableFuture<ScanReport> scan =
                lib.library.scan(lib.folder, progress -> progress.current().ifPresent(file -> begun.countDown()));
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        lib.library.cancel(lib.folder);
        ScanReport report = scan.get(20, TimeUnit.SECONDS);
        assertThat(report.outcome()).isEqualTo(ScanReport.Outcome.CANCELLED);
        assertThat(report.probed()).isBetween(3, 39);
        assertThat(lib.library.items()).hasSize(report.probed());

        lib.engine.probeTakes = Duration.ZERO;
        ScanReport rest = lib.scan();
        assertThat(rest.skipped()).isEqualTo(report.probed());
        assertThat(lib.library.items()).hasSize(40);
    }

    @Test
    void readsSidecarsAndFollowsTheirChangesWithoutProbingAgain() throws Exception {
        lib.clip("Show/Season 1/S01E01.mkv");
        lib.clip("Movies/some.file.mkv");
        lib.file("Show/tvshow.nfo", "<tvshow><title>The Show</title><genre>Drama</genre><year>2005</year></tvshow>");
        lib.file(
                "Show/Season 1/S01E01.nfo",
                "<episodedetails><title>Pilot</title><plot>It begins.</plot></episodedetails>");
        lib.file("Movies/some.file.nfo", "<movie><title>Real Name</title><year>1988</year><genre>War</genre></movie>");
        lib.scan();
        MediaItem episode = lib.library.items().get(0);
        assertThat(episode.title()).isEqualTo("Pilot");
        assertThat(episode.show()).hasValue("The Show");
        assertThat(episode.genres()).containsExactly("Drama");
        assertThat(episode.description()).hasValue("It begins.");
        MediaItem movie = lib.library.items().get(1);
        assertThat(movie.title()).isEqualTo("Real Name");
        assertThat(movie.year()).hasValue(1988);

        lib.file("Movies/some.file.nfo", "<movie><title>Better Name</title><year>1989</year></movie>");
        assertThat(lib.scan().probed()).isZero();
        assertThat(lib.library.items().get(1).title()).isEqualTo("Better Name");
        assertThat(lib.library.items().get(1).id()).isEqualTo(movie.id());
    }

    @Test
    void aBrokenSidecarIsReportedAndTheNameUsed() throws Exception {
        lib.clip("Movies/Film (1999).mkv");
        lib.file("Movies/Film (1999).nfo", "<movie><title>Broken</movie>");
        assertThat(lib.scan().issues()).extracting(ScanIssue::kind).containsExactly(ScanIssue.Kind.BAD_SIDECAR);
        assertThat(lib.titles()).containsExactly("Film");
        assertThat(lib.scan().issues()).hasSize(1);

        lib.file("Movies/Film (1999).nfo", "<movie><title>Mended</title></movie>");
        assertThat(lib.scan().issues()).isEmpty();
        assertThat(lib.titles()).containsExactly("Mended");
    }

    @Test
    void tagsNameWhatTheFileNameDoesNot() throws Exception {
        lib.old(FakeEngine.write(lib.root.resolve("IMG_0001.mp4"), "seconds=5;video=1;title=Beach;"));
        lib.old(FakeEngine.write(lib.root.resolve("track 01.mp3"), "seconds=5;audio=1;title=Song;date=1984-05-05;"));
        lib.old(FakeEngine.write(lib.root.resolve("Good Name.mp4"), "seconds=5;video=1;title=encoder junk;"));
        lib.old(FakeEngine.write(lib.root.resolve("Talk.mp4"), "seconds=5;audio=1;"));
        lib.scan();
        assertThat(lib.titles()).containsExactlyInAnyOrder("Beach", "Song", "Good Name", "Talk");
        MediaItem song = lib.library.items().stream()
                .filter(i -> i.title().equals("Song"))
                .findFirst()
                .orElseThrow();
        assertThat(song.kind()).isEqualTo(MediaKind.MUSIC);
        assertThat(song.year()).hasValue(1984);
        assertThat(lib.library.items().stream()
                        .filter(i -> i.title().equals("Talk"))
                        .findFirst()
                        .orElseThrow()
                        .kind())
                .isEqualTo(MediaKind.MUSIC);
    }

    @Test
    void showsOfOneNameAreToldApartAndSpellingsUnited() throws Exception {
        lib.clip("Galactica (1978)/S01E01.mkv");
        lib.clip("Galactica (2004)/S01E01.mkv");
        lib.clip("one/Some.Show.S01E01.mkv");
        lib.clip("one/Some Show S01E02.mkv");
        lib.clip("one/some show S01E03.mkv");
        lib.scan();
        assertThat(lib.library.items())
                .extracting(i -> i.show().orElse(""))
                .containsExactly("Galactica (1978)", "Galactica (2004)", "Some Show", "Some Show", "Some Show");
    }

    @Test
    void foldersAreRefusedWithAReason() throws Exception {
        Path inside = Files.createDirectories(lib.root.resolve("inside"));
        Path file = Files.writeString(dir.resolve("file.txt"), "x");
        assertThatThrownBy(() -> lib.library.add(lib.root)).hasMessageContaining("in the library already");
        assertThatThrownBy(() -> lib.library.add(inside)).hasMessageContaining("lies inside " + lib.root);
        assertThatThrownBy(() -> lib.library.add(dir)).hasMessageContaining("lies around " + lib.root);
        assertThatThrownBy(() -> lib.library.add(dir.resolve("nowhere")))
                .hasMessageContaining(dir.resolve("nowhere") + " does not exist");
        assertThatThrownBy(() -> lib.library.add(file)).hasMessageContaining("is a file, not a folder");
        Path link = Files.createSymbolicLink(dir.resolve("link"), lib.root);
        assertThatThrownBy(() -> lib.library.add(link)).hasMessageContaining("in the library already");
        assertThat(lib.library.addAll(List.of(lib.root, dir.resolve("nowhere"))))
                .hasSize(1);
    }

    @Test
    void removingAFolderForgetsItsItems() throws Exception {
        lib.clip("a.mp4");
        lib.scan();
        lib.library.remove(lib.folder);
        assertThat(lib.library.items()).isEmpty();
        assertThat(lib.library.folders()).isEmpty();
        assertThatThrownBy(() -> lib.library.scan(lib.folder, ScanListener.NONE))
                .hasMessageContaining("no library folder");
        assertThat(Files.exists(lib.root.resolve("a.mp4"))).isTrue();
    }

    @Test
    void watchingFindsNewFilesByItselfAndTellsListeners() throws Exception {
        CountDownLatch changed = new CountDownLatch(1);
        lib.library.onChange(changed::countDown);
        try (ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor()) {
            lib.library.watch(scheduler, Duration.ofMillis(100));
            lib.clip("new.mp4");
            assertThat(changed.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(lib.titles()).containsExactly("new");
            scheduler.shutdownNow();
        }
    }

    @Test
    void tenThousandUnchangedFilesAreScannedWithinTwoSeconds() throws Exception {
        Path content = lib.old(FakeEngine.clip(dir.resolve("content.mkv"), 60));
        for (int show = 0; show < 100; show++) {
            Path season = Files.createDirectories(lib.root.resolve("Show " + show + " (2010)/Season 01"));
            for (int episode = 1; episode <= 100; episode++) {
                Files.createLink(season.resolve("Show " + show + " - S01E" + episode + " - Title.mkv"), content);
            }
        }
        assertThat(lib.scan().probed()).isEqualTo(10_000);
        ScanReport second = lib.scan();
        assertThat(second.skipped()).isEqualTo(10_000);
        ScanReport third = lib.scan();
        Duration best = second.took().compareTo(third.took()) < 0 ? second.took() : third.took();
        assertThat(best).isLessThan(Duration.ofSeconds(2));
        assertThat(lib.library.items()).hasSize(10_000);
    }
}
