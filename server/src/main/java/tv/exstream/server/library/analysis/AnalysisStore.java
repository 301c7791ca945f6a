package tv.exstream.server.library.analysis;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tv.exstream.engine.BlackReport;
import tv.exstream.server.library.FoundBlacks;
import tv.exstream.server.library.analysis.AnalysisRow.FileState;
import tv.exstream.server.store.Database;

/** What is known of files' pictures, in the database. Any thread. */
final class AnalysisStore {
    private final Database database;

    AnalysisStore(Database database) {
        this.database = database;
    }

    List<FileState> files() {
        return database.reads().withExtension(AnalysisDao.class, AnalysisDao::files);
    }

    Optional<FileState> file(long id) {
        return database.reads().withExtension(AnalysisDao.class, dao -> dao.file(id));
    }

    Map<Long, FoundBlacks> found() {
        Map<Long, FoundBlacks> found = new HashMap<>();
        for (AnalysisRow row : database.reads().withExtension(AnalysisDao.class, AnalysisDao::found)) {
            found.put(row.fileId(), new FoundBlacks(row.size(), row.mtimeMillis(), row.spans()));
        }
        return found;
    }

    void begin(FileState file, Instant now) {
        database.writes()
                .useExtension(
                        AnalysisDao.class,
                        dao -> dao.begin(file.id(), file.size(), file.mtimeMillis(), now.toEpochMilli()));
    }

    void done(long id, BlackReport report, Instant now) {
        database.writes()
                .useExtension(
                        AnalysisDao.class,
                        dao -> dao.done(
                                id, report.seen().toMillis(), AnalysisRow.write(report.spans()), now.toEpochMilli()));
    }

    void failed(long id, BlackReport report, String reason, Optional<Instant> retryAt, Instant now) {
        database.writes()
                .useExtension(
                        AnalysisDao.class,
                        dao -> dao.failed(
                                id,
                                reason,
                                report.seen().toMillis(),
                                AnalysisRow.write(report.spans()),
                                retryAt.map(Instant::toEpochMilli),
                                now.toEpochMilli()));
    }

    void forget(long id) {
        database.writes().useExtension(AnalysisDao.class, dao -> dao.forget(id));
    }

    int giveUpInterrupted(String reason) {
        return database.writes().withExtension(AnalysisDao.class, dao -> dao.giveUpInterrupted(reason));
    }
}
