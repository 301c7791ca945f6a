package tv.exstream.server.library;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import tv.exstream.server.store.Database;

/** What was known of a folder before a scan, and the issues that stand after it. One thread, besides {@link #isNew}. */
final class ScanMemory {
    private final long folderId;
    private final Map<String, MediaRow> known = new HashMap<>();
    private final Map<String, List<ScanIssue>> knownIssues = new HashMap<>();
    private final Map<String, ScanIssue> issues = new LinkedHashMap<>();

    ScanMemory(long folderId) {
        this.folderId = folderId;
    }

    void load(Database database) {
        database.reads().useHandle(handle -> {
            LibraryDao dao = handle.attach(LibraryDao.class);
            dao.files(folderId).forEach(row -> known.put(row.path(), row));
            dao.issues(folderId)
                    .forEach(issue -> knownIssues
                            .computeIfAbsent(issue.path(), k -> new ArrayList<>())
                            .add(issue));
        });
    }

    boolean isEmpty() {
        return known.isEmpty();
    }

    Collection<MediaRow> rows() {
        return known.values();
    }

    @Nullable
    MediaRow row(String path) {
        return known.get(path);
    }

    /** How many files could be played when last seen. */
    long playable() {
        return known.values().stream().filter(MediaRow::listed).count();
    }

    List<ScanIssue> issuesBefore(String path) {
        return knownIssues.getOrDefault(path, List.of());
    }

    List<ScanIssue> issuesBefore() {
        return knownIssues.values().stream().flatMap(List::stream).toList();
    }

    /** Adds an issue. Its time is when it was first met, however often it is met again. */
    void raise(ScanIssue issue) {
        ScanIssue before = issuesBefore(issue.path()).stream()
                .filter(i -> i.kind() == issue.kind() && i.message().equals(issue.message()))
                .findFirst()
                .orElse(issue);
        issues.put(key(issue), before);
    }

    /** For a scan that did not get to everything: what stood before stands unless it was met again. */
    void keepIssues() {
        issuesBefore().forEach(issue -> issues.putIfAbsent(key(issue), issue));
    }

    /** By path. */
    List<ScanIssue> issues() {
        return issues.values().stream()
                .sorted(Comparator.comparing(ScanIssue::path).thenComparing(ScanIssue::kind))
                .toList();
    }

    boolean isNew(ScanIssue issue) {
        return issuesBefore(issue.path()).stream().noneMatch(i -> i.kind() == issue.kind());
    }

    private static String key(ScanIssue issue) {
        return issue.kind() + " " + issue.path();
    }
}
