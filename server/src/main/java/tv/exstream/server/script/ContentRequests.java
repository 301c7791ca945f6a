package tv.exstream.server.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import tv.exstream.server.config.Spelling;
import tv.exstream.server.schedule.definition.SequentialWords;
import tv.exstream.server.schedule.sequential.ContentDefinition;
import tv.exstream.server.schedule.sequential.ContentDefinition.Source;
import tv.exstream.server.schedule.sequential.ContentName;
import tv.exstream.server.schedule.sequential.Place;

/** What a script says to make content known by a key. An order that is absent is shuffle. */
public final class ContentRequests {
    private ContentRequests() {}

    /** @param collection the name of any sort of collection */
    public record ContentCollection(String key, String collection, Optional<String> order) {
        ContentDefinition definition() {
            return from(key, new ContentName.Collection(collection), order);
        }
    }

    /** @param multiCollection the name of any sort of collection */
    public record ContentMultiCollection(String key, String multiCollection, Optional<String> order) {
        ContentDefinition definition() {
            return from(key, new ContentName.Collection(multiCollection), order);
        }
    }

    /** @param smartCollection the name of any sort of collection */
    public record ContentSmartCollection(String key, String smartCollection, Optional<String> order) {
        ContentDefinition definition() {
            return from(key, new ContentName.Collection(smartCollection), order);
        }
    }

    public record ContentSearch(String key, String query, Optional<String> order) {
        ContentDefinition definition() {
            return from(key, new ContentName.Search(query), order);
        }
    }

    /**
     * @param title what the library calls the show
     * @param guids identifiers by their sources; one of both is needed
     */
    public record ContentShow(
            String key, Optional<String> title, Optional<Map<String, String>> guids, Optional<String> order) {
        ContentDefinition definition() {
            List<ContentName.Guid> known = new ArrayList<>();
            guids.orElse(Map.of()).forEach((source, value) -> known.add(new ContentName.Guid(source, value)));
            return from(key, new ContentName.Show(title, known), order);
        }
    }

    public record ContentPlaylist(String key, String playlist, Optional<String> playlistGroup) {
        ContentDefinition definition() {
            return from(key, new ContentName.Playlist(playlist, playlistGroup), Optional.of("custom"));
        }
    }

    /** A playlist of contents that are known. */
    public record ContentCreatePlaylist(String key, List<PlaylistItem> items) {
        ContentDefinition definition() {
            if (items.isEmpty()) {
                throw new IllegalArgumentException("a playlist needs at least one of 'items'");
            }
            return ContentRequests.definition(
                    key,
                    new Source.Items(items.stream()
                            .map(item -> new ContentDefinition.Entry(item.content(), Optional.of(item.count())))
                            .toList()));
        }
    }

    public record PlaylistItem(String content, int count) {
        public PlaylistItem {
            if (count < 1 || count > 10_000) {
                throw new IllegalArgumentException("a playlist item of " + count + ": give a count of 1 to 10000");
            }
        }
    }

    /**
     * @param groupBy      show, season, artist, album, director or collection
     * @param itemOrder    chronological or shuffle; absent: shuffle
     * @param guids        identifiers of shows by their sources
     * @param shows        titles
     * @param playAllItems all of a group before the next one
     */
    public record ContentMarathon(
            String key,
            String groupBy,
            Optional<String> itemOrder,
            Optional<Map<String, List<String>>> guids,
            Optional<List<String>> shows,
            Optional<List<String>> searches,
            Optional<List<String>> collections,
            Optional<Boolean> playAllItems,
            Optional<Boolean> shuffleGroups) {
        ContentDefinition definition() {
            List<ContentName> of = new ArrayList<>();
            guids.orElse(Map.of())
                    .forEach((source, values) -> values.forEach(value -> of.add(
                            new ContentName.Show(Optional.empty(), List.of(new ContentName.Guid(source, value))))));
            shows.orElse(List.of()).forEach(title -> of.add(new ContentName.Show(Optional.of(title), List.of())));
            searches.orElse(List.of()).forEach(query -> of.add(new ContentName.Search(query)));
            collections.orElse(List.of()).forEach(name -> of.add(new ContentName.Collection(name)));
            if (of.isEmpty()) {
                throw new IllegalArgumentException("a marathon needs guids, shows, searches or collections");
            }
            return ContentRequests.definition(
                    key,
                    new Source.Marathon(
                            of,
                            choice("groupBy", groupBy, SequentialWords.VOCABULARY.groups()),
                            choice("itemOrder", itemOrder.orElse("shuffle"), Set.of("chronological", "shuffle"))
                                    .equals("shuffle"),
                            shuffleGroups.orElse(false),
                            playAllItems.orElse(false)));
        }
    }

    private static ContentDefinition from(String key, ContentName name, Optional<String> order) {
        return definition(
                key,
                new Source.From(name, choice("order", order.orElse("shuffle"), SequentialWords.VOCABULARY.orders())));
    }

    private static ContentDefinition definition(String key, Source source) {
        if (key.isBlank()) {
            throw new IllegalArgumentException("'key' is blank: give the content a name");
        }
        return new ContentDefinition(Place.NOWHERE, key, source);
    }

    private static String choice(String property, String text, Set<String> choices) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (!choices.contains(lower)) {
            throw new IllegalArgumentException("'" + property + "' is '" + text + "': use one of "
                    + String.join(", ", choices.stream().sorted().toList()) + "; did you mean '"
                    + Spelling.nearest(lower, choices).orElse("nothing") + "'?");
        }
        return lower;
    }
}
