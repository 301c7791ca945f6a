package tv.exstream.server.library.analysis;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jdbi.v3.sqlobject.SqlObject;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** What is known of files' pictures. Queries map by hand: JDBI could make records only of public classes. */
interface AnalysisDao extends SqlObject {
    String COLUMNS =
            "a.file_id, a.size AS a_size, a.mtime AS a_mtime, a.state AS a_state, a.attempts, a.reason, a.seen,"
                    + " a.spans, a.retry_at, a.changed_at";
    String FILES = "SELECT f.id, d.path AS root, f.path, f.size, f.mtime, f.duration, " + COLUMNS
            + " FROM media_file f JOIN media_folder d ON d.id = f.folder_id LEFT JOIN media_analysis a"
            + " ON a.file_id = f.id AND a.size = f.size AND a.mtime = f.mtime"
            + " WHERE f.state = 'AVAILABLE' AND f.has_video = 1 AND f.duration > 0";

    /** All that can be looked at. */
    default List<AnalysisRow.FileState> files() {
        return getHandle().createQuery(FILES).map((row, context) -> file(row)).list();
    }

    default Optional<AnalysisRow.FileState> file(long id) {
        return getHandle()
                .createQuery(FILES + " AND f.id = :id")
                .bind("id", id)
                .map((row, context) -> file(row))
                .findOne();
    }

    /** All that found something. */
    default List<AnalysisRow> found() {
        return getHandle()
                .createQuery("SELECT " + COLUMNS + " FROM media_analysis a WHERE a.spans <> ''")
                .map((row, context) -> analysis(row))
                .list();
    }

    /** What was found of the same file in an earlier look stays until this one is over. */
    @SqlUpdate("INSERT INTO media_analysis (file_id, size, mtime, state, attempts, changed_at)"
            + " VALUES (:id, :size, :mtime, 'RUNNING', 1, :now) ON CONFLICT (file_id) DO UPDATE SET"
            + " attempts = CASE WHEN size = excluded.size AND mtime = excluded.mtime THEN attempts + 1 ELSE 1 END,"
            + " spans = CASE WHEN size = excluded.size AND mtime = excluded.mtime THEN spans ELSE '' END,"
            + " size = excluded.size, mtime = excluded.mtime, state = 'RUNNING', reason = '', retry_at = NULL,"
            + " changed_at = excluded.changed_at")
    void begin(@Bind("id") long id, @Bind("size") long size, @Bind("mtime") long mtime, @Bind("now") long now);

    @SqlUpdate("UPDATE media_analysis SET state = 'DONE', attempts = 0, reason = '', seen = :seen, spans = :spans,"
            + " changed_at = :now WHERE file_id = :id")
    void done(@Bind("id") long id, @Bind("seen") long seen, @Bind("spans") String spans, @Bind("now") long now);

    @SqlUpdate("UPDATE media_analysis SET state = 'FAILED', reason = :reason, seen = :seen, spans = :spans,"
            + " retry_at = :retryAt, changed_at = :now WHERE file_id = :id")
    void failed(
            @Bind("id") long id,
            @Bind("reason") String reason,
            @Bind("seen") long seen,
            @Bind("spans") String spans,
            @Bind("retryAt") Optional<Long> retryAt,
            @Bind("now") long now);

    /** As if it had never begun. */
    @SqlUpdate("DELETE FROM media_analysis WHERE file_id = :id AND state = 'RUNNING'")
    void forget(@Bind("id") long id);

    /** A file during which the server ended more than once is not tried again. */
    @SqlUpdate("UPDATE media_analysis SET state = 'FAILED', retry_at = NULL, reason = :reason"
            + " WHERE state = 'RUNNING' AND attempts > 1")
    int giveUpInterrupted(@Bind("reason") String reason);

    private static AnalysisRow.FileState file(ResultSet row) throws SQLException {
        row.getLong("file_id");
        boolean unknown = row.wasNull();
        return new AnalysisRow.FileState(
                row.getLong("id"),
                Path.of(row.getString("root")).resolve(row.getString("path")),
                row.getLong("size"),
                row.getLong("mtime"),
                Duration.ofMillis(row.getLong("duration")),
                unknown ? Optional.empty() : Optional.of(analysis(row)));
    }

    private static AnalysisRow analysis(ResultSet row) throws SQLException {
        long retryAt = row.getLong("retry_at");
        Optional<Instant> retry = row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(retryAt));
        return new AnalysisRow(
                row.getLong("file_id"),
                row.getLong("a_size"),
                row.getLong("a_mtime"),
                AnalysisRow.State.valueOf(row.getString("a_state")),
                row.getInt("attempts"),
                row.getString("reason"),
                Duration.ofMillis(row.getLong("seen")),
                AnalysisRow.read(row.getString("spans")),
                retry,
                Instant.ofEpochMilli(row.getLong("changed_at")));
    }
}
