package tv.exstream.server.playout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import tv.exstream.server.schedule.item.Content;

/**
 * The airings of one channel in order, without overlap; there may be holes where the server was off. Immutable; look-ups
 * are a binary search.
 */
public final class PlayoutTimeline {
    static final PlayoutTimeline EMPTY = new PlayoutTimeline(List.of());

    private final List<PlayoutItem> items;
    private final long[] startsMillis;
    private final boolean relays;

    /** @throws IllegalArgumentException when items overlap or are out of order */
    public PlayoutTimeline(List<PlayoutItem> items) {
        this.items = List.copyOf(items);
        this.startsMillis = this.items.stream()
                .mapToLong(item -> item.start().toEpochMilli())
                .toArray();
        this.relays = this.items.stream().anyMatch(item -> item.item().content() instanceof Content.Relay);
        for (int i = 1; i < startsMillis.length; i++) {
            if (startsMillis[i] < this.items.get(i - 1).finish().toEpochMilli()) {
                throw new IllegalArgumentException(
                        "playout item " + this.items.get(i).id() + " starts before item "
                                + this.items.get(i - 1).id() + " finishes");
            }
        }
    }

    public List<PlayoutItem> items() {
        return items;
    }

    /** Whether other channels are to be shown in place of some items. */
    boolean relays() {
        return relays;
    }

    /** The item on air at {@code instant}. */
    public Optional<PlayoutItem> at(Instant instant) {
        int index = lastStartedBy(instant);
        return index >= 0 && instant.isBefore(items.get(index).finish())
                ? Optional.of(items.get(index))
                : Optional.empty();
    }

    /** The newest item that had started by {@code instant}, on air then or over. */
    public Optional<PlayoutItem> before(Instant instant) {
        int index = lastStartedBy(instant);
        return index >= 0 ? Optional.of(items.get(index)) : Optional.empty();
    }

    /** The first item that starts after {@code instant}. */
    public Optional<PlayoutItem> after(Instant instant) {
        int index = lastStartedBy(instant) + 1;
        return index < items.size() ? Optional.of(items.get(index)) : Optional.empty();
    }

    /** Items that overlap {@code [from, to)}, in order; a view. */
    public List<PlayoutItem> overlapping(Instant from, Instant to) {
        int first = Math.max(0, lastStartedBy(from));
        if (first < items.size() && !items.get(first).finish().isAfter(from)) {
            first++;
        }
        int last = lastStartedBy(to.minusNanos(1));
        return last < first ? List.of() : items.subList(first, last + 1);
    }

    /** The end of the last item. */
    public Optional<Instant> finish() {
        return items.isEmpty() ? Optional.empty() : Optional.of(items.getLast().finish());
    }

    /** Items that have not finished at {@code now}. */
    int countFrom(Instant now) {
        int index = lastStartedBy(now);
        return items.size() - Math.max(0, index);
    }

    static PlayoutTimeline of(List<PlayoutItem> kept, List<PlayoutItem> added) {
        List<PlayoutItem> all = new ArrayList<>(kept.size() + added.size());
        all.addAll(kept);
        all.addAll(added);
        return new PlayoutTimeline(all);
    }

    private int lastStartedBy(Instant instant) {
        int found = Arrays.binarySearch(startsMillis, instant.toEpochMilli());
        return found >= 0 ? found : -found - 2;
    }
}
