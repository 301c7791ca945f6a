package tv.exstream.server.portable.from.tunarr;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.library.MediaKind;

/**
 * A filter as Tunarr's smart collections have it: {@code type = episode AND (genre = "comedy" OR year >= 1990)}. Reads one,
 * by descent. Used once.
 */
final class FilterText {
    private static final int LONGEST = 4_000;
    private static final Pattern TOKEN =
            Pattern.compile("\\s*+(?:(\"[^\"]*+\")|(!=|!~|<=|>=|[:=~<>()\\[\\],])|([^\\s\"!:=~<>()\\[\\],]++))");

    private final List<String> tokens = new ArrayList<>();
    private int at;

    private FilterText(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("its filter has more than " + LONGEST + " characters");
        }
        Matcher token = TOKEN.matcher(text);
        int end = 0;
        while (token.find(end) && token.start() == end) {
            tokens.add(token.group().strip());
            end = token.end();
        }
        if (!text.substring(end).isBlank()) {
            throw new IllegalArgumentException("its filter '" + text + "' cannot be read");
        }
    }

    /** @throws IllegalArgumentException saying what of it is not known here */
    static CollectionRule rule(String text) {
        FilterText filter = new FilterText(text);
        CollectionRule rule = filter.either();
        if (filter.at < filter.tokens.size()) {
            throw new IllegalArgumentException("its filter '" + text + "' cannot be read");
        }
        return rule;
    }

    private CollectionRule either() {
        List<CollectionRule> rules = new ArrayList<>(List.of(all()));
        while (word("OR")) {
            rules.add(all());
        }
        return rules.size() == 1 ? rules.getFirst() : new CollectionRule.Or(rules);
    }

    private CollectionRule all() {
        List<CollectionRule> rules = new ArrayList<>(List.of(term()));
        while (word("AND")) {
            rules.add(term());
        }
        return rules.size() == 1 ? rules.getFirst() : new CollectionRule.And(rules);
    }

    private CollectionRule term() {
        if (word("(")) {
            CollectionRule inner = either();
            if (!word(")")) {
                throw new IllegalArgumentException("a parenthesis of its filter is not closed");
            }
            return inner;
        }
        String field = next().toLowerCase(Locale.ROOT);
        boolean not = word("not");
        String operator = next().toLowerCase(Locale.ROOT);
        List<String> values = operator.equals("between") ? List.of(value(), second()) : values();
        List<CollectionRule> rules = values.isEmpty() || operator.equals("between")
                ? List.of(one(field, operator, values))
                : values.stream()
                        .map(value -> one(field, operator, List.of(value)))
                        .toList();
        CollectionRule rule = rules.size() == 1 ? rules.getFirst() : new CollectionRule.Or(rules);
        return not || operator.startsWith("!") ? new CollectionRule.Not(rule) : rule;
    }

    private String second() {
        boolean unused = word(",") || word("AND") || word("TO");
        return value();
    }

    private List<String> values() {
        if (!word("[")) {
            return List.of(value());
        }
        List<String> values = new ArrayList<>();
        while (!word("]")) {
            values.add(value());
            boolean unused = word(",");
        }
        return values;
    }

    private String value() {
        String text = next();
        return text.startsWith("\"") ? text.substring(1, text.length() - 1) : text;
    }

    private static CollectionRule one(String field, String operator, List<String> values) {
        if (values.isEmpty() || values.getFirst().isBlank()) {
            throw new IllegalArgumentException("its filter asks '" + field + "' for nothing");
        }
        String value = values.getFirst();
        return switch (field) {
            case "type" -> type(value);
            case "title" -> new CollectionRule.Title(value);
            case "show_title" -> new CollectionRule.Show(value);
            case "genre", "show_genre" -> new CollectionRule.Genre(value);
            case "year", "release_year" -> years(operator, values);
            case "minutes" -> length(operator, values, Duration.ofMinutes(1));
            case "seconds" -> length(operator, values, Duration.ofSeconds(1));
            case "duration" -> length(operator, values, Duration.ofMillis(1));
            default ->
                throw new IllegalArgumentException(
                        "its filter asks for '" + field + "', which the library does not know");
        };
    }

    private static CollectionRule type(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "movie" -> new CollectionRule.OfType(MediaKind.MOVIE);
            case "episode", "show" -> new CollectionRule.OfType(MediaKind.EPISODE);
            case "track" -> new CollectionRule.OfType(MediaKind.MUSIC);
            case "music_video", "other_video" -> new CollectionRule.OfType(MediaKind.OTHER);
            default ->
                throw new IllegalArgumentException(
                        "its filter asks for the type '" + value + "', which the library does not have");
        };
    }

    private static CollectionRule years(String operator, List<String> values) {
        int year = Math.clamp(number(values.getFirst()), 0, 9999);
        return switch (operator) {
            case "<" -> new CollectionRule.Years(Optional.empty(), Optional.of(year - 1));
            case "<=" -> new CollectionRule.Years(Optional.empty(), Optional.of(year));
            case ">" -> new CollectionRule.Years(Optional.of(year + 1), Optional.empty());
            case ">=" -> new CollectionRule.Years(Optional.of(year), Optional.empty());
            case "between" ->
                new CollectionRule.Years(Optional.of(year), Optional.of(Math.clamp(number(values.getLast()), 0, 9999)));
            default -> new CollectionRule.Years(Optional.of(year), Optional.of(year));
        };
    }

    private static CollectionRule length(String operator, List<String> values, Duration unit) {
        Duration length = unit.multipliedBy(number(values.getFirst()));
        return switch (operator) {
            case "<", "<=" -> new CollectionRule.Length(Optional.empty(), Optional.of(length));
            case ">", ">=" -> new CollectionRule.Length(Optional.of(length), Optional.empty());
            case "between" ->
                new CollectionRule.Length(
                        Optional.of(length), Optional.of(unit.multipliedBy(number(values.getLast()))));
            default -> new CollectionRule.Length(Optional.of(length), Optional.of(length.plus(unit)));
        };
    }

    private static long number(String value) {
        if (!value.matches("\\d{1,12}")) {
            throw new IllegalArgumentException("its filter has '" + value + "' where a number belongs");
        }
        return Long.parseLong(value);
    }

    private boolean word(String word) {
        boolean there = at < tokens.size() && tokens.get(at).equalsIgnoreCase(word);
        at += there ? 1 : 0;
        return there;
    }

    private String next() {
        if (at >= tokens.size()) {
            throw new IllegalArgumentException("its filter ends too early");
        }
        return tokens.get(at++);
    }
}
