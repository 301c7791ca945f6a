package tv.exstream.server.playout;

import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import tv.exstream.engine.MediaSource;
import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.collection.CollectionService;
import tv.exstream.server.collection.MediaCollection;
import tv.exstream.server.library.MediaItem;
import tv.exstream.server.schedule.draw.Airable;
import tv.exstream.server.schedule.draw.ScheduleLibrary;
import tv.exstream.server.schedule.item.Content;
import tv.exstream.server.schedule.sequential.ContentName;

/**
 * The library as it is at one moment, the way schedules see it. What a collection holds is found when it is first asked
 * for, and found again when its rule is another. Not thread-safe.
 */
final class LibrarySnapshot implements ScheduleLibrary {
    private final CollectionService collections;
    private final Map<Long, CollectionRule> more;
    private final List<MediaItem> media;
    private final Map<Long, MediaItem> byId;
    private final NamedContent named;
    private final Map<Long, Airable> airables = new HashMap<>();
    private final Map<Long, byte[]> itemDigests = new HashMap<>();
    private final Map<Long, byte[]> blackDigests = new HashMap<>();
    private final Map<CollectionRule, List<Airable>> selected = new HashMap<>();
    private final Map<Long, List<Airable>> byName = new HashMap<>();
    private final Map<Digested, String> digests = new HashMap<>();

    private record Digested(CollectionRule rule, boolean blacks) {}

    LibrarySnapshot(CollectionService collections, List<MediaItem> media) {
        this(collections, media, Map.of());
    }

    /** @param more collections that exist for this snapshot only, by key */
    LibrarySnapshot(CollectionService collections, List<MediaItem> media, Map<Long, CollectionRule> more) {
        this.collections = collections;
        this.media = media;
        this.more = Map.copyOf(more);
        this.named = new NamedContent(collections::collections);
        this.byId = media.stream().collect(Collectors.toMap(MediaItem::id, item -> item));
    }

    @Override
    public OptionalLong find(ContentName name) {
        return named.find(name);
    }

    @Override
    public List<Airable> items(long collectionId) {
        return rule(collectionId).map(this::select).orElseGet(() -> named(collectionId));
    }

    private Optional<CollectionRule> rule(long collectionId) {
        return Optional.ofNullable(more.get(collectionId))
                .or(() -> collections.collection(collectionId).map(MediaCollection::rule));
    }

    private List<Airable> named(long key) {
        return byName.computeIfAbsent(
                key,
                wanted -> named.rule(wanted)
                        .map(rule ->
                                media.stream().filter(rule).map(this::airable).toList())
                        .orElse(List.of()));
    }

    @Override
    public Optional<Airable> item(long mediaId) {
        return Optional.ofNullable(byId.get(mediaId)).map(this::airable);
    }

    private List<Airable> select(CollectionRule rule) {
        return selected.computeIfAbsent(rule, wanted -> {
            Stream<Airable> there = wanted.select(media).stream().map(this::airable);
            Stream<Airable> gone = wanted instanceof CollectionRule.Manual manual
                    ? manual.media().stream()
                            .distinct()
                            .filter(id -> !byId.containsKey(id))
                            .map(MediaFacets::missing)
                    : Stream.empty();
            return Stream.concat(there, gone).toList();
        });
    }

    private Airable airable(MediaItem item) {
        return airables.computeIfAbsent(item.id(), id -> MediaFacets.airable(item));
    }

    /** What the engine opens; empty while off air, and for media that has left the library. */
    Optional<MediaSource> source(Content content) {
        return switch (content) {
            case Content.Media shown ->
                Optional.ofNullable(byId.get(shown.mediaId())).map(item -> new MediaSource.File(item.path()));
            case Content.Rendered shown ->
                Optional.of(new MediaSource.Synthetic(shown.videoGraph(), shown.audioGraph()));
            case Content.Offline none -> Optional.empty();
        };
    }

    /**
     * Differs when, and only when, what a collection holds does: its items, what is known of them, and their order.
     *
     * @param blacks whether it matters where their pictures are black
     */
    String digest(long collectionId, boolean blacks) {
        return rule(collectionId)
                .map(rule -> {
                    // Not computeIfAbsent: what it holds is found on the way.
                    Digested key = new Digested(rule, blacks);
                    String known = digests.get(key);
                    String digest = known == null ? digest(select(rule), blacks) : known;
                    digests.put(key, digest);
                    return digest;
                })
                .orElseGet(() -> digest(named(collectionId), blacks));
    }

    private String digest(List<Airable> items, boolean blacks) {
        MessageDigest all = Fingerprint.sha256();
        MessageDigest one = Fingerprint.sha256();
        for (Airable item : items) {
            boolean black = blacks && !item.facets().blacks().isEmpty();
            all.update((black ? blackDigests : itemDigests).computeIfAbsent(item.mediaId(), id -> {
                Fingerprint.add(one, (black ? item : item.withoutBlacks()).toString());
                Fingerprint.add(one, source(new Content.Media(id)).toString());
                return one.digest();
            }));
        }
        return Fingerprint.hex(all);
    }
}
