package tv.exstream.server.library;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds files that say they are the same episode, movie or clip. Pure. */
final class Duplicates {
    private record Claim(String key, String words) {}

    private final ScanIssues wording;

    Duplicates(ScanIssues wording) {
        this.wording = wording;
    }

    /** One issue for each file that claims to be what an earlier one (by path) is. */
    List<ScanIssue> find(List<MediaRow> rows) {
        Map<String, String> first = new HashMap<>();
        List<ScanIssue> issues = new ArrayList<>();
        rows.stream()
                .filter(row -> row.state() != MediaRow.State.REFUSED && !row.extra())
                .sorted(Comparator.comparing(MediaRow::path))
                .forEach(row -> claim(row).ifPresent(claim -> {
                    String earlier = first.putIfAbsent(claim.key, row.path());
                    if (earlier != null) {
                        issues.add(wording.duplicate(row.path(), claim.words, earlier));
                    }
                }));
        return issues;
    }

    private static Optional<Claim> claim(MediaRow row) {
        String title = NameText.key(row.title());
        return switch (row.kind()) {
            case EPISODE ->
                row.episode() == null
                        ? Optional.empty()
                        : Optional.of(new Claim(
                                "E " + NameText.key(row.show()) + " " + row.year() + " " + row.season() + " "
                                        + row.episode(),
                                "'" + row.show() + "'"
                                        + (row.season() == null ? "" : " season " + row.season())
                                        + " episode " + row.episode()));
            case MOVIE ->
                Optional.of(new Claim(
                        "M " + title + " " + row.year(),
                        "the movie '" + row.title() + "'" + (row.year() == null ? "" : " (" + row.year() + ")")));
            // Clips and songs share names all the time: only a same-sized one is a copy.
            case MUSIC, OTHER ->
                Optional.of(new Claim(
                        "O " + title + " " + row.size() + " " + row.duration(),
                        "'" + row.title() + "' with the same size and length"));
        };
    }
}
