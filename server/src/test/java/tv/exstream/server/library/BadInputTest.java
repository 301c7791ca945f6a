package tv.exstream.server.library;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever lies in a media folder: one clear issue for it, and everything else is found. */
@Timeout(60)
class BadInputTest {
    @TempDir
    Path dir;

    private LibraryFixture lib;

    @BeforeEach
    void open() throws IOException {
        lib = new LibraryFixture(dir);
        lib.clip("Good Film (2000).mkv");
    }

    @AfterEach
    void close() {
        // Whatever was in the way, the good file is always found.
        assertThat(lib.titles()).contains("Good Film");
        lib.close();
    }

    @Test
    void zeroBytes() throws Exception {
        lib.file("empty.mp4", "");
        expect("empty.mp4", ScanIssue.Kind.EMPTY, "0 bytes");
        assertThat(lib.engine.probes).hasValue(1);
    }

    @Test
    void textNamedAsMedia() throws Exception {
        lib.file("notes.mp4", "these are my notes, über alles\n".repeat(30));
        lib.file("tiny.mkv", "x");
        expect("notes.mp4", ScanIssue.Kind.NOT_MEDIA, "text file");
        expect("tiny.mkv", ScanIssue.Kind.NOT_MEDIA, "text file");
    }

    @Test
    void playlistsAreNeverOpened() throws Exception {
        lib.file("list.m3u8", "#EXTM3U\n#EXTINF:10,\nhttp://127.0.0.1:9/x.ts\n");
        lib.file("disguised.mp4", "#EXTM3U\n#EXTINF:10,\n/etc/passwd\n");
        lib.file("concat.mkv", "ffconcat version 1.0\nfile /etc/passwd\n");
        lib.file("dash.mp4", "<?xml version=\"1.0\"?>\n<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\"></MPD>");
        lib.file("stream.strm", "http://127.0.0.1:9/x.ts\n");
        for (String path : new String[] {"list.m3u8", "disguised.mp4", "concat.mkv", "dash.mp4", "stream.strm"}) {
            expect(path, ScanIssue.Kind.PLAYLIST, "never opened");
        }
        assertThat(lib.engine.probes).hasValue(1);
    }

    @Test
    void damagedMedia() throws Exception {
        lib.file("damaged.mp4", "\0\1\2 not a film");
        expect("damaged.mp4", ScanIssue.Kind.BROKEN, "Invalid data");
        assertThat(lib.engine.probes).hasValue(2);
        lib.scan();
        // Known to be damaged: not looked into again until it changes.
        assertThat(lib.engine.probes).hasValue(2);
        assertThat(lib.kinds("damaged.mp4")).containsExactly(ScanIssue.Kind.BROKEN);

        lib.clip("damaged.mp4");
        lib.scan();
        assertThat(lib.library.issues(lib.folder)).isEmpty();
        assertThat(lib.titles()).contains("damaged");
    }

    @Test
    void nothingPlayableAndNoDuration() throws Exception {
        lib.old(FakeEngine.write(lib.root.resolve("subs only.mkv"), "seconds=10;"));
        lib.old(FakeEngine.write(lib.root.resolve("zero.mp4"), "seconds=0;video=1;"));
        lib.old(FakeEngine.write(lib.root.resolve("unknown.ts"), "video=1;"));
        expect("subs only.mkv", ScanIssue.Kind.UNSUPPORTED, "neither picture nor sound");
        expect("zero.mp4", ScanIssue.Kind.NO_DURATION, "no length");
        expect("unknown.ts", ScanIssue.Kind.NO_DURATION, "no length");
    }

    @Test
    void passingFailuresAreTriedAgain() throws Exception {
        lib.old(FakeEngine.write(lib.root.resolve("slow.mkv"), "throw=TIMEOUT;"));
        lib.old(FakeEngine.write(lib.root.resolve("busy.mkv"), "throw=UNAVAILABLE;"));
        lib.old(FakeEngine.write(lib.root.resolve("bug.mkv"), "bug=1;"));
        expect("slow.mkv", ScanIssue.Kind.TOO_SLOW, "too long");
        expect("busy.mkv", ScanIssue.Kind.PROBE_FAILED, "could not be looked into");
        expect("bug.mkv", ScanIssue.Kind.PROBE_FAILED, "a bug");
        int before = lib.engine.probes.get();
        lib.scan();
        assertThat(lib.engine.probes).hasValue(before + 3);
    }

