package tv.exstream.server.portable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonMappingException;

import tv.exstream.server.config.Spelling;

/** What the names in a document mean while it is read. Used for one document. */
final class ReadNames {
    private final Map<String, Long> collections = new LinkedHashMap<>();
    private final Map<String, String> collectionSpellings = new HashMap<>();
    private final Map<String, String> scheduleSpellings = new LinkedHashMap<>();
    private final Map<String, Long> media = new LinkedHashMap<>();
    private final Set<String> declared = new HashSet<>();

    /** @param head of the same document */
    ReadNames(DocumentHead head) {
        Set<Long> taken = new HashSet<>();
        head.namedCollections().forEach(collection -> collection.key().ifPresent(taken::add));
        long free = 1;
        for (DocumentHead.Named collection : head.namedCollections()) {
            while (taken.contains(free)) {
                free++;
            }
            long key = collection.key().orElse(free);
            taken.add(key);
            collection.name().ifPresent(name -> {
                collections.putIfAbsent(PortableDocument.plain(name), key);
                collectionSpellings.putIfAbsent(PortableDocument.plain(name), name);
            });
        }
        head.namedSchedules()
                .forEach(schedule -> schedule.name()
                        .ifPresent(name -> scheduleSpellings.putIfAbsent(PortableDocument.plain(name), name)));
        head.describedMedia().forEach(one -> one.reference().ifPresent(this::media));
    }

    /** The key of a collection of the document. */
    long collection(JsonParser in, String name) throws JsonMappingException {
        Long key = collections.get(PortableDocument.plain(name));
        if (key == null) {
            throw fault(
                    in,
                    "there is no collection '" + name + "' in this document" + nearest(name, collectionSpellings)
                            + ": describe it under 'collections'");
        }
        return key;
    }

    long collection(String name) {
        return collections.getOrDefault(PortableDocument.plain(name), 0L);
    }

    /** The key of an item, a new one for what was not named before. */
    long media(String reference) {
        return media.computeIfAbsent(reference, unused -> media.size() + 1L);
    }

    /** Keys of all that was named, by its reference, in the order of keys. */
    Map<String, Long> media() {
        return media;
    }

    /** A schedule of the document, as it is written there. */
    String schedule(JsonParser in, String name) throws JsonMappingException {
        String spelling = scheduleSpellings.get(PortableDocument.plain(name));
        if (spelling == null) {
            throw fault(
                    in,
                    "there is no schedule '" + name + "' in this document" + nearest(name, scheduleSpellings)
                            + ": describe it under 'schedules'");
        }
        return spelling;
    }

    /** Refuses what is declared for the second time. */
    void declare(JsonParser in, String what, String name) throws JsonMappingException {
        if (!declared.add(what + " " + PortableDocument.plain(name))) {
            throw fault(in, "there are two " + what + "s '" + name + "': give each its own");
        }
    }

    static JsonMappingException fault(JsonParser in, String message) {
        return new JsonMappingException(in, message, new IllegalArgumentException(message));
    }

    private static String nearest(String name, Map<String, String> known) {
        return Spelling.nearest(PortableDocument.plain(name), known.keySet())
                .map(plain -> " (the nearest is '" + known.getOrDefault(plain, plain) + "')")
                .orElse("");
    }
}
