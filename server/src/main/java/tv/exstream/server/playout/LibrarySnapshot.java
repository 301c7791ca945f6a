package tv.exstream.server.playout;

import java.net.URI;
import java.net.URISyntaxException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import tv.exstream.engine.MediaSource;
import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.collection.CollectionService;
import tv.exstream.server.collection.MediaCollection;
import tv.exstream.server.library.MediaCatalog;
import tv.exstream.server.library.MediaItem;
import tv.exstream.server.schedule.draw.Airable;
import tv.exstream.server.schedule.draw.ScheduleLibrary;
import tv.exstream.server.schedule.item.ChannelRef;
import tv.exstream.server.schedule.item.Content;
import tv.exstream.server.schedule.sequential.ContentName;

/**
 * The library as it is at one moment, the way schedules see it. What a collection holds is found when it is first asked
 * for, and found again when its rule is another. Not thread-safe.
 */
final class LibrarySnapshot implements ScheduleLibrary {
    private final CollectionService collections;
    private final Map<Long, CollectionRule> more;
    private final Function<ChannelRef, OptionalLong> channels;
    private final MediaCatalog catalog;
    private final List<MediaItem> media;
    private final Instant now;
    private final Map<Long, MediaItem> byId;
    private final NamedContent named;
    private final Map<Long, Airable> airables = new HashMap<>();
    private final Map<Long, byte[]> itemDigests = new HashMap<>();
    private final Map<Long, byte[]> blackDigests = new HashMap<>();
    private final Map<CollectionRule, List<Airable>> selected = new HashMap<>();
    private final Map<Long, List<Airable>> byName = new HashMap<>();
    private final Map<CollectionRule, Optional<Instant>> ends = new HashMap<>();
    private final Map<Digested, String> digests = new HashMap<>();

    private record Digested(CollectionRule rule, boolean blacks) {}

    /**
     * @param channels finds a channel's key
     * @param now      the moment at which rules count that go by the clock
     * @param more     collections that exist for this snapshot only, by key
     */
    LibrarySnapshot(
            CollectionService collections,
            Function<ChannelRef, OptionalLong> channels,
            MediaCatalog catalog,
            Instant now,
            Map<Long, CollectionRule> more) {
        this.channels = channels;
        this.now = now;
        this.collections = collections;
        this.catalog = catalog;
        this.media = catalog.items();
        this.more = Map.copyOf(more);
        this.named = new NamedContent(collections::called);
        this.byId = media.stream().collect(Collectors.toMap(MediaItem::id, item -> item));
    }

    @Override
    public OptionalLong find(ContentName name) {
        return named.find(name);
    }

    @Override
    public OptionalLong channel(ChannelRef channel) {
        return channels.apply(channel);
    }

    @Override
    public List<Airable> items(long collectionId) {
        return rule(collectionId).map(this::select).orElseGet(() -> named(collectionId));
    }

    private Optional<CollectionRule> rule(long collectionId) {
        return Optional.ofNullable(more.get(collectionId))
                .or(() -> collections.collection(collectionId).map(MediaCollection::rule))
                .map(rule -> rule.at(now));
    }

    /** Whether by then the clock has changed what belongs to some collection. */
    boolean agedBy(Instant moment) {
        return collections.collections().stream()
                .map(MediaCollection::rule)
                .map(rule -> ends.computeIfAbsent(rule, wanted -> wanted.lastUntil(media, now)))
                .anyMatch(end -> end.filter(moment::isAfter).isPresent());
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
        return airables.computeIfAbsent(item.id(), id -> MediaFacets.airable(item, catalog.details(id)));
    }

    /** What the engine opens; empty while off air, and for media that has left the library. */
    Optional<MediaSource> source(Content content) {
        return switch (content) {
            case Content.Media shown ->
                Optional.ofNullable(byId.get(shown.mediaId())).map(item -> new MediaSource.File(item.path()));
            case Content.Rendered shown ->
                Optional.of(new MediaSource.Synthetic(shown.videoGraph(), shown.audioGraph()));
            case Content.Stream shown -> url(shown);
            // What another channel shows has its own source there.
            case Content.Relay relay -> Optional.empty();
            case Content.Offline none -> Optional.empty();
        };
    }

    /** Empty for an address that only looks like one. */
    private static Optional<MediaSource> url(Content.Stream stream) {
        try {
            return Optional.of(new MediaSource.Url(new URI(stream.address())));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
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
