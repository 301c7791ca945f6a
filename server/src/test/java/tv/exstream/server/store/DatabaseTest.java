package tv.exstream.server.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

@Timeout(60)
class DatabaseTest {
    @TempDir
    Path dir;

    @Test
    void createsTheFileAndFindsItsContentAgain() {
        try (Database database = Database.open(dir)) {
            database.writes().useExtension(InstallationDao.class, dao -> dao.put("a", "1"));
        }
        try (Database database = Database.open(dir)) {
            assertThat(stored(database, "a")).hasValue("1");
        }
    }

    @Test
    void runsWithWriteAheadLogForeignKeysAndNormalSync() {
        try (Database database = Database.open(dir)) {
            assertThat(pragma(database, "journal_mode")).isEqualTo("wal");
            assertThat(pragma(database, "foreign_keys")).isEqualTo("1");
            assertThat(pragma(database, "synchronous")).isEqualTo("1");
            assertThat(pragma(database, "busy_timeout")).isEqualTo("5000");
        }
    }

    @Test
    void readersCannotWriteAndSeeWhatIsCommitted() {
        try (Database database = Database.open(dir)) {
            assertThatThrownBy(() -> database.reads().useExtension(InstallationDao.class, dao -> dao.put("a", "1")))
                    .isInstanceOf(JdbiException.class);
            database.writes().useExtension(InstallationDao.class, dao -> dao.put("a", "2"));
            assertThat(stored(database, "a")).hasValue("2");
        }
    }

    @Test
    void installationIsTheSameAtEveryStart() {
        Instant first = Instant.parse("2026-03-01T12:00:00.750Z");
        Installation written;
        try (Database database = Database.open(dir)) {
            written = Installation.of(database, InstantSource.fixed(first));
        }
        assertThat(written.epoch()).isEqualTo(Instant.parse("2026-03-01T12:00:00Z"));
        try (Database database = Database.open(dir)) {
            assertThat(Installation.of(database, InstantSource.fixed(first.plusSeconds(1000))))
                    .isEqualTo(written);
        }
    }

    @Test
    void manyWritersQueueAndLoseNothing() throws Exception {
        try (Database database = Database.open(dir);
                ExecutorService threads = Executors.newFixedThreadPool(8)) {
            CountDownLatch go = new CountDownLatch(1);
            List<Future<?>> jobs = IntStream.range(0, 8)
                    .<Future<?>>mapToObj(n -> threads.submit(() -> {
                        go.await();
                        for (int i = 0; i < 25; i++) {
                            String key = n + "-" + i;
                            database.writes()
                                    .useTransaction(handle -> handle.attach(InstallationDao.class)
                                            .put(
                                                    key,
                                                    handle.attach(InstallationDao.class)
                                                            .get(key)
                                                            .orElse("new")));
                            database.reads().withExtension(InstallationDao.class, dao -> dao.get(key));
                        }
                        return null;
                    }))
                    .toList();
            go.countDown();
            for (Future<?> job : jobs) {
                job.get(30, TimeUnit.SECONDS);
            }
            int rows = database.reads()
                    .withHandle(handle -> handle.createQuery("SELECT count(*) FROM installation WHERE value = 'new'")
                            .mapTo(Integer.class)
                            .one());
            assertThat(rows).isEqualTo(200);
        }
    }

    @Test
    void aFailedTransactionLeavesNothingAndTheWriterUsable() {
        try (Database database = Database.open(dir)) {
            assertThatThrownBy(() -> database.writes().useTransaction(handle -> {
                        handle.attach(InstallationDao.class).put("half", "1");
                        throw new IllegalStateException("stop here");
                    }))
                    .hasMessage("stop here");
            assertThat(stored(database, "half")).isEmpty();
            database.writes().useExtension(InstallationDao.class, dao -> dao.put("whole", "1"));
        }
    }

