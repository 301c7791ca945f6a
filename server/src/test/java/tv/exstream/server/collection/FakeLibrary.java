package tv.exstream.server.collection;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import tv.exstream.engine.BlackSpan;
import tv.exstream.server.library.EmbeddedMetadata;
import tv.exstream.server.library.MediaCatalog;
import tv.exstream.server.library.MediaDetails;
import tv.exstream.server.library.MediaItem;
import tv.exstream.server.library.MediaKind;

/** A library by hand. Ids count up from 1. */
public final class FakeLibrary implements MediaCatalog {
    private volatile List<MediaItem> items = List.of();
    private final Map<Long, MediaItem> byId = new ConcurrentHashMap<>();
    private final Map<Long, MediaDetails> details = new ConcurrentHashMap<>();
    private long newest;
    private final AtomicLong revision = new AtomicLong();

    @Override
    public List<MediaItem> items() {
        return items;
    }

    @Override
    public Optional<MediaItem> item(long id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public MediaDetails details(long id) {
        return details.getOrDefault(id, MediaDetails.NONE);
    }

    /** Says more about an item. */
    public void describe(long id, MediaDetails more) {
        details.put(id, more);
        revision.incrementAndGet();
    }

    @Override
    public long revision() {
        return revision.get();
    }

    public long episode(String show, int season, int episode, Duration length) {
        // A path of ASCII: tests run in any locale.
        String file = "show " + Integer.toHexString(show.hashCode()) + "/s" + season + "e" + episode + ".mkv";
        return add(
                file,
                MediaKind.EPISODE,
                "Episode " + episode,
                Optional.of(show),
                OptionalInt.of(season),
                OptionalInt.of(episode),
                OptionalInt.empty(),
                List.of(),
                length);
    }

    /** Gives an item what its file says of itself. */
    public void embed(long id, EmbeddedMetadata embedded) {
        replaceAll(items.stream()
                .map(item -> item.id() == id ? with(item, embedded) : item)
                .toList());
    }

    /** When an item was first seen; the epoch unless this says another moment. */
    public void added(long id, Instant moment) {
        replaceAll(items.stream()
                .map(item -> item.id() == id ? with(item, moment, item.embedded(), item.blacks()) : item)
                .toList());
    }

    /** Says where items are black, of all of them at once. */
    public void blacken(Map<Long, List<BlackSpan>> spans) {
        replaceAll(items.stream()
                .map(item -> with(item, item.addedAt(), item.embedded(), spans.getOrDefault(item.id(), item.blacks())))
                .toList());
    }

    private static MediaItem with(MediaItem item, EmbeddedMetadata embedded) {
        return with(item, item.addedAt(), embedded, item.blacks());
    }

    private static MediaItem with(MediaItem item, Instant added, EmbeddedMetadata embedded, List<BlackSpan> blacks) {
        return new MediaItem(
                item.id(),
                item.folderId(),
                item.path(),
                item.kind(),
                item.title(),
                item.show(),
                item.season(),
                item.episode(),
                item.episodeEnd(),
                item.year(),
                item.genres(),
                item.description(),
                item.duration(),
                item.hasVideo(),
                item.hasAudio(),
                added,
                embedded,
                blacks);
    }

    public long movie(String title, int year, List<String> genres, Duration length) {
        return add(
                "movies/" + (newest + 1) + ".mkv",
                MediaKind.MOVIE,
                title,
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.of(year),
                genres,
                length);
    }

    public long clip(String file, Duration length) {
        return add(
                file,
                MediaKind.OTHER,
                file.substring(file.lastIndexOf('/') + 1),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                List.of(),
                length);
    }

    public long track(String title, Duration length) {
        return add(
                "music/" + title + ".flac",
                MediaKind.MUSIC,
                title,
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                List.of(),
                length);
    }

    public void remove(long id) {
        items = items.stream().filter(item -> item.id() != id).toList();
        byId.remove(id);
        revision.incrementAndGet();
    }

    public void replaceAll(List<MediaItem> newItems) {
        items = List.copyOf(newItems);
        byId.clear();
        items.forEach(item -> byId.put(item.id(), item));
        revision.incrementAndGet();
    }

    private long add(
            String file,
            MediaKind kind,
            String title,
            Optional<String> show,
            OptionalInt season,
            OptionalInt episode,
            OptionalInt year,
            List<String> genres,
            Duration length) {
        List<MediaItem> more = new ArrayList<>(items);
        more.add(new MediaItem(
                ++newest,
                1,
                Path.of("/media").resolve(file),
                kind,
                title,
                show,
                season,
                episode,
                OptionalInt.empty(),
                year,
                genres,
                Optional.empty(),
                length,
                kind != MediaKind.MUSIC,
                true,
                Instant.EPOCH));
        items = List.copyOf(more);
        byId.put(newest, more.getLast());
        revision.incrementAndGet();
        return newest;
    }
}
