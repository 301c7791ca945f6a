package tv.exstream.server.portable.from.ersatztv;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.portable.from.draft.Draft;
import tv.exstream.server.portable.from.draft.ForeignDatabase;
import tv.exstream.server.portable.from.draft.Row;
import tv.exstream.server.portable.from.draft.Shows;
import tv.exstream.server.schedule.draw.ContentSource;
import tv.exstream.server.schedule.draw.Draw;
import tv.exstream.server.schedule.draw.PlaybackOrder;

/** Makes collections and playlists of what ErsatzTV's schedules draw from. */
final class Contents {
    private static final int DEEPEST = 5;

    private final Draft draft;
    private final MediaLibrary library;
    private final SmartQueries queries;
    private final Map<Long, Row> collections;
    private final Map<Long, Row> multiCollections;
    private final Map<Long, Row> smartCollections;
    private final Map<Long, Row> playlists;
    private final Map<Long, Row> reruns;
    private final Map<Long, List<Row>> collectionItems;
    private final Map<Long, List<Row>> multiItems;
    private final Map<Long, List<Row>> multiSmartItems;
    private final Map<Long, List<Row>> playlistItems;

    Contents(Draft draft, ForeignDatabase database, MediaLibrary library) {
        this.draft = draft;
        this.library = library;
        collections = byKey(database.rows("Collection", "Id", "Name", "UseCustomPlaybackOrder"));
        multiCollections = byKey(database.rows("MultiCollection", "Id", "Name"));
        smartCollections = byKey(database.rows("SmartCollection", "Id", "Name", "Query"));
        playlists = byKey(database.rows("Playlist", "Id", "Name"));
        reruns = byKey(database.rows(
                "RerunCollection",
                "Id",
                "Name",
                "CollectionType",
                "CollectionId",
                "MediaItemId",
                "MultiCollectionId",
                "SmartCollectionId",
                "FirstRunPlaybackOrder",
                "RerunPlaybackOrder"));
        collectionItems =
                grouped(database.rows("CollectionItem", "CollectionId", "MediaItemId", "CustomIndex"), "CollectionId");
        multiItems = grouped(
                database.rows("MultiCollectionItem", "MultiCollectionId", "CollectionId", "ScheduleAsGroup"),
                "MultiCollectionId");
        multiSmartItems = grouped(
                database.rows("MultiCollectionSmartItem", "MultiCollectionId", "SmartCollectionId", "ScheduleAsGroup"),
                "MultiCollectionId");
        playlistItems = grouped(
                database.rows(
                        "PlaylistItem",
                        "PlaylistId",
                        "Index",
                        "CollectionType",
                        "CollectionId",
                        "MediaItemId",
                        "MultiCollectionId",
                        "SmartCollectionId",
                        "PlaybackOrder",
                        "Count",
                        "PlayAll",
                        "IncludeInProgramGuide"),
                "PlaylistId");
        queries = new SmartQueries(draft, smartCollections.values());
    }

    private static Map<Long, Row> byKey(List<Row> rows) {
        Map<Long, Row> found = new HashMap<>();
        rows.forEach(row -> row.number("Id").ifPresent(id -> found.put(id, row)));
        return found;
    }

    private static Map<Long, List<Row>> grouped(List<Row> rows, String owner) {
        Map<Long, List<Row>> found = new HashMap<>();
        rows.forEach(row -> row.number(owner)
                .ifPresent(id ->
                        found.computeIfAbsent(id, none -> new ArrayList<>()).add(row)));
        return found;
    }

    /** What a row draws from; empty, with a remark, where that is deleted or there is nothing like it. */
    Optional<Draw> draw(ContentKey content, Orders orders, String label) {
        return draw(content, orders, label, 0);
    }

    private Optional<Draw> draw(ContentKey content, Orders orders, String label, int depth) {
        return switch (content.kind()) {
            case COLLECTION ->
                collection(content.key())
                        .map(key -> orders.draw(new ContentSource.OneCollection(key), ordered(content)));
            case SMART_COLLECTION ->
                smartCollection(content.key()).map(key -> orders.draw(new ContentSource.OneCollection(key), false));
            case SEARCH ->
                content.query()
                        .map(query -> orders.draw(new ContentSource.OneCollection(search(content, query)), false));
            case MULTI_COLLECTION -> multi(content.key(), label).map(source -> orders.draw(source, false));
            case PLAYLIST -> depth >= DEEPEST ? Optional.empty() : playlist(content.key(), label, depth);
            case FIRST_RUN, RERUN -> rerun(content, orders, label, depth);
            case MEDIA -> media(content.key()).map(key -> orders.draw(new ContentSource.OneCollection(key), false));
            case UNKNOWN -> {
                draft.remark(label + " draws from something of kind " + content.code()
                        + ", which is not known: give it something else");
                yield Optional.empty();
            }
        };
    }

