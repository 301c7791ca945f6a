package tv.exstream.server.portable.from.ersatztv;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.portable.from.draft.Draft;
import tv.exstream.server.portable.from.draft.Row;

/** Turns ErsatzTV's search queries into rules: the language is the same, the library knows fewer fields. */
final class SmartQueries {
    private static final Pattern NESTED = Pattern.compile("smart_collection:\"([^\"]+)\"");
    private static final Pattern OF_SHOWS = Pattern.compile("\\btype:\"?show\"?(?=[\\s)]|$)");
    private static final Pattern SHOW_FIELD = Pattern.compile("(?<![\\w_])(title|genre)(?=:)");
    private static final int DEEPEST = 20;
    private static final int LONGEST = 4_000;

    private final Draft draft;
    /** By the names of smart collections. */
    private final Map<String, String> queries = new HashMap<>();

    SmartQueries(Draft draft, Iterable<Row> smartCollections) {
        this.draft = draft;
        for (Row row : smartCollections) {
            queries.put(row.text("Name").orElse(""), row.text("Query").orElse(""));
        }
    }

    /** By which nothing belongs, with a remark, where the query asks for what the library does not know. */
    CollectionRule rule(String name, String query) {
        try {
            return new CollectionRule.Query(ofEpisodes(inOne(query)));
        } catch (IllegalArgumentException e) {
            draft.remark("'" + name + "' cannot be carried over and holds nothing: "
                    + Optional.ofNullable(e.getMessage()).orElse("its query cannot be read")
                    + "; give it another rule");
            return Draft.none();
        }
    }

    /** With the queries of the smart collections that it names in the place of their names. */
    private String inOne(String query) {
        String whole = query;
        for (int depth = 0; depth < DEEPEST && whole.length() < LONGEST; depth++) {
            Matcher nested = NESTED.matcher(whole);
            if (!nested.find()) {
                return whole;
            }
            String inner = queries.get(nested.group(1));
            if (inner == null || inner.isBlank()) {
                throw new IllegalArgumentException(
                        "it names the smart collection '" + nested.group(1) + "', which does not exist");
            }
            whole = nested.replaceAll(
                    found -> Matcher.quoteReplacement("(" + queries.getOrDefault(found.group(1), "") + ")"));
        }
        throw new IllegalArgumentException("smart collections name one another without end");
    }

    /** Where shows are looked for their episodes are meant; music videos are videos among others here. */
    private static String ofEpisodes(String query) {
        String plain = query.replaceAll("\\btype:\"?music_video\"?(?=[\\s)]|$)", "type:other_video");
        Matcher shows = OF_SHOWS.matcher(plain);
        return shows.find()
                ? SHOW_FIELD.matcher(shows.replaceAll("type:episode")).replaceAll("show_$1")
                : plain;
    }
}
