package tv.exstream.server.portable;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.library.MediaItem;

/** What the media and folders of a document are in this library. */
final class FoundMedia {
    private final Map<Long, Long> keys = new HashMap<>();
    private final Map<Long, String> names = new HashMap<>();
    private final MediaFinder finder;
    private final Map<Long, Path> folders;
    private final Remarks remarks;

    /** @param folders the library's, by their keys */
    FoundMedia(PortableDocument document, MediaFinder finder, Map<Long, Path> folders, Remarks remarks) {
        this.finder = finder;
        this.folders = Map.copyOf(folders);
        this.remarks = remarks;
        for (PortableMedia one : document.media()) {
            names.put(
                    one.key(),
                    one.describe() + one.path().map(path -> " (" + path + ")").orElse(""));
            finder.find(one).map(MediaItem::id).ifPresent(id -> keys.put(one.key(), id));
        }
    }

    /** The library's key; empty, and a remark made, where it has no such item. */
    Optional<Long> key(String of, long key) {
        Optional<Long> found = Optional.ofNullable(keys.get(key));
        if (found.isEmpty()) {
            remarks.add(of + ": " + names.getOrDefault(key, "media " + key)
                    + " is not in the library: it is left out; add its folder, or map its path with FROM=TO, and"
                    + " import again with 'replace'");
        }
        return found;
    }

    /** A rule of this library. */
    CollectionRule rule(PortableCollection collection) {
        String of = "collection '" + collection.name() + "'";
        return RuleKeys.apply(collection.rule(), new RuleKeys.Keys() {
            @Override
            public Optional<Long> media(long key) {
                return key(of, key);
            }

            @Override
            public CollectionRule.Folder folder(CollectionRule.Folder rule) {
                String path = finder.path(rule.folder());
                Optional<Long> library = library(path);
                if (library.isEmpty()) {
                    remarks.add(of + ": " + path + " is in no folder of the library: it is empty until it is imported"
                            + " again with 'replace' after the folder was added");
                }
                return new CollectionRule.Folder(library.orElse(0L), path);
            }
        });
    }

    private Optional<Long> library(String folder) {
        try {
            Path path = Path.of(folder);
            return folders.entrySet().stream()
                    .filter(library -> path.startsWith(library.getValue()))
                    .map(Map.Entry::getKey)
                    .findFirst();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