    @Test
    void unreadableFile() throws Exception {
        Path locked = lib.clip("locked.mkv");
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
        lib.scan();
        // The superuser reads everything: for it there is nothing to report.
        if (Files.isReadable(locked)) {
            assertThat(lib.kinds("locked.mkv")).isEmpty();
        } else {
            expect("locked.mkv", ScanIssue.Kind.UNREADABLE, "permission denied");
        }
        ScanIssue worded = new ScanIssues(InstantSource.system())
                .unreadable("locked.mkv", new AccessDeniedException("/srv/locked.mkv"));
        assertThat(worded.message()).isEqualTo("'locked.mkv' cannot be read: permission denied");
        assertThat(worded.remedy()).contains("permission");
    }

    @Test
    void filesOfAFolderThatCannotBeListedAreNotMissing() throws Exception {
        lib.clip("Show/S01E01.mkv");
        lib.scan();
        Path show = lib.root.resolve("Show");
        Files.setPosixFilePermissions(show, PosixFilePermissions.fromString("---------"));
        try {
            ScanReport report = lib.scan();
            assertThat(report.missing()).isZero();
            assertThat(lib.titles()).contains("Episode 1");
            assertThat(lib.kinds("Show").isEmpty()).isEqualTo(Files.isReadable(show));
        } finally {
            Files.setPosixFilePermissions(show, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    void namesThatAreNoText() throws Exception {
        // Java cannot write such a name, a shell can.
        Process shell = new ProcessBuilder(
                        "sh",
                        "-c",
                        "printf '\\000FAKE seconds=5;video=1;' > \"$(printf 'caf\\351.mp4')\" && mkdir \"$(printf 'd\\377')\"")
                .directory(lib.root.toFile())
                .redirectErrorStream(true)
                .start();
        assertThat(shell.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(shell.exitValue()).isZero();
        ScanReport report = lib.scan();
        assertThat(report.issues())
                .hasSize(2)
                .allSatisfy(issue -> {
                    assertThat(issue.kind()).isEqualTo(ScanIssue.Kind.BAD_NAME);
                    assertThat(issue.remedy()).contains("UTF-8");
                })
                .anySatisfy(issue -> assertThat(issue.message()).contains("caf"));
    }

    @Test
    void namesOfEveryScript() throws Exception {
        String[] names = {"映画.mp4", "Фильм.mp4", "café ☕.mp4", "a'b\"c;d$e`f.mp4", "x\ny.mp4", "%s%n.mp4"};
        for (String name : names) {
            lib.clip(name);
        }
        assertThat(lib.scan().issues()).isEmpty();
        assertThat(lib.library.items()).hasSize(names.length + 1).allMatch(item -> Files.exists(item.path()));
    }

    @Test
    void duplicateNames() throws Exception {
        lib.clip("Show/Season 1/Show - S01E01 - One.mkv");
        lib.clip("Show/Season 1/Show - 1x01 - Uno.avi");
        lib.clip("Copy/Good Film (2000).mkv");
        lib.clip("a/song.mp4");
        lib.clip("b/song.mp4");
        lib.scan();
        assertThat(lib.library.issues(lib.folder))
                .extracting(ScanIssue::kind)
                .containsOnly(ScanIssue.Kind.DUPLICATE)
                .hasSize(3);
        expect("Show/Season 1/Show - S01E01 - One.mkv", ScanIssue.Kind.DUPLICATE, "'Show' season 1 episode 1");
        expect("Good Film (2000).mkv", ScanIssue.Kind.DUPLICATE, "the movie 'Good Film' (2000)");
        expect("b/song.mp4", ScanIssue.Kind.DUPLICATE, "a/song.mp4");
        assertThat(lib.library.items()).hasSize(6);
    }

    @Test
    void aFileStillBeingCopiedIsTakenWhenItIsComplete() throws Exception {
        Path growing = FakeEngine.clip(lib.root.resolve("growing.mp4"), 60);
        AtomicBoolean stop = new AtomicBoolean();
        Thread copier = Thread.ofPlatform().start(() -> {
            while (!stop.get()) {
                try {
                    Files.write(growing, new byte[4096], StandardOpenOption.APPEND);
                    Thread.sleep(20);
                } catch (IOException | InterruptedException e) {
                    return;
                }
            }
        });
        try {
            expect("growing.mp4", ScanIssue.Kind.BEING_WRITTEN, "still being written");
            assertThat(lib.titles()).doesNotContain("growing");
        } finally {
            stop.set(true);
            copier.join(5_000);
        }
        assertThat(lib.scan().issues()).isEmpty();
        assertThat(lib.titles()).contains("growing");
    }

    @Test
    void aFileCompletedJustNowIsTakenAtOnce() throws Exception {
        FakeEngine.clip(lib.root.resolve("fresh.mp4"), 60);
        assertThat(lib.scan().issues()).isEmpty();
        assertThat(lib.titles()).contains("fresh");
    }

    @Test
    void pipesAndDeadLinks() throws Exception {
        Process mkfifo =
                new ProcessBuilder("mkfifo", lib.root.resolve("pipe.mp4").toString()).start();
        assertThat(mkfifo.waitFor(10, TimeUnit.SECONDS)).isTrue();
        Files.createSymbolicLink(lib.root.resolve("dead.mkv"), dir.resolve("nowhere.mkv"));
        expect("pipe.mp4", ScanIssue.Kind.SPECIAL_FILE, "pipe");
        expect("dead.mkv", ScanIssue.Kind.BROKEN_LINK, "does not exist");
    }

    @Test
    void hiddenAndForeignThingsAreLeftAlone() throws Exception {
        lib.file(".hidden.mp4", "x");
        lib.file("@eaDir/thumb.mp4", "x");
        lib.file(".Trash/old.mp4", "x");
        lib.file("cover.jpg", "x");
        lib.file("film.srt", "x");
        lib.file("private/.nomedia", "");
        lib.clip("private/secret.mp4");
        lib.file("download.mkv.part", "x");
        ScanReport report = lib.scan();
        assertThat(report.found()).isEqualTo(1);
        assertThat(report.issues()).isEmpty();
    }

    @Test
    void sidecarsOpenNothingAndDoNotExplode() throws Exception {
        Path secret = Files.writeString(dir.resolve("secret.txt"), "the secret", StandardCharsets.UTF_8);
        lib.file(
                "Good Film (2000).nfo",
                "<!DOCTYPE movie [<!ENTITY x SYSTEM \"" + secret.toUri()
                        + "\">]><movie><title>A &x; B</title></movie>");
        lib.clip("Bomb (2001).mkv");
        lib.file(
                "Bomb (2001).nfo",
                "<!DOCTYPE movie [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>"
                        + "<movie><title>&b;&b;&b;&b;</title></movie>");
        lib.scan();
        assertThat(lib.library.items())
                .allSatisfy(item ->
                        assertThat(item.title()).doesNotContain("secret").doesNotContain("aaaa"));
        lib.file("Good Film (2000).nfo", "https://www.themoviedb.org/movie/1\n");
        lib.file("Bomb (2001).nfo", "<movie><title>Tail</title></movie>\nhttps://www.themoviedb.org/movie/1\n");
        assertThat(lib.scan().issues()).isEmpty();
        assertThat(lib.titles()).contains("Good Film", "Tail");
    }

    @Test
    void issuesKeepTheTimeTheyWereFirstMet() throws Exception {
        lib.file("empty.mp4", "");
        lib.scan();
        ScanIssue first = lib.library.issues(lib.folder).getFirst();
        Thread.sleep(20);
        lib.scan();
        assertThat(lib.library.issues(lib.folder)).containsExactly(first);
    }

    private void expect(String path, ScanIssue.Kind kind, String words) throws Exception {
        if (lib.kinds(path).isEmpty()) {
            lib.scan();
        }
        assertThat(lib.library.issues(lib.folder))
                .filteredOn(issue -> issue.path().equals(path))
                .singleElement()
                .satisfies(issue -> {
                    assertThat(issue.kind()).isEqualTo(kind);
                    assertThat(issue.message()).contains("'" + path + "'").contains(words);
                    assertThat(issue.remedy()).isNotBlank();
                });
    }
}
