package tv.exstream.server.library.analysis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import tv.exstream.engine.BlackSpan;

/**
 * What is known of where a media item is black.
 *
 * @param reason why it failed
 * @param seen   how far it was looked at
 * @param at     when
 * @param breaks where a schedule may interrupt it: the middles of those spans that are no dark scenes
 */
public record MediaAnalysis(
        long mediaId,
        State state,
        Optional<String> reason,
        Optional<Duration> seen,
        Optional<Instant> at,
        List<BlackSpan> spans,
        List<Duration> breaks) {
    public MediaAnalysis {
        spans = List.copyOf(spans);
        breaks = List.copyOf(breaks);
    }

    public enum State {
        /** Nobody has asked for it. */
        UNKNOWN,
        /** It will be looked at. */
        WAITING,
        /** It is being looked at. */
        RUNNING,
        /** All of it was looked at. */
        DONE,
        /** It could not be looked at to its end; what was found before counts. */
        FAILED
    }

    static MediaAnalysis of(long mediaId, State state, Optional<AnalysisRow> row) {
        List<BlackSpan> spans = row.map(AnalysisRow::spans).orElse(List.of());
        return new MediaAnalysis(
                mediaId,
                state,
                row.map(AnalysisRow::reason).filter(reason -> !reason.isEmpty()),
                row.filter(AnalysisRow::ended).map(AnalysisRow::seen),
                row.filter(AnalysisRow::ended).map(AnalysisRow::changedAt),
                spans,
                spans.stream().filter(BlackSpan::sure).map(BlackSpan::middle).toList());
    }
}