    @Test
    void refusesADatabaseOfANewerVersionAndLeavesItAlone() throws Exception {
        Path file = dir.resolve(Database.FILE_NAME);
        try (Database database = Database.open(dir)) {
            database.writes()
                    .useHandle(handle -> handle.execute("INSERT INTO flyway_schema_history (installed_rank, version,"
                            + " description, type, script, checksum, installed_by, execution_time, success)"
                            + " VALUES (999, '999', 'future', 'SQL', 'V999__future.sql', 1, 'x', 1, 1)"));
        }
        byte[] before = Files.readAllBytes(file);
        StoreException e = catchThrowableOfType(StoreException.class, () -> Database.open(dir));
        assertThat(e.kind()).isEqualTo(StoreException.Kind.NEWER);
        assertThat(e)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("999")
                .hasMessageContaining("up to " + Migrations.shipped().newest())
                .hasMessageContaining("restore a backup");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void refusesAFileThatIsNoDatabaseAndLeavesItAlone() throws IOException {
        Path file = dir.resolve(Database.FILE_NAME);
        Files.writeString(file, "these are my notes");
        StoreException e = catchThrowableOfType(StoreException.class, () -> Database.open(dir));
        assertThat(e.kind()).isEqualTo(StoreException.Kind.CORRUPT);
        assertThat(e).hasMessageContaining(file.toString()).hasMessageContaining("restore a backup");
        assertThat(Files.readString(file)).isEqualTo("these are my notes");
    }

    @Test
    void refusesADamagedDatabaseAndLeavesItAlone() throws IOException {
        Path file = dir.resolve(Database.FILE_NAME);
        Database.open(dir).close();
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            // The schema's own page, after the header that still looks right.
            raw.seek(100);
            raw.write("scribble".repeat(400).getBytes(StandardCharsets.US_ASCII));
        }
        byte[] before = Files.readAllBytes(file);
        StoreException e = catchThrowableOfType(StoreException.class, () -> Database.open(dir));
        assertThat(e.kind()).isEqualTo(StoreException.Kind.CORRUPT);
        assertThat(e).hasMessageContaining(file.toString());
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void refusesATruncatedDatabase() throws IOException {
        Path file = dir.resolve(Database.FILE_NAME);
        Database.open(dir).close();
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.setLength(5000);
        }
        StoreException e = catchThrowableOfType(StoreException.class, () -> Database.open(dir));
        assertThat(e.kind()).isEqualTo(StoreException.Kind.CORRUPT);
    }

    @Test
    void aDataFolderThatCannotBeCreatedIsNamed() throws IOException {
        Path inTheWay = Files.writeString(dir.resolve("file"), "");
        StoreException e = catchThrowableOfType(StoreException.class, () -> Database.open(inTheWay.resolve("data")));
        assertThat(e.kind()).isEqualTo(StoreException.Kind.NOT_WRITABLE);
        assertThat(e).hasMessageContaining(inTheWay.toString()).hasMessageContaining("--data");
    }

    @Test
    void explainsAFullDiskAndAReadOnlyFile() throws SQLException {
        try (Database database = Database.open(dir)) {
            JdbiException full = catchThrowableOfType(
                    JdbiException.class,
                    () -> database.writes().useHandle(handle -> {
                        handle.execute("PRAGMA max_page_count = 20");
                        handle.execute("INSERT INTO installation (key, value) VALUES ('big', hex(zeroblob(1000000)))");
                    }));
            assertThat(StoreException.explain(database.file(), full))
                    .hasValueSatisfying(e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.FULL));
        }
        Path file = dir.resolve(Database.FILE_NAME);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:file:" + file + "?mode=ro")) {
            SQLException readOnly = catchThrowableOfType(SQLException.class, () -> {
                try (var statement = connection.createStatement()) {
                    statement.execute("INSERT INTO installation (key, value) VALUES ('a', 'b')");
                }
            });
            assertThat(StoreException.explain(file, readOnly))
                    .hasValueSatisfying(e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.NOT_WRITABLE));
        }
        assertThat(StoreException.explain(file, new IllegalStateException("else")))
                .isEmpty();
    }

    @Test
    void listOfMigrationsMatchesTheFolder() throws IOException {
        Path folder = Path.of("src/main/resources/db/migration/sqlite");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(p -> p.getFileName().toString()).filter(n -> n.endsWith(".sql")))
                    .containsExactlyInAnyOrderElementsOf(Migrations.shipped().names());
        }
    }

    @Test
    void usingAClosedDatabaseSaysSo() {
        Database database = Database.open(dir);
        database.close();
        database.close();
        assertThatThrownBy(() -> database.writes().useHandle(handle -> handle.execute("SELECT 1")))
                .hasMessageContaining("closed");
    }

    private static Optional<String> stored(Database database, String key) {
        return database.reads().withExtension(InstallationDao.class, dao -> dao.get(key));
    }

    private static String pragma(Database database, String name) {
        return database.writes()
                .withHandle(handle ->
                        handle.createQuery("PRAGMA " + name).mapTo(String.class).one());
    }
}
