package tv.exstream.server.collection;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import tv.exstream.server.library.MediaItem;
import tv.exstream.server.library.MediaKind;

/**
 * Which items of the library belong to a collection. Values; evaluation is pure. Stored as JSON and part of the API:
 * the names below are fixed.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = CollectionRule.Everything.class, name = "everything"),
    @JsonSubTypes.Type(value = CollectionRule.Show.class, name = "show"),
    @JsonSubTypes.Type(value = CollectionRule.Movies.class, name = "movies"),
    @JsonSubTypes.Type(value = CollectionRule.Music.class, name = "music"),
    @JsonSubTypes.Type(value = CollectionRule.Folder.class, name = "folder"),
    @JsonSubTypes.Type(value = CollectionRule.Manual.class, name = "manual")
})
public sealed interface CollectionRule {
    /** The items of {@code library} that belong, in its order. */
    default List<MediaItem> select(List<MediaItem> library) {
        return library.stream().filter(test()).toList();
    }

    /** Whether an item belongs. */
    Predicate<MediaItem> test();

    /** All there is. */
    record Everything() implements CollectionRule {
        @Override
        public Predicate<MediaItem> test() {
            return item -> true;
        }
    }

    /**
     * All episodes of a show.
     *
     * @param show its name, in any case
     */
    record Show(String show) implements CollectionRule {
        public Show {
            requireText("show", show);
        }

        @Override
        public Predicate<MediaItem> test() {
            return item -> item.kind() == MediaKind.EPISODE
                    && item.show().filter(show::equalsIgnoreCase).isPresent();
        }
    }

    /**
     * Movies, narrowed by what is given.
     *
     * @param decade its first year, e.g. 1990
     * @param genre  in any case
     */
    record Movies(Optional<Integer> decade, Optional<String> genre) implements CollectionRule {
        public Movies {
            decade.filter(year -> year < 1870 || year > 2200 || year % 10 != 0).ifPresent(year -> {
                throw new IllegalArgumentException("decade " + year + " is not the first year of a decade, as 1990 is");
            });
            genre.ifPresent(text -> requireText("genre", text));
        }

        @Override
        public Predicate<MediaItem> test() {
            return item -> item.kind() == MediaKind.MOVIE
                    && decade.map(first -> item.year().orElse(0) / 10 * 10 == first)
                            .orElse(true)
                    && genre.map(wanted -> item.genres().stream().anyMatch(wanted::equalsIgnoreCase))
                            .orElse(true);
        }
    }

    /** Sound without a picture. */
    record Music() implements CollectionRule {
        @Override
        public Predicate<MediaItem> test() {
            return item -> item.kind() == MediaKind.MUSIC;
        }
    }

    /**
     * Loose clips that lie directly in one folder.
     *
     * @param library the library folder's key
     * @param folder  its absolute path
     */
    record Folder(long library, String folder) implements CollectionRule {
        public Folder {
            requireText("folder", folder);
        }

        @Override
        public Predicate<MediaItem> test() {
            Path wanted = Path.of(folder);
            return item -> item.kind() == MediaKind.OTHER
                    && item.folderId() == library
                    && wanted.equals(item.path().getParent());
        }
    }

    /**
     * A list by hand.
     *
     * @param media keys of the items
     */
    record Manual(List<Long> media) implements CollectionRule {
        public Manual {
            media = List.copyOf(media);
            if (media.isEmpty()) {
                throw new IllegalArgumentException("a manual collection needs at least one media id");
            }
        }

        @Override
        public Predicate<MediaItem> test() {
            Set<Long> wanted = new HashSet<>(media);
            return item -> wanted.contains(item.id());
        }
    }

    private static void requireText(String name, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(name + " is blank");
        }
    }

    /** A short name for lists, e.g. {@code show Dexter's Laboratory}. */
    default String describe() {
        return switch (this) {
            case Everything all -> "everything";
            case Show rule -> "show " + rule.show;
            case Movies rule ->
                "movies" + rule.decade.map(y -> " of the " + y + "s").orElse("")
                        + rule.genre.map(g -> ", " + g.toLowerCase(Locale.ROOT)).orElse("");
            case Music music -> "music";
            case Folder rule -> "clips in " + rule.folder;
            case Manual rule -> rule.media.size() + " chosen items";
        };
    }
}
