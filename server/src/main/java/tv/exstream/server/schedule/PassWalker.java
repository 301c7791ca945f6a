package tv.exstream.server.schedule;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Walks through a collection pass by pass from a cursor. An item's place in a shuffled pass depends only on seed, pass
 * and its own id, so items added or removed move no other item. Not thread-safe; lives for one plan.
 */
final class PassWalker {
    /** An item in its place of the current pass. */
    private record Place(OrderKey key, Airable item) {}

    private final PlaybackOrder order;
    private final long seed;
    private final Map<Long, Airable> byId = new HashMap<>();
    private final Place[] places;
    private Cursor cursor;
    /** Index of the first place after the cursor. */
    private int index;

    /** @param items all playable, at least one */
    PassWalker(List<Airable> items, PlaybackOrder order, long seed, Cursor cursor) {
        this.order = order;
        this.seed = seed;
        this.cursor = cursor;
        this.places = new Place[items.size()];
        for (Airable item : items) {
            byId.put(item.mediaId(), item);
        }
        arrange(items.toArray(Airable[]::new));
        this.index = cursor.after().map(this::firstAfter).orElse(0);
    }

    Cursor cursor() {
        return cursor;
    }

    /** The next item to air; moves the cursor past it. */
    Airable next() {
        Optional<Airable> deferred = cursor.deferred().map(byId::get);
        if (deferred.isPresent()) {
            Airable item = deferred.get();
            cursor = new Cursor(cursor.pass(), cursor.after(), Optional.of(item.mediaId()), Optional.empty());
            return item;
        }
        wrapAtEnd();
        Optional<Long> putOff = Optional.empty();
        if (justAired(places[index]) && places.length > 1) {
            // In a shuffle it swaps places with the next one; in chronological order it was merely renumbered upwards.
            putOff = order == PlaybackOrder.SHUFFLE && index + 1 < places.length
                    ? Optional.of(places[index].item.mediaId())
                    : Optional.empty();
            index++;
            wrapAtEnd();
        }
        Place place = places[index++];
        cursor = new Cursor(cursor.pass(), Optional.of(place.key), Optional.of(place.item.mediaId()), putOff);
        return place.item;
    }

    private boolean justAired(Place place) {
        return cursor.last().filter(id -> id == place.item.mediaId()).isPresent();
    }

    private void wrapAtEnd() {
        if (index < places.length) {
            return;
        }
        cursor = new Cursor(cursor.pass() + 1, Optional.empty(), cursor.last(), Optional.empty());
        if (order == PlaybackOrder.SHUFFLE) {
            arrange(Arrays.stream(places).map(Place::item).toArray(Airable[]::new));
        }
        index = 0;
    }

    private void arrange(Airable[] items) {
        for (int i = 0; i < items.length; i++) {
            places[i] = new Place(keyOf(items[i]), items[i]);
        }
        Arrays.sort(places, (a, b) -> a.key.compareTo(b.key));
    }

    private OrderKey keyOf(Airable item) {
        return switch (order) {
            case CHRONOLOGICAL -> item.key();
            case SHUFFLE -> OrderKey.shuffled(SplitMix64.hash(seed, cursor.pass(), item.mediaId()), item.mediaId());
        };
    }

    private int firstAfter(OrderKey key) {
        int low = 0;
        int high = places.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (places[middle].key.compareTo(key) > 0) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
