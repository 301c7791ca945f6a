package tv.exstream.server.library;

import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log about a scan: each issue once, when it is new, and nothing where nothing happened. */
final class ScanLog {
    private static final Logger LOG = LoggerFactory.getLogger(LibraryService.class);
    private static final int ISSUES_LOGGED = 20;

    private ScanLog() {}

    static void write(ScanReport report, FolderScan scan) {
        if (report.outcome() == ScanReport.Outcome.OFFLINE) {
            if (!report.folder().message().equals(report.message())) {
                LOG.warn("{}", report.message());
            }
            return;
        }
        List<ScanIssue> fresh = report.issues().stream().filter(scan::isNew).toList();
        fresh.stream()
                .limit(ISSUES_LOGGED)
                .forEach(i -> LOG.warn("{}: {}: {}", report.folder().path(), i.message(), i.remedy()));
        if (fresh.size() > ISSUES_LOGGED) {
            LOG.warn(
                    "{}: {} more issues: see /api/libraries/{}/issues",
                    report.folder().path(),
                    fresh.size() - ISSUES_LOGGED,
                    report.folder().id());
        }
        if (report.probed() + report.missing() > 0 || report.outcome() == ScanReport.Outcome.CANCELLED) {
            LOG.info(
                    "{}: {} media files, {} looked into, {} unusable, {} missing, {} ms{}",
                    report.folder().path(),
                    report.found(),
                    report.probed(),
                    report.failed(),
                    report.missing(),
                    report.took().toMillis(),
                    report.outcome() == ScanReport.Outcome.CANCELLED ? " (cancelled)" : "");
        }
    }
}
