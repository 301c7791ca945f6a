package tv.exstream.server.schedule.sequential;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import tv.exstream.server.collection.MediaQuery;
import tv.exstream.server.config.Spelling;
import tv.exstream.server.schedule.sequential.ContentDefinition.Source;

/** Reads what is under {@code content:}. */
final class ContentReader {
    private static final Set<String> KINDS = new LinkedHashSet<>(
            List.of("collection", "multi_collection", "smart_collection", "playlist", "search", "show", "marathon"));

    private final Vocabulary vocabulary;
    private final References references;

    ContentReader(Vocabulary vocabulary, References references) {
        this.vocabulary = vocabulary;
        this.references = references;
    }

    /** Empty if something is wrong, which has been said then. */
    Optional<ContentDefinition> read(Fields in, Faults faults) {
        List<String> kinds = KINDS.stream().filter(in::has).toList();
        if (kinds.size() != 1) {
            String first = in.keys().stream().findFirst().orElse("");
            faults.add(
                    in.place(),
                    kinds.isEmpty()
                            ? "content has no kind: begin with one of " + String.join(", ", KINDS) + "; did you mean '"
                                    + Spelling.nearest(first, KINDS).orElse("collection") + "'?"
                            : "content is of two kinds, " + String.join(" and ", kinds)
                                    + ": begin each with a '- ' of its own");
            return Optional.empty();
        }
        String kind = kinds.getFirst();
        Optional<String> key = in.required("key", kind);
        Optional<Source> source = switch (kind) {
            case "playlist" -> playlist(in);
            case "search" -> search(in);
            case "show" -> show(in);
            case "marathon" -> marathon(in);
            default -> from(in, in.text(kind).map(ContentName.Collection::new), Optional.empty());
        };
        in.finish(kind);
        return key.flatMap(name -> source.map(from -> new ContentDefinition(in.place(), name, from)));
    }

    private Optional<Source> from(Fields in, Optional<? extends ContentName> name, Optional<String> usualOrder) {
        boolean stories = in.flag("multi_part").orElse(false);
        Optional<String> order = in.has("order") || usualOrder.isEmpty()
                ? in.required("order", "content").isPresent()
                        ? in.choice("order", vocabulary.orders())
                        : Optional.empty()
                : usualOrder;
        return name.flatMap(found -> order.map(
                text -> new Source.From(found, stories && text.equals("shuffle") ? "multi_episode_shuffle" : text)));
    }

    private Optional<Source> playlist(Fields in) {
        if (in.has("items")) {
            if (!in.empty("playlist")) {
                in.text("playlist");
            }
            List<ContentDefinition.Entry> entries = new ArrayList<>();
            for (Fields item : in.sections("items", "entries")) {
                Optional<String> content = item.required("content", "an entry");
                content.ifPresent(key -> references.add(References.Kind.CONTENT, key, item.place("content")));
                Optional<Integer> count = item.integer("count", 1, 10_000);
                item.finish("an entry");
                content.ifPresent(key -> entries.add(new ContentDefinition.Entry(key, count)));
            }
            return entries.isEmpty() ? Optional.empty() : Optional.of(new Source.Items(entries));
        }
        Optional<String> group = in.text("playlist_group");
        Optional<String> order = in.text("order").filter(text -> !text.equalsIgnoreCase("none"));
        order.ifPresent(
                text -> in.fault("order", "a playlist has its own order, not '" + text + "': leave 'order' out"));
        return in.text("playlist").map(name -> new Source.From(new ContentName.Playlist(name, group), "custom"));
    }

    private Optional<Source> search(Fields in) {
        String key = in.has("query") ? "query" : "search";
        if (key.equals("query")) {
            mark(in, "search", "query");
        } else if (in.empty("search")) {
            return in.required("query", "search").flatMap(none -> Optional.empty());
        }
        return from(in, in.value(key, ContentReader::query).map(ContentName.Search::new), Optional.empty());
    }

    private static String query(String text) {
        try {
            MediaQuery.parse(text);
            return text;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a query: " + e.getMessage(), e);
        }
    }

    private Optional<Source> show(Fields in) {
        Optional<String> title = in.empty("show") ? in.text("title") : in.text("show");
        List<ContentName.Guid> guids = guids(in);
        if (title.isEmpty() && guids.isEmpty()) {
            if (!in.has("guids")) {
                in.fault("show", "show needs 'guids' or a 'title': add one, e.g. 'title: Looney Tunes'");
            }
            return Optional.empty();
        }
        return from(in, Optional.of(new ContentName.Show(title, guids)), Optional.empty());
    }

    private static List<ContentName.Guid> guids(Fields in) {
        List<ContentName.Guid> guids = new ArrayList<>();
        for (Fields guid : in.sections("guids", "identifiers")) {
            Optional<String> source = guid.required("source", "an identifier");
            Optional<String> value = guid.required("value", "an identifier");
            guid.finish("an identifier");
            source.ifPresent(s -> value.ifPresent(v -> guids.add(new ContentName.Guid(s, v))));
        }
        return guids;
    }

    private Optional<Source> marathon(Fields in) {
        mark(in, "marathon", "guids");
        List<ContentName> of = new ArrayList<>();
        guids(in).forEach(guid -> of.add(new ContentName.Show(Optional.empty(), List.of(guid))));
        in.texts("shows", "titles").forEach(name -> of.add(new ContentName.Show(Optional.of(name), List.of())));
        in.texts("collections", "names").forEach(name -> of.add(new ContentName.Collection(name)));
        for (String text : in.texts("searches", "queries")) {
            try {
                of.add(new ContentName.Search(query(text)));
            } catch (IllegalArgumentException e) {
                in.fault("searches", "'" + text + "' is not " + e.getMessage());
            }
        }
        if (of.isEmpty() && !in.has("guids") && !in.has("searches") && !in.has("shows") && !in.has("collections")) {
            in.fault("marathon", "marathon needs 'guids', 'shows', 'searches' or 'collections': say what it is of");
        }
        Optional<String> group = in.has("group_by") ? in.choice("group_by", vocabulary.groups()) : Optional.of("show");
        boolean shuffled = in.choice("item_order", Set.of("chronological", "shuffle"))
                .orElse("shuffle")
                .equals("shuffle");
        boolean playAll = in.flag("play_all_items").orElse(false);
        boolean shuffleGroups = in.flag("shuffle_groups").orElse(false);
        return of.isEmpty()
                ? Optional.empty()
                : group.map(by -> new Source.Marathon(of, by, shuffled, shuffleGroups, playAll));
    }

    /** A key that only says what the section is. */
    static void mark(Fields in, String key, String instead) {
        if (!in.empty(key)) {
            in.fault(
                    key,
                    "'" + key + "' takes no value of its own: leave it empty and write '" + instead + "' below it");
        }
    }
}
