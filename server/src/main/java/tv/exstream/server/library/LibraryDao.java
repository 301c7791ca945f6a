package tv.exstream.server.library;

import java.time.Instant;
import java.util.List;

import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.sqlobject.SqlObject;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.GetGeneratedKeys;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/**
 * Folders, files and issues. Queries map with instances of our own: JDBI could make them only of public classes.
 */
interface LibraryDao extends SqlObject {
    String COLUMNS = "id, folder_id, path, size, mtime, sidecar, state, kind, extra, title, show, season, episode,"
            + " episode_end, year, genres, description, duration, has_video, has_audio, tag_title, tag_year, embedded, added_at,"
            + " facts, details";

    default List<MediaFolder> folders() {
        return getHandle()
                .createQuery("SELECT id, path, state, message, added_at, scanned_at FROM media_folder ORDER BY id")
                .map(new MediaFolder.Mapper())
                .list();
    }

    @SqlUpdate("INSERT INTO media_folder (path, state, added_at) VALUES (:path, 'NEW', :addedAt)")
    @GetGeneratedKeys
    long addFolder(@Bind("path") String path, @Bind("addedAt") long addedAt);

    @SqlUpdate("DELETE FROM media_folder WHERE id = :id")
    int removeFolder(@Bind("id") long id);

    @SqlUpdate("UPDATE media_folder SET state = 'OFFLINE', message = :message WHERE id = :id")
    void folderOffline(@Bind("id") long id, @Bind("message") String message);

    @SqlUpdate("UPDATE media_folder SET state = 'ONLINE', message = '', scanned_at = :scannedAt WHERE id = :id")
    void folderOnline(@Bind("id") long id, @Bind("scannedAt") long scannedAt);

    default List<MediaRow> files(long folderId) {
        return getHandle()
                .createQuery("SELECT " + COLUMNS + " FROM media_file WHERE folder_id = :folderId")
                .bind("folderId", folderId)
                .map(new MediaRow.Mapper())
                .list();
    }

    default List<MediaRow> listedFiles() {
        return getHandle()
                .createQuery("SELECT " + COLUMNS
                        + " FROM media_file WHERE state = 'AVAILABLE' AND extra = 0 AND duration > 0")
                .map(new MediaRow.Mapper())
                .list();
    }

    String PUT =
            "INSERT INTO media_file (folder_id, path, size, mtime, sidecar, state, kind, extra, title, show, season,"
                    + " episode, episode_end, year, genres, description, duration, has_video, has_audio, tag_title, tag_year,"
                    + " embedded, added_at, facts, details) VALUES (:folderId, :path, :size, :mtime, :sidecar, :state, :kind, :extra, :title, :show,"
                    + " :season, :episode, :episodeEnd, :year, :genres, :description, :duration, :hasVideo, :hasAudio,"
                    + " :tagTitle, :tagYear, :embedded, :addedAt, :facts, :details) ON CONFLICT (folder_id, path) DO UPDATE SET size = excluded.size,"
                    + " mtime = excluded.mtime, sidecar = excluded.sidecar, state = excluded.state, kind = excluded.kind,"
                    + " extra = excluded.extra, title = excluded.title, show = excluded.show, season = excluded.season,"
                    + " episode = excluded.episode, episode_end = excluded.episode_end, year = excluded.year,"
                    + " genres = excluded.genres, description = excluded.description, duration = excluded.duration,"
                    + " has_video = excluded.has_video, has_audio = excluded.has_audio, tag_title = excluded.tag_title,"
                    + " tag_year = excluded.tag_year, embedded = excluded.embedded, facts = excluded.facts, details = excluded.details";

    default void putFiles(List<MediaRow> rows) {
        try (PreparedBatch batch = getHandle().prepareBatch(PUT)) {
            for (MediaRow row : rows) {
                batch.bind("folderId", row.folderId())
                        .bind("path", row.path())
                        .bind("size", row.size())
                        .bind("mtime", row.mtime())
                        .bind("sidecar", row.sidecar())
                        .bind("state", row.state().name())
                        .bind("kind", row.kind().name())
                        .bind("extra", row.extra())
                        .bind("title", row.title())
                        .bind("show", row.show())
                        .bind("season", row.season())
                        .bind("episode", row.episode())
                        .bind("episodeEnd", row.episodeEnd())
                        .bind("year", row.year())
                        .bind("genres", row.genres())
                        .bind("description", row.description())
                        .bind("duration", row.duration())
                        .bind("hasVideo", row.hasVideo())
                        .bind("hasAudio", row.hasAudio())
                        .bind("tagTitle", row.tagTitle())
                        .bind("tagYear", row.tagYear())
                        .bind("embedded", EmbeddedMetadata.write(row.content().embedded()))
                        .bind("addedAt", row.addedAt())
                        .bind("facts", row.facts())
                        .bind("details", row.details())
                        .add();
            }
            batch.execute();
        }
    }

    @SqlBatch("UPDATE media_file SET state = :state WHERE id = :id")
    void setState(@Bind("id") List<Long> ids, @Bind("state") MediaRow.State state);

    default List<ScanIssue> issues(long folderId) {
        return getHandle()
                .createQuery("SELECT path, kind, message, remedy, found_at FROM scan_issue WHERE folder_id = :folderId"
                        + " ORDER BY path, kind")
                .bind("folderId", folderId)
                .map((row, context) -> new ScanIssue(
                        row.getString("path"),
                        ScanIssue.Kind.valueOf(row.getString("kind")),
                        row.getString("message"),
                        row.getString("remedy"),
                        Instant.ofEpochMilli(row.getLong("found_at"))))
                .list();
    }

    @SqlUpdate("DELETE FROM scan_issue WHERE folder_id = :folderId")
    void clearIssues(@Bind("folderId") long folderId);

    default void addIssues(long folderId, List<ScanIssue> issues) {
        try (PreparedBatch batch = getHandle()
                .prepareBatch("INSERT OR REPLACE INTO scan_issue (folder_id, path, kind, message, remedy, found_at)"
                        + " VALUES (:folderId, :path, :kind, :message, :remedy, :foundAt)")) {
            for (ScanIssue issue : issues) {
                batch.bind("folderId", folderId)
                        .bind("path", issue.path())
                        .bind("kind", issue.kind().name())
                        .bind("message", issue.message())
                        .bind("remedy", issue.remedy())
                        .bind("foundAt", issue.foundAt().toEpochMilli())
                        .add();
            }
            batch.execute();
        }
    }

    default Counts counts(long folderId) {
        return getHandle()
                .createQuery("SELECT count(*) FILTER (WHERE state = 'AVAILABLE') AS available,"
                        + " count(*) FILTER (WHERE state = 'MISSING') AS missing,"
                        + " count(*) FILTER (WHERE state = 'REFUSED') AS refused,"
                        + " (SELECT count(*) FROM scan_issue i WHERE i.folder_id = :folderId) AS issues"
                        + " FROM media_file WHERE folder_id = :folderId")
                .bind("folderId", folderId)
                .map((row, context) -> new Counts(
                        row.getInt("available"), row.getInt("missing"), row.getInt("refused"), row.getInt("issues")))
                .one();
    }

    /** @param available files that can be played, extras included */
    record Counts(int available, int missing, int refused, int issues) {}
}
