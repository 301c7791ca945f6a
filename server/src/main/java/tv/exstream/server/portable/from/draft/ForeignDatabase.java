package tv.exstream.server.portable.from.draft;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/**
 * Another product's SQLite file, read only. Tables and columns that its version does not have are read as empty, so one
 * reader serves many versions. Not thread-safe; close it.
 */
public final class ForeignDatabase implements AutoCloseable {
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final long MOST_ROWS = 2_000_000;
    private static final int BUSY_MILLIS = 5_000;

    private final Path file;
    private final Connection connection;
    private final Map<String, Set<String>> columns = new HashMap<>();

    private ForeignDatabase(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /** @throws ImportException naming the file, if it is no SQLite database or a link */
    public static ForeignDatabase open(Path file) {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new ImportException(
                        file + ": is no file, or a link: links are not followed, name the file itself");
            }
            try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
                    throw new ImportException(file + ": is no SQLite database");
                }
            }
            return new ForeignDatabase(file, connect(file));
        } catch (IOException | SQLException e) {
            throw new ImportException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** Without a write-ahead log the file cannot change while it is read, and nothing is put beside it. */
    private static Connection connect(Path file) throws IOException, SQLException {
        Path log = file.resolveSibling(file.getFileName() + "-wal");
        boolean quiet = Files.notExists(log) || Files.size(log) == 0;
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setOpenMode(SQLiteOpenMode.OPEN_URI);
        config.setBusyTimeout(BUSY_MILLIS);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath().toUri().toString().replaceFirst("^file:/+", "file:///")
                + (quiet ? "?immutable=1" : "?mode=ro"));
        return source.getConnection();
    }

    public Path file() {
        return file;
    }

    public boolean has(String table) {
        return !columns(table).isEmpty();
    }

    public boolean has(String table, String column) {
        return columns(table).contains(column.toLowerCase(Locale.ROOT));
    }

    private Set<String> columns(String table) {
        return columns.computeIfAbsent(table.toLowerCase(Locale.ROOT), name -> {
            Set<String> found = new TreeSet<>();
            try (PreparedStatement query = connection.prepareStatement("SELECT name FROM pragma_table_info(?)")) {
                query.setString(1, table);
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        found.add(rows.getString(1).toLowerCase(Locale.ROOT));
                    }
                }
            } catch (SQLException e) {
                throw broken(e);
            }
            return found;
        });
    }

    /** All rows of a table with these columns, by the first of them. */
    public List<Row> rows(String table, String... wanted) {
        List<Row> rows = new ArrayList<>();
        each(table, rows::add, wanted);
        return rows;
    }

    /** As {@link #rows}, one after the other. */
    public void each(String table, Consumer<Row> reader, String... wanted) {
        List<String> there = Arrays.stream(wanted)
                .filter(column -> has(table, column))
                .map(column -> '"' + column + '"')
                .toList();
        if (there.isEmpty()) {
            return;
        }
        String text =
                "SELECT " + String.join(", ", there) + " FROM \"" + table + "\" ORDER BY 1 LIMIT " + (MOST_ROWS + 1);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(text)) {
            ResultSetMetaData names = rows.getMetaData();
            long count = 0;
            while (rows.next()) {
                if (++count > MOST_ROWS) {
                    throw new ImportException(
                            file + ": table " + table + " has more than " + MOST_ROWS + " rows: it is not read");
                }
                Map<String, Object> values = new HashMap<>();
                for (int i = 1; i <= there.size(); i++) {
                    Object value = rows.getObject(i);
                    if (value != null) {
                        values.put(names.getColumnName(i).toLowerCase(Locale.ROOT), value);
                    }
                }
                reader.accept(new Row(values));
            }
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    private ImportException broken(SQLException e) {
        return new ImportException(
                file + ": the database is damaged or in use: " + e.getMessage()
                        + "; stop the other program, or import a copy",
                e);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw broken(e);
        }
    }
}
