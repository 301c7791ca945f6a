package tv.exstream.server.preview;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

import tv.exstream.server.collection.MediaCollection;
import tv.exstream.server.config.Spelling;

/**
 * What a file may call collections: by names of its own, which come first, and by those of collections that exist.
 * Immutable.
 */
public final class CollectionNames {
    /** Takes every name for that of some collection: to look at a file where the collections are not at hand. */
    public static final CollectionNames ANY = new CollectionNames(Map.of(), Set.of(), Map.of(), true);

    private final Map<String, Long> keys;
    private final Set<String> ambiguous;
    private final Map<String, String> spellings;
    private final boolean any;

    private CollectionNames(Map<String, Long> keys, Set<String> ambiguous, Map<String, String> spellings, boolean any) {
        this.keys = Map.copyOf(keys);
        this.ambiguous = Set.copyOf(ambiguous);
        this.spellings = Map.copyOf(spellings);
        this.any = any;
    }

    /** The names of collections that exist. */
    public static CollectionNames of(Collection<MediaCollection> collections) {
        Map<String, Long> keys = new LinkedHashMap<>();
        Map<String, String> spellings = new LinkedHashMap<>();
        Set<String> ambiguous = new HashSet<>();
        for (MediaCollection collection : collections) {
            String name = plain(collection.name());
            spellings.putIfAbsent(name, collection.name());
            if (keys.putIfAbsent(name, collection.id()) != null) {
                ambiguous.add(name);
            }
        }
        return new CollectionNames(keys, ambiguous, spellings, false);
    }

    /** These, and names that a file gives itself, whose keys are negative: -1 is the first one's. */
    CollectionNames and(Collection<String> own) {
        Map<String, Long> more = new LinkedHashMap<>(keys);
        Map<String, String> written = new LinkedHashMap<>(spellings);
        Set<String> unclear = new HashSet<>(ambiguous);
        long key = 0;
        for (String name : own) {
            key--;
            more.put(plain(name), key);
            written.put(plain(name), name);
            unclear.remove(plain(name));
        }
        return new CollectionNames(more, unclear, written, any);
    }

    /** Empty for a name that nothing has. */
    OptionalLong key(String name) {
        Long key = ambiguous.contains(plain(name)) ? null : keys.get(plain(name));
        return key != null ? OptionalLong.of(key) : any ? OptionalLong.of(Long.MAX_VALUE) : OptionalLong.empty();
    }

    /** What to tell who used a name that has no key. */
    String unknown(String name) {
        if (ambiguous.contains(plain(name))) {
            return "several collections are called '" + name + "': give the key of one, /api/collections lists them";
        }
        String known = spellings.isEmpty()
                ? "there are none yet"
                : Spelling.nearest(plain(name), spellings.keySet())
                        .map(nearest -> "the nearest is '" + spellings.getOrDefault(nearest, nearest) + "'")
                        .stream()
                        .collect(Collectors.joining());
        return "there is no collection '" + name + "' (" + known
                + "): name one that exists, or describe it under 'collections'";
    }

    private static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
