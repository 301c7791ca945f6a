package tv.exstream.server.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.engine.Engine;
import tv.exstream.engine.EngineOptions;
import tv.exstream.engine.TestClips;
import tv.exstream.engine.channel.LiveEngine;
import tv.exstream.server.store.Database;

import static org.assertj.core.api.Assertions.assertThat;

/** The scanner with the real engine over real media, good and bad. */
@Timeout(120)
class LiveScanTest {
    @TempDir
    Path dir;

    @Test
    void realFilesAreProbedAndBadOnesReported() throws Exception {
        Path root = Files.createDirectories(dir.resolve("media"));
        Path mp4 = TestClips.h264Aac("library-clip", 3, 320, 180, "25");
        copy(mp4, root.resolve("Show/Season 1/Show - S01E01 - One.mp4"));
        copy(
                TestClips.clip(
                        "library-clip.mkv",
                        "-f lavfi -i testsrc2=size=320x180:rate=25 -f lavfi -i sine=frequency=440 -t 2 -c:v mpeg2video"
                                + " -c:a ac3"),
                root.resolve("Movies/Film (1999).mkv"));
        Path chapters = Files.writeString(dir.resolve("chapters.txt"), """
                ;FFMETADATA1
                director=D. Rector
                [CHAPTER]
                TIMEBASE=1/1000
                START=0
                END=1200
                title=Teaser
                [CHAPTER]
                TIMEBASE=1/1000
                START=1200
                END=3000
                """);
        copy(
                TestClips.clip(
                        "library-chapters.mkv",
                        "-f lavfi -i testsrc2=size=160x90:rate=25 -f lavfi -i sine=frequency=440 -f ffmetadata -i "
                                + chapters
                                + " -map 0 -map 1 -map_metadata 2 -map_chapters 2 -t 3 -c:v mpeg2video -c:a ac3"),
                root.resolve("Movies/Parts (2001).mkv"));
        copy(
                TestClips.clip(
                        "library-song.mp3",
                        "-f lavfi -i sine=frequency=440 -t 2 -metadata title=Tone -metadata date=1987 -c:a libmp3lame"),
                root.resolve("track 01.mp3"));
        copy(
                TestClips.clip("library-mute.webm", "-f lavfi -i testsrc2=size=160x90:rate=25 -t 1 -c:v libvpx-vp9"),
                root.resolve("mute.webm"));
        byte[] whole = Files.readAllBytes(mp4);
        old(Files.write(root.resolve("truncated.mp4"), Arrays.copyOf(whole, 600)));
        byte[] noise = new byte[50_000];
        new Random(1).nextBytes(noise);
        old(Files.write(root.resolve("noise.mkv"), noise));
        old(Files.write(root.resolve("empty.mp4"), new byte[0]));
        old(Files.writeString(root.resolve("text.mp4"), "not a film"));
        old(Files.writeString(root.resolve("list.mp4"), "#EXTM3U\n#EXTINF:1,\n/etc/passwd\n"));
        Path data = dir.resolve("data");

        try (Database database = Database.open(data);
                Engine engine = LiveEngine.start(
                        EngineOptions.defaults(data.resolve("cache"), Instant.parse("2026-01-01T00:00:00Z")));
                LibraryService library =
                        new LibraryService(database, engine, InstantSource.system(), ScanOptions.DEFAULT)) {
            long folder = library.add(root).id();
            ScanReport report = library.scan(folder, ScanListener.NONE).get(100, TimeUnit.SECONDS);

            assertThat(library.items())
                    .extracting(MediaItem::title)
                    .containsExactlyInAnyOrder("One", "Film", "Parts", "Tone", "mute");
            assertThat(report.issues())
                    .extracting(ScanIssue::path)
                    .containsExactly("empty.mp4", "list.mp4", "noise.mkv", "text.mp4", "truncated.mp4");
            MediaItem episode = library.items().getFirst();
            assertThat(episode.duration()).isBetween(Duration.ofMillis(2_900), Duration.ofMillis(3_100));
            assertThat(episode.hasVideo() && episode.hasAudio()).isTrue();
            MediaItem song = item(library, "Tone");
            assertThat(song.kind()).isEqualTo(MediaKind.MUSIC);
            assertThat(song.year()).hasValue(1987);
            assertThat(item(library, "mute").hasAudio()).isFalse();
            EmbeddedMetadata parts = item(library, "Parts").embedded();
            assertThat(parts.director()).hasValue("D. Rector");
            assertThat(parts.chapters())
                    .containsExactly(
                            new EmbeddedMetadata.Chapter(
                                    Optional.of("Teaser"), Duration.ZERO, Duration.ofMillis(1_200)),
                            new EmbeddedMetadata.Chapter(
                                    Optional.empty(), Duration.ofMillis(1_200), Duration.ofMillis(3_000)));
            assertThat(library.scan(folder, ScanListener.NONE)
                            .get(60, TimeUnit.SECONDS)
                            .probed())
                    .isZero();
            assertThat(engine.liveNatives())
                    .allSatisfy((kind, count) -> assertThat(count).as(kind).isZero());
        }
    }

    private static MediaItem item(LibraryService library, String title) {
        return library.items().stream()
                .filter(i -> i.title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        old(Files.copy(from, to));
    }

    private static void old(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(LibraryFixture.OLD));
    }
}
