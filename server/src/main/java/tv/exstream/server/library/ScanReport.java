package tv.exstream.server.library;

import java.time.Duration;
import java.util.List;

/**
 * What a scan did.
 *
 * @param found   media files in the folder
 * @param probed  looked into
 * @param skipped known and unchanged
 * @param failed  looked into and found unusable
 * @param missing known files that are not there now
 * @param issues  all that stand after this scan, of unchanged files, too
 * @param message why the folder is offline; empty otherwise
 */
public record ScanReport(
        MediaFolder folder,
        Outcome outcome,
        int found,
        int probed,
        int skipped,
        int failed,
        int missing,
        List<ScanIssue> issues,
        Duration took,
        String message) {
    public ScanReport {
        issues = List.copyOf(issues);
    }

    public enum Outcome {
        COMPLETE,
        /** Stopped on request; what was found so far is kept, nothing was marked missing. */
        CANCELLED,
        /** The folder was not there; everything it held is kept. */
        OFFLINE
    }
}
