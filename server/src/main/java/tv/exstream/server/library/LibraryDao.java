package tv.exstream.server.library;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.GetGeneratedKeys;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Folders, files and issues. */
@RegisterRowMapper(MediaFolder.Mapper.class)
@RegisterRowMapper(MediaRow.Mapper.class)
@RegisterRowMapper(LibraryDao.IssueMapper.class)
interface LibraryDao {
    String COLUMNS = "id, folder_id, path, size, mtime, sidecar, state, kind, extra, title, show, season, episode,"
            + " episode_end, year, genres, description, duration, has_video, has_audio, tag_title, tag_year, added_at";

    @SqlQuery("SELECT id, path, state, message, added_at, scanned_at FROM media_folder ORDER BY id")
    List<MediaFolder> folders();

    @SqlUpdate("INSERT INTO media_folder (path, state, added_at) VALUES (:path, 'NEW', :addedAt)")
    @GetGeneratedKeys
    long addFolder(@Bind("path") String path, @Bind("addedAt") long addedAt);

    @SqlUpdate("DELETE FROM media_folder WHERE id = :id")
    int removeFolder(@Bind("id") long id);

    @SqlUpdate("UPDATE media_folder SET state = 'OFFLINE', message = :message WHERE id = :id")
    void folderOffline(@Bind("id") long id, @Bind("message") String message);

    @SqlUpdate("UPDATE media_folder SET state = 'ONLINE', message = '', scanned_at = :scannedAt WHERE id = :id")
    void folderOnline(@Bind("id") long id, @Bind("scannedAt") long scannedAt);

    @SqlQuery("SELECT " + COLUMNS + " FROM media_file WHERE folder_id = :folderId")
    List<MediaRow> files(@Bind("folderId") long folderId);

    @SqlQuery("SELECT " + COLUMNS + " FROM media_file WHERE state = 'AVAILABLE' AND extra = 0 AND duration > 0")
    List<MediaRow> listedFiles();

    @SqlBatch("INSERT INTO media_file (folder_id, path, size, mtime, sidecar, state, kind, extra, title, show, season,"
            + " episode, episode_end, year, genres, description, duration, has_video, has_audio, tag_title, tag_year,"
            + " added_at) VALUES (:folderId, :path, :size, :mtime, :sidecar, :state, :kind, :extra, :title, :show,"
            + " :season, :episode, :episodeEnd, :year, :genres, :description, :duration, :hasVideo, :hasAudio,"
            + " :tagTitle, :tagYear, :addedAt) ON CONFLICT (folder_id, path) DO UPDATE SET size = excluded.size,"
            + " mtime = excluded.mtime, sidecar = excluded.sidecar, state = excluded.state, kind = excluded.kind,"
            + " extra = excluded.extra, title = excluded.title, show = excluded.show, season = excluded.season,"
            + " episode = excluded.episode, episode_end = excluded.episode_end, year = excluded.year,"
            + " genres = excluded.genres, description = excluded.description, duration = excluded.duration,"
            + " has_video = excluded.has_video, has_audio = excluded.has_audio, tag_title = excluded.tag_title,"
            + " tag_year = excluded.tag_year")
    void putFiles(@BindMethods List<MediaRow> rows);

    @SqlBatch("UPDATE media_file SET state = :state WHERE id = :id")
    void setState(@Bind("id") List<Long> ids, @Bind("state") MediaRow.State state);

    @SqlQuery(
            "SELECT path, kind, message, remedy, found_at FROM scan_issue WHERE folder_id = :folderId ORDER BY path, kind")
    List<ScanIssue> issues(@Bind("folderId") long folderId);

    @SqlUpdate("DELETE FROM scan_issue WHERE folder_id = :folderId")
    void clearIssues(@Bind("folderId") long folderId);

    @SqlBatch("INSERT OR REPLACE INTO scan_issue (folder_id, path, kind, message, remedy, found_at)"
            + " VALUES (:folderId, :path, :kind, :message, :remedy, :foundAt)")
    void addIssues(@Bind("folderId") long folderId, @BindMethods List<IssueRow> issues);

    @SqlQuery("SELECT folder_id, count(*) FILTER (WHERE state = 'AVAILABLE') AS available,"
            + " count(*) FILTER (WHERE state = 'MISSING') AS missing, count(*) FILTER (WHERE state = 'REFUSED') AS refused,"
            + " (SELECT count(*) FROM scan_issue i WHERE i.folder_id = :folderId) AS issues"
            + " FROM media_file WHERE folder_id = :folderId")
    @RegisterRowMapper(CountsMapper.class)
    Counts counts(@Bind("folderId") long folderId);

    /** @param available files that can be played, extras included */
    record Counts(int available, int missing, int refused, int issues) {}

    /** As stored: the time in milliseconds. */
    record IssueRow(String path, ScanIssue.Kind kind, String message, String remedy, long foundAt) {
        static IssueRow of(ScanIssue issue) {
            return new IssueRow(
                    issue.path(),
                    issue.kind(),
                    issue.message(),
                    issue.remedy(),
                    issue.foundAt().toEpochMilli());
        }
    }

    /** Reads a row of {@code scan_issue}. */
    final class IssueMapper implements RowMapper<ScanIssue> {
        @Override
        public ScanIssue map(ResultSet row, StatementContext context) throws SQLException {
            return new ScanIssue(
                    row.getString("path"),
                    ScanIssue.Kind.valueOf(row.getString("kind")),
                    row.getString("message"),
                    row.getString("remedy"),
                    Instant.ofEpochMilli(row.getLong("found_at")));
        }
    }

    /** Reads the answer of {@link #counts}. */
    final class CountsMapper implements RowMapper<Counts> {
        @Override
        public Counts map(ResultSet row, StatementContext context) throws SQLException {
            return new Counts(
                    row.getInt("available"), row.getInt("missing"), row.getInt("refused"), row.getInt("issues"));
        }
    }
}