    /** Says so where nothing came of a content. */
    Optional<Draw> required(ContentKey content, Orders orders, String label) {
        Optional<Draw> draw = draw(content, orders, label);
        if (draw.isEmpty() && content.kind() != ContentKey.Kind.UNKNOWN) {
            draft.remark(label + ": what it draws from is deleted there: it is left out");
        }
        return draw;
    }

    private boolean ordered(ContentKey content) {
        return Optional.ofNullable(collections.get(content.key()))
                .filter(row -> row.flag("UseCustomPlaybackOrder", false))
                .isPresent();
    }

    Optional<Long> collection(long id) {
        return Optional.ofNullable(collections.get(id)).map(row -> {
            String name = row.text("Name").orElse("Collection " + id);
            return draft.collection("collection " + id, name, () -> rule(row, name));
        });
    }

    private CollectionRule rule(Row row, String name) {
        boolean ordered = row.flag("UseCustomPlaybackOrder", false);
        List<Long> items = collectionItems.getOrDefault(row.number("Id").orElse(-1L), List.of()).stream()
                .sorted(Comparator.comparing(item -> item.number("CustomIndex").orElse(Long.MAX_VALUE)))
                .flatMap(item -> item.number("MediaItemId").stream())
                .toList();
        boolean groups = items.stream()
                .anyMatch(
                        id -> library.show(id).isPresent() || library.season(id).isPresent());
        if (ordered && groups) {
            draft.remark("collection '" + name + "' has an order by hand and whole shows: it is a list of the episodes"
                    + " that it holds now, add new ones yourself");
        }
        List<Long> singles = new ArrayList<>();
        List<CollectionRule> rules = new ArrayList<>();
        for (long id : items) {
            Optional<CollectionRule> living = ordered ? Optional.empty() : living(id);
            living.ifPresentOrElse(rules::add, () -> singles.addAll(keys(id, "collection '" + name + "'")));
        }
        if (!singles.isEmpty()) {
            rules.add(new CollectionRule.Manual(singles.stream().distinct().toList()));
        }
        return either(rules);
    }

    private static CollectionRule either(List<CollectionRule> rules) {
        return switch (rules.size()) {
            case 0 -> Draft.none();
            case 1 -> rules.getFirst();
            default -> new CollectionRule.Or(rules);
        };
    }

    /** Of a show or a season: what is new of it belongs, too. */
    private Optional<CollectionRule> living(long id) {
        Optional<CollectionRule> show = library.show(id).map(s -> Shows.rule(s.title(), s.year()));
        return show.or(() -> library.season(id)
                .flatMap(season -> library.show(season.show())
                        .map(s -> new CollectionRule.And(List.of(
                                Shows.rule(s.title(), s.year()),
                                new CollectionRule.Query("season_number:" + season.number()))))));
    }

    /** The keys of an item, or of all that belongs to it. */
    private List<Long> keys(long id, String label) {
        return (library.group(id) ? library.members(id) : List.of(id))
                .stream()
                        .flatMap(member -> {
                            Optional<Long> key = library.facts(member).flatMap(draft::media);
                            if (key.isEmpty()) {
                                draft.remark(label + ": '" + library.describe(member)
                                        + "' is deleted there, or a stream: it is left out");
                            }
                            return key.stream();
                        })
                        .toList();
    }

    private Optional<Long> media(long id) {
        if (library.describe(id).equals("media item " + id)) {
            return Optional.empty();
        }
        String name = library.describe(id);
        return Optional.of(draft.collection(
                "media " + id,
                name,
                () -> living(id).orElseGet(() -> {
                    List<Long> keys = keys(id, "'" + name + "'");
                    return keys.isEmpty() ? Draft.none() : new CollectionRule.Manual(keys);
                })));
    }

    Optional<Long> smartCollection(long id) {
        return Optional.ofNullable(smartCollections.get(id)).map(row -> {
            String name = row.text("Name").orElse("Smart collection " + id);
            return draft.collection(
                    "smart collection " + id,
                    name,
                    () -> queries.rule(name, row.text("Query").orElse("")));
        });
    }

    private long search(ContentKey content, String query) {
        String name = content.title().orElse("Search");
        return draft.collection("search " + query, name, () -> queries.rule(name, query));
    }

