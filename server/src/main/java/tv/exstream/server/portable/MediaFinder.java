package tv.exstream.server.portable;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import tv.exstream.server.library.MediaItem;

/**
 * Finds the media of a document in a library: by path, or else by show, season and episode, or else by title and year.
 * Where several items share these, the one is meant that lasts as long, or the first of the library. Immutable.
 */
final class MediaFinder {
    /** Lengths of one programme from two sources differ by less. */
    private static final Duration ALIKE = Duration.ofMinutes(5);

    private final List<PathMapping> mappings;
    private final Map<String, MediaItem> byPath = new HashMap<>();
    private final Map<String, List<MediaItem>> byWords = new HashMap<>();

    MediaFinder(List<MediaItem> library, List<PathMapping> mappings) {
        this.mappings = List.copyOf(mappings);
        for (MediaItem item : library) {
            byPath.put(item.path().toString(), item);
            words(item)
                    .forEach(words -> byWords.merge(
                            words,
                            List.of(item),
                            (some, more) ->
                                    Stream.concat(some.stream(), more.stream()).toList()));
        }
    }

    /** What a path of the document is here. */
    String path(String path) {
        return PathMapping.apply(mappings, path);
    }

    Optional<MediaItem> find(PortableMedia wanted) {
        return wanted.path()
                .map(path -> byPath.get(path(path)))
                .or(() -> words(wanted).flatMap(words -> best(byWords.getOrDefault(words, List.of()), wanted)));
    }

    private static Optional<MediaItem> best(List<MediaItem> candidates, PortableMedia wanted) {
        if (wanted.duration().isEmpty()) {
            return candidates.stream().findFirst();
        }
        Duration length = wanted.duration().get();
        Optional<MediaItem> nearest = candidates.stream()
                .min(Comparator.comparing(item -> item.duration().minus(length).abs()));
        // A film of that name which lasts half as long is another one.
        return nearest.filter(item ->
                item.show().isPresent() || item.duration().minus(length).abs().compareTo(ALIKE) <= 0);
    }

    private static Stream<String> words(MediaItem item) {
        if (item.show().isPresent() && item.episode().isPresent()) {
            return Stream.of(episode(
                    item.show().get(), item.season().orElse(1), item.episode().getAsInt()));
        }
        String title = plain(item.title());
        return item.year().isPresent()
                ? Stream.of(title, title + " " + item.year().getAsInt())
                : Stream.of(title);
    }

    private static Optional<String> words(PortableMedia wanted) {
        if (wanted.show().isPresent()) {
            return wanted.episode()
                    .map(episode -> episode(wanted.show().get(), wanted.season().orElse(1), episode));
        }
        return wanted.title()
                .map(title ->
                        plain(title) + wanted.year().map(year -> " " + year).orElse(""));
    }

    private static String episode(String show, int season, int episode) {
        return plain(show) + " s" + season + "e" + episode;
    }

    /** Letters and digits: products write titles with other signs. */
    private static String plain(String title) {
        return title.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip();
    }
}
