package tv.exstream.server.playout;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;

import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.collection.MediaQuery;
import tv.exstream.server.library.MediaItem;
import tv.exstream.server.schedule.sequential.ContentName;

/**
 * What schedules call by names. A collection has its own key. A show or a query gets a negative one made from its words,
 * so that it is the same on every day. Not thread-safe.
 */
final class NamedContent {
    private static final long FNV_OFFSET = 0xCBF2_9CE4_8422_2325L;
    private static final long FNV_PRIME = 0x100_0000_01B3L;

    private final Function<String, OptionalLong> collections;
    private final Map<Long, Predicate<MediaItem>> rules = new HashMap<>();

    /** @param collections the key of the one that a name means */
    NamedContent(Function<String, OptionalLong> collections) {
        this.collections = collections;
    }

    OptionalLong find(ContentName name) {
        return switch (name) {
            case ContentName.Collection wanted -> collections.apply(wanted.name());
            // A list in its own order is a collection by hand.
            case ContentName.Playlist wanted -> collections.apply(wanted.name());
            // The library knows shows by their titles only.
            case ContentName.Show wanted ->
                wanted.title().isPresent()
                        ? OptionalLong.of(key(
                                "show " + wanted.title().get(),
                                new CollectionRule.Show(wanted.title().get()).test()))
                        : OptionalLong.empty();
            case ContentName.Search wanted -> {
                MediaQuery query = MediaQuery.parse(wanted.query());
                yield OptionalLong.of(key("search " + wanted.query(), query::matches));
            }
        };
    }

    /** What belongs to a key that was given to a name; empty for a collection's own. */
    Optional<Predicate<MediaItem>> rule(long key) {
        return Optional.ofNullable(rules.get(key));
    }

    private long key(String words, Predicate<MediaItem> rule) {
        long hash = FNV_OFFSET;
        for (byte b : words.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * FNV_PRIME;
        }
        // Negative, for the database counts up from one.
        long key = -1 - (hash >>> 2);
        rules.put(key, rule);
        return key;
    }
}
