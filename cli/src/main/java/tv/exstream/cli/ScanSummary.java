package tv.exstream.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import tv.exstream.server.library.ScanIssue;
import tv.exstream.server.library.ScanReport;

/** What scans did, for people and for programs. */
final class ScanSummary {
    private ScanSummary() {}

    static List<String> text(List<ScanReport> reports) {
        List<String> lines = new ArrayList<>();
        for (ScanReport report : reports) {
            lines.add(report.folder().path() + ": " + outcome(report));
            if (report.outcome() != ScanReport.Outcome.OFFLINE) {
                lines.add(String.format(
                        Locale.ROOT,
                        "  %d media files, %d looked into, %d unchanged, %d unusable, %d missing, in %.1f s",
                        report.found(),
                        report.probed(),
                        report.skipped(),
                        report.failed(),
                        report.missing(),
                        MediaTime.inSeconds(report.took())));
            }
            for (ScanIssue issue : report.issues()) {
                lines.add("  ! " + issue.message());
                lines.add("    -> " + issue.remedy());
            }
        }
        return lines;
    }

    static ObjectNode json(List<ScanReport> reports, List<String> refused) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ArrayNode folders = root.putArray("folders");
        for (ScanReport report : reports) {
            ObjectNode node = folders.addObject();
            node.put("path", report.folder().path().toString());
            node.put("outcome", report.outcome().name().toLowerCase(Locale.ROOT));
            node.put("message", report.message());
            node.put("found", report.found());
            node.put("probed", report.probed());
            node.put("unchanged", report.skipped());
            node.put("failed", report.failed());
            node.put("missing", report.missing());
            node.put("took", MediaTime.inSeconds(report.took()));
            ArrayNode issues = node.putArray("issues");
            for (ScanIssue issue : report.issues()) {
                issues.addObject()
                        .put("path", issue.path())
                        .put("kind", issue.kind().name().toLowerCase(Locale.ROOT))
                        .put("message", issue.message())
                        .put("remedy", issue.remedy());
            }
        }
        refused.forEach(root.putArray("refused")::add);
        return root;
    }

    private static String outcome(ScanReport report) {
        return switch (report.outcome()) {
            case COMPLETE -> "done";
            case CANCELLED -> "cancelled";
            case OFFLINE -> report.message();
        };
    }
}
