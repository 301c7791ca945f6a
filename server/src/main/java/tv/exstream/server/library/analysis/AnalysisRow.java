package tv.exstream.server.library.analysis;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import tv.exstream.engine.BlackSpan;

/**
 * A row of {@code media_analysis}.
 *
 * @param size        of the file that was looked at, bytes
 * @param mtimeMillis its time of change
 * @param attempts    looks that were begun and did not end well, this one included
 * @param retryAt     not before then; empty: not before the file changes
 */
record AnalysisRow(
        long fileId,
        long size,
        long mtimeMillis,
        State state,
        int attempts,
        String reason,
        Duration seen,
        List<BlackSpan> spans,
        Optional<Instant> retryAt,
        Instant changedAt) {
    enum State {
        RUNNING,
        DONE,
        FAILED
    }

    /**
     * A file of the library, and what is known of its pictures.
     *
     * @param known only if it is of the file as it is
     */
    record FileState(long id, Path path, long size, long mtimeMillis, Duration duration, Optional<AnalysisRow> known) {
        /** Whether it is to be looked at now. */
        boolean due(Instant now) {
            return known.map(row -> switch (row.state) {
                        case RUNNING -> true;
                        case DONE -> false;
                        case FAILED ->
                            row.retryAt.filter(at -> !at.isAfter(now)).isPresent();
                    })
                    .orElse(true);
        }

        boolean is(State state) {
            return known.filter(row -> row.state == state).isPresent();
        }

        /** Whether nothing will be tried before it changes. */
        boolean givenUp() {
            return known.filter(row -> row.state == State.FAILED && row.retryAt.isEmpty())
                    .isPresent();
        }
    }

    boolean ended() {
        return state != State.RUNNING;
    }

    /** As the database has them. */
    static String write(List<BlackSpan> spans) {
        return spans.stream()
                .map(span -> String.format(
                        Locale.ROOT,
                        "%d %d %.3f %s",
                        span.start().toNanos() / 1000,
                        span.finish().toNanos() / 1000,
                        span.darkness(),
                        span.silent() ? "silent" : "heard"))
                .collect(Collectors.joining("\n"));
    }

    static List<BlackSpan> read(String text) {
        List<BlackSpan> spans = new ArrayList<>();
        for (String line : text.isEmpty() ? new String[0] : text.split("\n", -1)) {
            String[] words = line.split(" ", -1);
            spans.add(new BlackSpan(
                    Duration.ofNanos(Long.parseLong(words[0]) * 1000),
                    Duration.ofNanos(Long.parseLong(words[1]) * 1000),
                    Double.parseDouble(words[2]),
                    words[3].equals("silent")));
        }
        return spans;
    }
}
