package tv.exstream.server.portable.from.ersatztv;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tv.exstream.server.portable.from.draft.ForeignDatabase;
import tv.exstream.server.portable.from.draft.MediaFacts;
import tv.exstream.server.portable.from.draft.PathMap;
import tv.exstream.server.portable.from.draft.Row;

/** What ErsatzTV's database knows of media. Immutable once made. */
final class MediaLibrary {
    /** Tables of what can be played; metadata and versions of media name them in their columns. */
    private static final List<String> KINDS =
            List.of("Movie", "Episode", "MusicVideo", "OtherVideo", "Song", "Image", "RemoteStream");

    /** @param title of the item itself */
    private record Item(String kind, Optional<String> title, Optional<Integer> year, Optional<Integer> number) {}

    /** @param number of a season */
    record Season(long show, int number) {}

    record Show(String title, Optional<Integer> year) {}

    private final Map<Long, Show> shows = new HashMap<>();
    private final Map<Long, Season> seasons = new HashMap<>();
    private final Map<Long, String> artists = new HashMap<>();
    private final Map<Long, Item> items = new HashMap<>();
    private final Map<Long, Long> seasonOf = new HashMap<>();
    private final Map<Long, Long> artistOf = new HashMap<>();
    private final Map<Long, String> paths = new HashMap<>();
    private final Map<Long, Duration> durations = new HashMap<>();

    MediaLibrary(ForeignDatabase database) {
        database.each("Show", row -> shows.put(key(row, "Id"), new Show("?", Optional.empty())), "Id");
        metadata(
                database,
                "ShowMetadata",
                "ShowId",
                (id, row) -> shows.replace(id, new Show(row.text("Title").orElse("?"), year(row))));
        database.each(
                "Season",
                row -> seasons.put(key(row, "Id"), new Season(key(row, "ShowId"), row.number("SeasonNumber", 0))),
                "Id",
                "ShowId",
                "SeasonNumber");
        database.each("Artist", row -> artists.put(key(row, "Id"), "?"), "Id");
        metadata(
                database,
                "ArtistMetadata",
                "ArtistId",
                (id, row) -> artists.replace(id, row.text("Title").orElse("?")));
        KINDS.forEach(kind -> kind(database, kind));
        files(database);
    }

    /** Is told of a row of metadata and the item that it belongs to. */
    @FunctionalInterface
    private interface MetadataReader {
        void read(long item, Row row);
    }

    private static void metadata(ForeignDatabase database, String table, String owner, MetadataReader reader) {
        database.each(
                table,
                row -> row.number(owner).ifPresent(id -> reader.read(id, row)),
                owner,
                "Title",
                "Year",
                "EpisodeNumber");
    }

    private void kind(ForeignDatabase database, String kind) {
        database.each(
                kind,
                row -> {
                    long id = key(row, "Id");
                    items.put(id, new Item(kind, Optional.empty(), Optional.empty(), integer(row, "EpisodeNumber")));
                    row.number("SeasonId").ifPresent(season -> seasonOf.put(id, season));
                    row.number("ArtistId").ifPresent(artist -> artistOf.put(id, artist));
                },
                "Id",
                "SeasonId",
                "ArtistId",
                "EpisodeNumber");
        metadata(
                database,
                kind + "Metadata",
                kind + "Id",
                (id, row) -> items.computeIfPresent(
                        id,
                        (same, item) -> item.title.isPresent()
                                ? item
                                : new Item(
                                        kind,
                                        row.text("Title"),
                                        year(row),
                                        integer(row, "EpisodeNumber").or(item::number))));
    }

