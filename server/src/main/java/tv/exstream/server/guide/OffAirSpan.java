package tv.exstream.server.guide;

import java.time.Instant;
import java.util.Optional;

import tv.exstream.server.playout.PlayoutItem;
import tv.exstream.server.playout.PlayoutTimeline;

/**
 * Time in which a channel shows nothing: offline items, and holes between items. Before the first item and after the
 * last one nothing is known, which is not the same.
 */
final class OffAirSpan {
    private OffAirSpan() {}

    /** Where the span begins that {@code from} lies in; {@code from} moved into what is known when it does not. */
    static Instant begin(PlayoutTimeline timeline, Instant from) {
        Optional<PlayoutItem> item = timeline.before(from);
        if (item.isEmpty()) {
            Optional<Instant> first = timeline.after(from).map(PlayoutItem::start);
            return first.orElse(from);
        }
        Instant begin = from;
        while (item.isPresent() && item.get().offline()) {
            begin = item.get().start();
            item = timeline.before(begin.minusMillis(1));
        }
        // A programme: on air at the beginning (then the entry is its own), or over, which is where being off air
        // began.
        return item.filter(programme -> !programme.finish().isAfter(from))
                .map(PlayoutItem::finish)
                .orElse(begin);
    }

    /** Where the span ends that the moment before {@code to} lies in; {@code to} moved into what is known. */
    static Instant end(PlayoutTimeline timeline, Instant to) {
        Instant end = to;
        Optional<PlayoutItem> item = timeline.at(to.minusNanos(1)).or(() -> timeline.after(to.minusNanos(1)));
        if (item.isEmpty()) {
            return timeline.finish().filter(to::isAfter).orElse(to);
        }
        while (item.isPresent() && item.get().offline()) {
            end = item.get().finish();
            Instant next = end;
            item = timeline.at(next).or(() -> timeline.after(next));
        }
        return item.map(PlayoutItem::start).filter(end::isBefore).orElse(end);
    }
}
