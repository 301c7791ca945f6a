package tv.exstream.server.guide;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tv.exstream.server.playout.PlayoutItem;
import tv.exstream.server.playout.PlayoutTimeline;
import tv.exstream.server.schedule.item.Content;

/**
 * A playout cut into what the guide shows as one: contiguous from the first item to the end of the last one, with spans
 * off air where nothing is scheduled and where the server was not running. Before and after nothing is known, which is not
 * the same. Immutable; look-ups are a binary search.
 */
final class GuideLine {
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final PlayoutTimeline timeline;
    private final List<Span> spans;

    /**
     * @param start   epoch milliseconds
     * @param stop    epoch milliseconds, after {@code start}
     * @param item    what the span is named after; empty while off air
     * @param earlier when the same content began last before on this line
     */
    record Span(long start, long stop, Optional<PlayoutItem> item, Optional<Instant> earlier) {
        Instant from() {
            return Instant.ofEpochMilli(start);
        }

        Instant to() {
            return Instant.ofEpochMilli(stop);
        }
    }

    private GuideLine(PlayoutTimeline timeline, List<Span> spans) {
        this.timeline = timeline;
        this.spans = spans;
    }

    /** A span for each guide group, named after its first programme. */
    static GuideLine merged(PlayoutTimeline timeline) {
        return new GuideLine(timeline, new Cutter(timeline.items(), true).cut());
    }

    /** A span for each item. */
    static GuideLine ofItems(PlayoutTimeline timeline) {
        return new GuideLine(timeline, new Cutter(timeline.items(), false).cut());
    }

    /** Off air, hour by hour: of a channel for which nothing could be planned at all. */
    static List<Span> unknown(Instant from, Instant to) {
        List<Span> hours = new ArrayList<>();
        for (long at = Math.floorDiv(from.toEpochMilli(), HOUR) * HOUR; at < to.toEpochMilli(); at += HOUR) {
            hours.add(new Span(at, at + HOUR, Optional.empty(), Optional.empty()));
        }
        return hours;
    }

    boolean isOf(PlayoutTimeline other) {
        return timeline == other;
    }

    /** Those that overlap {@code [from, to)}, whole; a view. */
    List<Span> overlapping(Instant from, Instant to) {
        // What is asked for may lie within a millisecond.
        int first = firstEndingAfter(from.toEpochMilli());
        long limit = to.minusNanos(1).toEpochMilli();
        int last = first;
        while (last < spans.size() && spans.get(last).start() <= limit) {
            last++;
        }
        return spans.subList(first, last);
    }

    /** The end of what is known. */
    Optional<Instant> finish() {
        return spans.isEmpty() ? Optional.empty() : Optional.of(spans.getLast().to());
    }

    private int firstEndingAfter(long millis) {
        int low = 0;
        int high = spans.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (spans.get(middle).stop() > millis) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Walks through the items once. */
    private static final class Cutter {
        private final List<PlayoutItem> items;
        private final boolean merging;
        private final List<Span> spans;
        private final Map<Content, Long> aired = new HashMap<>();
        /** Of the newest span that is not off air. */
        private long lastItem = -1;

        private Optional<PlayoutItem> lastNamed = Optional.empty();
        private Optional<Instant> lastEarlier = Optional.empty();

        Cutter(List<PlayoutItem> items, boolean merging) {
            this.items = items;
            this.merging = merging;
            this.spans = new ArrayList<>(items.size());
        }

        List<Span> cut() {
            int at = 0;
            while (at < items.size()) {
                PlayoutItem item = items.get(at);
                if (!spans.isEmpty()) {
                    offAir(spans.getLast().stop(), item.start().toEpochMilli());
                }
                if (item.offline()) {
                    offAir(item.start().toEpochMilli(), item.finish().toEpochMilli());
                    at++;
                } else {
                    int end = merging ? endOfGroup(at) : at + 1;
                    group(items.subList(at, end));
                    at = end;
                }
            }
            return List.copyOf(spans);
        }

        private int endOfGroup(int begin) {
            int end = begin + 1;
            while (end < items.size()
                    && !items.get(end).offline()
                    && items.get(end).item().guideGroup()
                            == items.get(begin).item().guideGroup()
                    && items.get(end).start().equals(items.get(end - 1).finish())) {
                end++;
            }
            return end;
        }

        private void group(List<PlayoutItem> group) {
            // The channel stood still within an item: what follows is the rest of it, and no other airing.
            boolean rest = group.getFirst().id() == lastItem;
            PlayoutItem named = group.stream()
                    .filter(item -> item.item().fillerKind().isEmpty())
                    .findFirst()
                    .or(() -> merging && rest ? lastNamed : Optional.empty())
                    .orElse(group.getFirst());
            long start = group.getFirst().start().toEpochMilli();
            Optional<Instant> earlier = rest ? lastEarlier : earlier(named, start);
            lastItem = group.getLast().id();
            lastNamed = Optional.of(named);
            lastEarlier = earlier;
            spans.add(new Span(start, group.getLast().finish().toEpochMilli(), lastNamed, earlier));
        }

        private Optional<Instant> earlier(PlayoutItem named, long start) {
            return Optional.ofNullable(aired.put(named.item().content(), start)).map(Instant::ofEpochMilli);
        }

        /** Spans off air that touch are one. */
        private void offAir(long from, long to) {
            if (from >= to) {
                return;
            }
            boolean goesOn = !spans.isEmpty() && spans.getLast().item().isEmpty();
            long begin = goesOn ? spans.removeLast().start() : from;
            spans.add(new Span(begin, to, Optional.empty(), Optional.empty()));
        }
    }
}