    private Optional<ContentSource> multi(long id, String label) {
        if (multiItems.getOrDefault(id, List.of()).stream().anyMatch(row -> row.flag("ScheduleAsGroup", false))) {
            draft.remark(label + ": collections of '"
                    + multiCollections
                            .getOrDefault(id, new Row(Map.of()))
                            .text("Name")
                            .orElse("?")
                    + "' are scheduled as groups there, and item by item here: order 'marathon' keeps groups together");
        }
        List<Long> keys = members(id);
        return keys.isEmpty() ? Optional.empty() : Optional.of(new ContentSource.Several(keys));
    }

    private List<Long> members(long multi) {
        return Stream.concat(
                        multiItems.getOrDefault(multi, List.of()).stream()
                                .flatMap(row -> row.number("CollectionId").flatMap(this::collection).stream()),
                        multiSmartItems.getOrDefault(multi, List.of()).stream()
                                .flatMap(
                                        row -> row.number("SmartCollectionId").flatMap(this::smartCollection).stream()))
                .distinct()
                .toList();
    }

    private Optional<Draw> playlist(long id, String label, int depth) {
        List<ContentSource.Entry> entries = new ArrayList<>();
        String name = Optional.ofNullable(playlists.get(id))
                .flatMap(row -> row.text("Name"))
                .orElse("?");
        playlistItems.getOrDefault(id, List.of()).stream()
                .sorted(Comparator.comparing(row -> row.number("Index").orElse(0L)))
                .forEach(row -> draw(ContentKey.of(row, ""), Orders.of(row), label, depth + 1)
                        .ifPresentOrElse(
                                draw -> entries.add(new ContentSource.Entry(draw, count(row))),
                                () -> draft.remark(
                                        "playlist '" + name + "': an entry is deleted there: it is left out")));
        return entries.isEmpty()
                ? Optional.empty()
                : Optional.of(new Draw(
                        new ContentSource.Playlist(entries),
                        PlaybackOrder.CHRONOLOGICAL,
                        Optional.empty(),
                        Optional.empty()));
    }

    private static Optional<Integer> count(Row row) {
        return row.flag("PlayAll", false)
                ? Optional.empty()
                : Optional.of(Math.clamp(row.number("Count").orElse(1L), 1, 100_000));
    }

    private Optional<Draw> rerun(ContentKey content, Orders orders, String label, int depth) {
        Row row = reruns.get(content.key());
        if (row == null || depth >= DEEPEST) {
            return Optional.empty();
        }
        boolean first = content.kind() == ContentKey.Kind.FIRST_RUN;
        if (!first) {
            draft.remark(label + " repeats '" + row.text("Name").orElse("?")
                    + "': here it airs all of it in its own order, whether it has been on or not;"
                    + " slots with rerunOf repeat what was on");
        }
        Orders own = orders.with(row.number(first ? "FirstRunPlaybackOrder" : "RerunPlaybackOrder", 1));
        return draw(ContentKey.of(row, ""), own, label, depth + 1)
                .map(draw -> first ? draw : draw.named("rerun " + content.key()));
    }

    /** Makes a collection of what sequential schedules call by a name, where there is something of that name. */
    void named(String name) {
        Stream.of(collections, smartCollections, multiCollections, playlists)
                .flatMap(table -> table.entrySet().stream()
                        .filter(entry -> entry.getValue()
                                .text("Name")
                                .filter(name::equalsIgnoreCase)
                                .isPresent())
                        .limit(1)
                        .map(entry -> Map.entry(table, entry.getKey())))
                .findFirst()
                .ifPresentOrElse(
                        found -> named(found.getKey(), found.getValue(), name),
                        () -> draft.remark("a sequential schedule names '" + name + "', which does not exist there"));
    }

    private void named(Map<Long, Row> table, long id, String name) {
        if (table == collections) {
            var unused = collection(id);
        } else if (table == smartCollections) {
            var unused = smartCollection(id);
        } else if (table == multiCollections) {
            var unused = draft.collection(
                    "multi collection " + id,
                    name,
                    () -> either(members(id).stream().map(draft::ruleOf).toList()));
        } else {
            var unused = draft.collection(
                    "playlist " + id,
                    name,
                    () -> either(playlistItems.getOrDefault(id, List.of()).stream()
                            .flatMap(row ->
                                    draw(ContentKey.of(row, ""), Orders.of(row), "playlist '" + name + "'", 1).stream())
                            .flatMap(draw -> sources(draw.from()).stream())
                            .distinct()
                            .map(draft::ruleOf)
                            .toList()));
        }
    }

    private static List<Long> sources(ContentSource source) {
        return switch (source) {
            case ContentSource.OneCollection one -> List.of(one.collection());
            case ContentSource.Several several -> several.collections();
            default -> List.of();
        };
    }
}
