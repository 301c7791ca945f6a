package tv.exstream.server.library;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * A root folder of the library.
 *
 * @param message   why it is offline and what to do; empty otherwise
 * @param scannedAt end of its last complete scan
 */
public record MediaFolder(
        long id, Path path, State state, String message, Instant addedAt, Optional<Instant> scannedAt) {

    public enum State {
        /** Never scanned to the end. */
        NEW,
        ONLINE,
        /** Not there, not readable, or suddenly empty: what it held is kept and comes back with it. */
        OFFLINE
    }

    static final class Mapper implements RowMapper<MediaFolder> {
        @Override
        public MediaFolder map(ResultSet row, StatementContext context) throws SQLException {
            long scannedAt = row.getLong("scanned_at");
            Optional<Instant> scanned = row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(scannedAt));
            return new MediaFolder(
                    row.getLong("id"),
                    Path.of(row.getString("path")),
                    State.valueOf(row.getString("state")),
                    row.getString("message"),
                    Instant.ofEpochMilli(row.getLong("added_at")),
                    scanned);
        }
    }
}
