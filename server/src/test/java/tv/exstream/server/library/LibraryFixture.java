package tv.exstream.server.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import tv.exstream.server.store.Database;

/** A library over a real database and a real folder. Not for use by several threads. */
final class LibraryFixture implements AutoCloseable {
    static final Instant OLD = Instant.parse("2025-06-01T10:00:00Z");

    final Path root;
    final FakeEngine engine = new FakeEngine();
    final Database database;
    final LibraryService library;
    final long folder;

    LibraryFixture(Path dir) throws IOException {
        this(dir, new ScanOptions(3, Duration.ofSeconds(5), Duration.ofMillis(200)));
    }

    LibraryFixture(Path dir, ScanOptions options) throws IOException {
        this.root = Files.createDirectories(dir.resolve("media"));
        this.database = Database.open(dir.resolve("data"));
        this.library = new LibraryService(database, engine, InstantSource.system(), options);
        this.folder = library.addAll(List.of(root)).isEmpty()
                ? library.folders().getFirst().folder().id()
                : -1;
    }

    /** A playable file, written long ago. */
    Path clip(String relative) throws IOException {
        return old(FakeEngine.clip(root.resolve(relative), 60));
    }

    Path file(String relative, String content) throws IOException {
        Path file = root.resolve(relative);
        Files.createDirectories(file.getParent());
        return old(Files.writeString(file, content));
    }

    Path old(Path file) throws IOException {
        return Files.setLastModifiedTime(file, FileTime.from(OLD));
    }

    ScanReport scan() throws Exception {
        return library.scan(folder, ScanListener.NONE).get(30, TimeUnit.SECONDS);
    }

    List<String> titles() {
        return library.items().stream().map(MediaItem::title).toList();
    }

    List<ScanIssue.Kind> kinds(String path) {
        return library.issues(folder).stream()
                .filter(issue -> issue.path().equals(path))
                .map(ScanIssue::kind)
                .toList();
    }

    static void delete(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Override
    public void close() {
        library.close();
        database.close();
    }
}