    /** Of several versions of an item the first one is what is aired. */
    private void files(ForeignDatabase database) {
        Map<Long, Long> itemOf = new HashMap<>();
        List<String> columns = new ArrayList<>(List.of("Id", "Duration"));
        KINDS.forEach(kind -> columns.add(kind + "Id"));
        database.each(
                "MediaVersion",
                row -> KINDS.stream()
                        .flatMap(kind -> row.number(kind + "Id").stream())
                        .findFirst()
                        .filter(item -> durations.putIfAbsent(
                                        item,
                                        row.text("Duration")
                                                .flatMap(TimeSpan::parse)
                                                .orElse(Duration.ZERO))
                                == null)
                        .ifPresent(item -> itemOf.put(key(row, "Id"), item)),
                columns.toArray(String[]::new));
        database.each(
                "MediaFile",
                row -> Optional.ofNullable(itemOf.get(key(row, "MediaVersionId")))
                        .ifPresent(item -> row.text("Path").ifPresent(path -> paths.putIfAbsent(item, path))),
                "Id",
                "MediaVersionId",
                "Path");
    }

    private static long key(Row row, String column) {
        return row.number(column).orElse(-1L);
    }

    private static Optional<Integer> integer(Row row, String column) {
        return row.number(column).filter(n -> n >= 0 && n < 1_000_000).map(Long::intValue);
    }

    private static Optional<Integer> year(Row row) {
        return integer(row, "Year").filter(n -> n > 0);
    }

    Optional<Show> show(long id) {
        return Optional.ofNullable(shows.get(id));
    }

    Optional<Season> season(long id) {
        return Optional.ofNullable(seasons.get(id));
    }

    Optional<String> artist(long id) {
        return Optional.ofNullable(artists.get(id));
    }

    /** Whether it is a show, a season or an artist. */
    boolean group(long id) {
        return shows.containsKey(id) || seasons.containsKey(id) || artists.containsKey(id);
    }

    /** All that belongs to a show, a season or an artist, in order; goes through all items. */
    List<Long> members(long id) {
        Comparator<Long> order = Comparator.comparing((Long item) -> season(seasonOf.getOrDefault(item, -1L))
                        .map(Season::number)
                        .orElse(0))
                .thenComparing(item -> item(item).flatMap(Item::number).orElse(0))
                .thenComparing(item -> item(item).flatMap(Item::title).orElse(""))
                .thenComparing(item -> item);
        return items.keySet().stream()
                .filter(item -> belongs(item, id))
                .sorted(order)
                .toList();
    }

    private Optional<Item> item(long id) {
        return Optional.ofNullable(items.get(id));
    }

    private boolean belongs(long item, long id) {
        long season = seasonOf.getOrDefault(item, -1L);
        return season == id
                || artistOf.getOrDefault(item, -1L) == id
                || season(season).filter(s -> s.show() == id).isPresent();
    }

    /** What an item that can be played is; empty for what is deleted, and for what has no file. */
    Optional<MediaFacts> facts(long id) {
        return item(id).filter(item -> !item.kind.equals("RemoteStream")).map(item -> {
            Optional<Season> season = Optional.ofNullable(seasonOf.get(id)).flatMap(this::season);
            return new MediaFacts(
                    Optional.ofNullable(paths.get(id)),
                    season.flatMap(s -> show(s.show())).map(Show::title),
                    season.map(Season::number),
                    season.flatMap(unused -> item.number),
                    item.title,
                    item.kind.equals("Movie") ? item.year : Optional.empty(),
                    Optional.ofNullable(durations.get(id)));
        });
    }

    String describe(long id) {
        return show(id).map(Show::title)
                .or(() -> season(id).map(s -> show(s.show()).map(Show::title).orElse("?") + ", season " + s.number()))
                .or(() -> artist(id))
                .or(() -> item(id).flatMap(Item::title))
                .or(() -> Optional.ofNullable(paths.get(id)))
                .orElse("media item " + id);
    }

    /** What people told ErsatzTV of the paths of their media servers. */
    static PathMap replacements(ForeignDatabase database) {
        List<PathMap.Rule> rules = new ArrayList<>();
        for (String server : List.of("Plex", "Jellyfin", "Emby")) {
            for (Row row : database.rows(server + "PathReplacement", server + "Path", "LocalPath")) {
                row.text(server + "Path")
                        .flatMap(from -> row.text("LocalPath").map(to -> new PathMap.Rule(from, to)))
                        .ifPresent(rules::add);
            }
        }
        return new PathMap(rules);
    }
}
