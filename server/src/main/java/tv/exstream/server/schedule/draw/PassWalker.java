package tv.exstream.server.schedule.draw;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Walks through items pass by pass from a cursor. An item's place in a shuffled pass depends only on seed, pass and its
 * own id, so items added or removed move no other item.
 */
final class PassWalker implements Walker {
    /** An item in its place of the current pass. */
    private record Place(OrderKey key, Airable item) {}

    /** @param after the cursor once the item has been moved past */
    private record Ahead(Airable item, Cursor after) {}

    private final Arrangement arrangement;
    private final Memory memory;
    private final String key;
    private final Cursor start;
    private final Map<Long, Airable> byId = new HashMap<>();
    private final Place[] places;
    private final long shortest;
    private Cursor cursor;
    /** The pass that the places are those of. */
    private long arranged;
    /** Index of the first place after the cursor, and after what is ahead if that has been looked at. */
    private int index;

    private Optional<Ahead> ahead = Optional.empty();

    /**
     * @param items all playable
     * @param start where to begin if nothing is remembered, or nothing of this pass or the one before
     */
    PassWalker(List<Airable> items, Arrangement arrangement, Memory memory, String key, Cursor start) {
        this.arrangement = arrangement;
        this.memory = memory;
        this.key = key;
        this.start = start;
        this.cursor = remembered();
        this.places = new Place[items.size()];
        for (Airable item : items) {
            byId.put(item.mediaId(), item);
        }
        this.shortest = items.stream().mapToLong(Airable::airMillis).min().orElse(Long.MAX_VALUE);
        arrange(items.toArray(Airable[]::new));
        this.index = passedAt(cursor);
    }

    @Override
    public int size() {
        return places.length;
    }

    @Override
    public long shortestMillis() {
        return shortest;
    }

    @Override
    public Airable peek() {
        return look().item();
    }

    @Override
    public void advance() {
        cursor = look().after();
        memory.put(key, cursor);
        ahead = Optional.empty();
    }

    @Override
    public boolean endsPass() {
        return index >= places.length && cursor.deferred().isEmpty() && ahead.isEmpty();
    }

    @Override
    public void rewind() {
        cursor = remembered();
        ahead = Optional.empty();
        if (arrangement.shuffled() && arranged != cursor.pass()) {
            arrangeAgain();
        }
        index = passedAt(cursor);
    }

    private Cursor remembered() {
        return memory.cursor(key)
                .filter(known -> known.pass() >= start.pass() - 1)
                .orElse(start);
    }

    long pass() {
        return cursor.pass();
    }

    /** How many items of this pass have been moved past, whatever is being looked at. */
    int passed() {
        return ahead.isPresent() ? passedAt(cursor) : index;
    }

    private Ahead look() {
        Ahead found = ahead.orElseGet(this::find);
        ahead = Optional.of(found);
        return found;
    }

    private Ahead find() {
        Optional<Airable> deferred = cursor.deferred().map(byId::get);
        if (deferred.isPresent() && !withinUnit()) {
            Airable item = deferred.get();
            return new Ahead(
                    item, new Cursor(cursor.pass(), cursor.after(), Optional.of(item.mediaId()), Optional.empty()));
        }
        Cursor from = wrapAtEnd(cursor);
        Optional<Long> putOff = withinUnit() ? from.deferred() : Optional.empty();
        if (justAired(places[index]) && places.length > 1) {
            // In a shuffle it swaps places with the next one; in a fixed order it was merely renumbered upwards.
            putOff = arrangement.shuffled() && index + 1 < places.length
                    ? Optional.of(places[index].item.mediaId())
                    : Optional.empty();
            index++;
            from = wrapAtEnd(from);
        }
        Place place = places[index++];
        return new Ahead(
                place.item, new Cursor(from.pass(), Optional.of(place.key), Optional.of(place.item.mediaId()), putOff));
    }

    /** Whether the next place belongs to the unit that the newest one belongs to. */
    private boolean withinUnit() {
        return arrangement.units()
                && index < places.length
                && cursor.after()
                        .filter(after -> after.rank() == places[index].key.rank())
                        .isPresent();
    }

    private boolean justAired(Place place) {
        return cursor.last().filter(id -> id == place.item.mediaId()).isPresent();
    }

    private Cursor wrapAtEnd(Cursor from) {
        if (index < places.length) {
            return from;
        }
        Cursor wrapped = new Cursor(from.pass() + 1, Optional.empty(), from.last(), Optional.empty());
        index = 0;
        if (arrangement.shuffled()) {
            cursor = wrapped;
            arrangeAgain();
        }
        return wrapped;
    }

    private void arrangeAgain() {
        arrange(Arrays.stream(places).map(Place::item).toArray(Airable[]::new));
    }

    private void arrange(Airable[] items) {
        for (int i = 0; i < items.length; i++) {
            places[i] = new Place(arrangement.place(items[i], cursor.pass()), items[i]);
        }
        arranged = cursor.pass();
        Arrays.sort(places, (a, b) -> a.key.compareTo(b.key));
    }

    private int passedAt(Cursor at) {
        if (!arrangement.listed() || at.after().isEmpty()) {
            return at.after().map(this::firstAfter).orElse(0);
        }
        // The list may have been edited around it; if it has been taken out itself, what followed it is in its place.
        OrderKey old = at.after().get();
        Airable item = byId.get(old.id());
        return item == null
                ? (int) Math.min(old.rank(), places.length)
                : firstAfter(arrangement.place(item, at.pass()));
    }

    private int firstAfter(OrderKey after) {
        int low = 0;
        int high = places.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (places[middle].key.compareTo(after) > 0) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
