package tv.exstream.server.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/**
 * The one SQLite file of an installation: a single writer, a few read-only readers, write-ahead log. A process that is
 * killed loses at most the transaction it was in.
 *
 * <p>Thread-safe. Writers queue: do not use {@link #writes} inside a handle of {@link #writes} on the same thread, hand
 * the {@code Handle} on instead.
 */
public final class Database implements AutoCloseable {
    public static final String FILE_NAME = "exstreamtv.db";
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int BUSY_MILLIS = 5_000;
    private static final int READERS = 4;

    private final Path file;
    private final ConnectionPool writer;
    private final ConnectionPool readers;
    private final Jdbi reads;
    private final Jdbi writes;

    private Database(Path file) {
        this.file = file;
        this.writer = new ConnectionPool("writer", 1, () -> connect(file, false));
        this.readers = new ConnectionPool("readers", READERS, () -> connect(file, true));
        this.reads = readers.jdbi().installPlugin(new SqlObjectPlugin());
        this.writes = writer.jdbi().installPlugin(new SqlObjectPlugin());
    }

    /**
     * Opens {@code dataDir/exstreamtv.db}, creating folder and file when missing, and brings its schema up to date.
     *
     * @throws StoreException when the file is from a newer version, damaged, or cannot be written; it is then unchanged
     */
    public static Database open(Path dataDir) {
        Path file = dataDir.toAbsolutePath().normalize().resolve(FILE_NAME);
        long began = System.nanoTime();
        prepareFolder(file);
        Migrations migrations = Migrations.shipped();
        int found = inspect(file);
        if (found > migrations.newest()) {
            throw StoreException.newer(file, found, migrations.newest());
        }
        if (found < migrations.newest()) {
            migrate(file, migrations);
        }
        Database database = new Database(file);
        try {
            // Proves now, not at the first change an hour later, that the file can be written.
            database.writes.useHandle(handle -> handle.execute("UPDATE installation SET value = value WHERE 0"));
        } catch (RuntimeException e) {
            database.close();
            throw StoreException.explain(file, e).orElseThrow(() -> e);
        }
        LOG.debug("opened {} in {} ms", file, (System.nanoTime() - began) / 1_000_000);
        return database;
    }

    /** For queries. Each handle is a read-only connection that sees everything committed before it began. */
    public Jdbi reads() {
        return reads;
    }

    /** For changes, one at a time; a transaction takes the write lock at once, so it never fails half-way for a lock. */
    public Jdbi writes() {
        return writes;
    }

    public Path file() {
        return file;
    }

    /** Waits for nobody: connections in use close when their handles do. Idempotent. */
    @Override
    public void close() {
        try {
            readers.close();
            writer.close();
        } catch (SQLException e) {
            LOG.warn("closing {}: {}", file, e.getMessage());
        }
    }

    private static void prepareFolder(Path file) {
        Path folder = file.resolveSibling("cache");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw StoreException.notWritable(file, "cannot create " + folder, e);
        }
        // The driver unpacks its native library: into our cache folder, for we write nowhere else.
        if (System.getProperty("org.sqlite.tmpdir") == null) {
            System.setProperty("org.sqlite.tmpdir", folder.toString());
        }
    }

    /** The version of the schema in the file, 0 when there is none yet; changes nothing. */
    private static int inspect(Path file) {
        try {
            if (Files.notExists(file) || Files.size(file) == 0) {
                return 0;
            }
            if (!Files.isRegularFile(file)) {
                throw StoreException.corrupt(file, "not a regular file");
            }
            try (InputStream in = Files.newInputStream(file)) {
                if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
                    throw StoreException.corrupt(file, "it does not begin as an SQLite database");
                }
            }
        } catch (IOException e) {
            throw StoreException.notWritable(file, "it cannot be read: " + e.getMessage(), e);
        }
        try (Connection connection = connect(file, true);
                Statement statement = connection.createStatement()) {
            return schemaVersion(statement);
        } catch (SQLException e) {
            throw StoreException.of(file, e);
        }
    }

    private static int schemaVersion(Statement statement) throws SQLException {
        try (ResultSet table = statement.executeQuery(
                "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'flyway_schema_history'")) {
            if (!table.next()) {
                return 0;
            }
        }
        try (ResultSet version = statement.executeQuery(
                "SELECT max(CAST(version AS INTEGER)) FROM flyway_schema_history WHERE success = 1")) {
            return version.next() ? version.getInt(1) : 0;
        }
    }

    /** Flyway is loaded only when there is something to apply: an up-to-date database does not pay for it. */
    private static void migrate(Path file, Migrations migrations) {
        SQLiteDataSource source = new SQLiteDataSource(config(false));
        source.setUrl("jdbc:sqlite:" + file);
        try {
            Flyway.configure(Database.class.getClassLoader())
                    .dataSource(source)
                    .resourceProvider(migrations)
                    .javaMigrationClassProvider(List::of)
                    .skipDefaultCallbacks(true)
                    .cleanDisabled(true)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw StoreException.explain(file, e)
                    .orElseGet(() -> new StoreException(
                            StoreException.Kind.FAILED,
                            "database " + file + " could not be brought to version " + migrations.newest()
                                    + ", the failed step was undone: " + e.getMessage(),
                            e));
        }
    }

    private static Connection connect(Path file, boolean readOnly) throws SQLException {
        return config(readOnly).createConnection("jdbc:sqlite:" + file);
    }

    private static SQLiteConfig config(boolean readOnly) {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.enforceForeignKeys(true);
        config.setReadOnly(readOnly);
        if (readOnly) {
            config.resetOpenMode(SQLiteOpenMode.CREATE);
        } else {
            config.setJournalMode(SQLiteConfig.JournalMode.WAL);
            // With a write-ahead log NORMAL is safe against corruption; a power cut may lose the last transactions.
            config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
            config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        }
        return config;
    }
}
