package tv.exstream.server.portable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a document calls what it refers to, while it is written. Immutable. */
final class WrittenNames {
    private final Map<Long, String> collections = new HashMap<>();
    private final Map<Long, String> media = new HashMap<>();

    WrittenNames(PortableDocument document) {
        document.collections().forEach(collection -> collections.put(collection.key(), collection.name()));
        Set<String> taken = new HashSet<>();
        for (PortableMedia one : document.media()) {
            one.path().ifPresent(path -> {
                taken.add(path);
                media.put(one.key(), path);
            });
        }
        for (PortableMedia one : document.media()) {
            if (one.path().isEmpty()) {
                String name = one.describe();
                for (int copy = 2; !taken.add(name); copy++) {
                    name = one.describe() + " #" + copy;
                }
                media.put(one.key(), name);
            }
        }
    }

    String collection(long key) {
        return Optional.ofNullable(collections.get(key))
                .orElseThrow(() -> new IllegalArgumentException("the document has no collection " + key));
    }

    /** The path, or a name that no other has. */
    String media(long key) {
        return Optional.ofNullable(media.get(key))
                .orElseThrow(() -> new IllegalArgumentException("the document has no media " + key));
    }
}
