package tv.exstream.server.playout;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import tv.exstream.engine.MediaSource;
import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.collection.CollectionService;
import tv.exstream.server.collection.MediaCollection;
import tv.exstream.server.library.MediaCatalog;
import tv.exstream.server.library.MediaItem;
import tv.exstream.server.library.MediaKind;
import tv.exstream.server.schedule.Airable;
import tv.exstream.server.schedule.Content;
import tv.exstream.server.schedule.OrderKey;
import tv.exstream.server.schedule.ScheduleLibrary;
import tv.exstream.server.schedule.sequential.ContentName;

/** Library and collections as they are at one moment, the way schedules see them. Not thread-safe; lives for one build. */
final class LibrarySnapshot implements ScheduleLibrary {
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    private final CollectionService collections;
    private final Map<Long, CollectionRule> more;
    private final List<MediaItem> media;
    private final Map<Long, MediaItem> byId;
    private final NamedContent named;
    private final Map<Long, List<Airable>> evaluated = new HashMap<>();

    LibrarySnapshot(CollectionService collections, MediaCatalog catalog) {
        this(collections, catalog, Map.of());
    }

    /** @param more collections that exist for this snapshot only, by key */
    LibrarySnapshot(CollectionService collections, MediaCatalog catalog, Map<Long, CollectionRule> more) {
        this.collections = collections;
        this.more = Map.copyOf(more);
        this.media = catalog.items();
        this.named = new NamedContent(collections.collections());
        this.byId = media.stream().collect(Collectors.toMap(MediaItem::id, item -> item));
    }

    @Override
    public OptionalLong find(ContentName name) {
        return named.find(name);
    }

    @Override
    public List<Airable> items(long collectionId) {
        return evaluated.computeIfAbsent(
                collectionId,
                id -> named.rule(id)
                        .map(rule -> media.stream()
                                .filter(rule)
                                .map(LibrarySnapshot::airable)
                                .toList())
                        .orElseGet(() -> Optional.ofNullable(more.get(id))
                                .or(() -> collections.collection(id).map(MediaCollection::rule))
                                .map(rule -> rule.select(media).stream()
                                        .map(LibrarySnapshot::airable)
                                        .toList())
                                .orElse(List.of())));
    }

    @Override
    public Optional<Airable> item(long mediaId) {
        return Optional.ofNullable(byId.get(mediaId)).map(LibrarySnapshot::airable);
    }

    Optional<MediaSource> source(Content content) {
        return switch (content) {
            case Content.Media shown ->
                Optional.ofNullable(byId.get(shown.mediaId())).map(item -> new MediaSource.File(item.path()));
            case Content.Rendered shown ->
                Optional.of(new MediaSource.Synthetic(shown.videoGraph(), shown.audioGraph()));
            case Content.Offline none -> Optional.empty();
        };
    }

    private static Airable airable(MediaItem item) {
        String title = item.show()
                .filter(show -> item.kind() == MediaKind.EPISODE && !show.isBlank())
                .orElse(item.title());
        return new Airable(item.id(), title, item.duration(), true, key(item));
    }

    private static OrderKey key(MediaItem item) {
        if (item.kind() == MediaKind.EPISODE) {
            // Specials come last; what has no number is ordered by its file name, which is where a date would stand.
            int season = item.season().orElse(1);
            return OrderKey.chronological(
                    item.show().orElse("").toLowerCase(Locale.ROOT),
                    season == 0 ? Integer.MAX_VALUE : season,
                    item.episode().orElse(Integer.MAX_VALUE),
                    natural(item.path().toString()),
                    item.id());
        }
        return OrderKey.chronological("", item.year().orElse(0), 0, natural(item.title()), item.id());
    }

    /** Sorts "clip 2" before "clip 10": every number is written with the same count of digits. */
    static String natural(String text) {
        return DIGITS.matcher(text.toLowerCase(Locale.ROOT))
                .replaceAll(match -> "0".repeat(Math.max(0, 12 - match.group().length())) + match.group());
    }
}
