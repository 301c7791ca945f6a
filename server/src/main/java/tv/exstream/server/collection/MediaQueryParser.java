package tv.exstream.server.collection;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import tv.exstream.server.config.Spelling;
import tv.exstream.server.library.MediaItem;

/** Reads one query, by descent: alternatives, conjunctions, negation, term. Used once. */
final class MediaQueryParser {
    /** Longer ones are no queries; it also bounds how deep parentheses go. */
    private static final int LONGEST = 2000;

    private static final Pattern GAPS = Pattern.compile("[^\\p{L}\\p{N}*?]+");
    /** What ends a word, beside space. */
    private static final String ENDS = "()\":[]{}";

    private final String text;
    private int at;

    MediaQueryParser(String text) {
        this.text = text;
        if (text.length() > LONGEST) {
            throw wrong("it has at most " + LONGEST + " characters");
        }
    }

    Predicate<MediaItem> parse() {
        if (space() == text.length()) {
            throw wrong("it is empty");
        }
        Predicate<MediaItem> whole = alternatives();
        if (space() < text.length()) {
            throw wrong("'" + text.charAt(at) + "' does not belong here");
        }
        return whole;
    }

    private Predicate<MediaItem> alternatives() {
        Predicate<MediaItem> left = conjunction();
        while (true) {
            if (word("OR") || sign("||")) {
                left = left.or(conjunction());
            } else if (prohibits()) {
                left = left.and(conjunction());
            } else if (begins()) {
                left = left.or(conjunction());
            } else {
                return left;
            }
        }
    }

    /** Beside other terms, one that is not to be there is no alternative. */
    private boolean prohibits() {
        return begins() && ("-!".indexOf(text.charAt(at)) >= 0 || text.startsWith("NOT ", at));
    }

    private boolean begins() {
        return space() < text.length() && text.charAt(at) != ')';
    }

    private Predicate<MediaItem> conjunction() {
        Predicate<MediaItem> left = negation();
        while (word("AND") || sign("&&")) {
            left = left.and(negation());
        }
        return left;
    }

    private Predicate<MediaItem> negation() {
        if (word("NOT") || sign("!") || sign("-")) {
            return negation().negate();
        }
        sign("+");
        if (sign("(")) {
            Predicate<MediaItem> inner = alternatives();
            if (!sign(")")) {
                throw wrong("')' is missing");
            }
            return inner;
        }
        return term();
    }

    private Predicate<MediaItem> term() {
        if (space() < text.length() && text.charAt(at) == '"') {
            return titled(quoted());
        }
        int start = at;
        String name = bare();
        if (!sign(":")) {
            return titled(name);
        }
        MediaQueryField field = MediaQueryField.named(name).orElseThrow(() -> {
            at = start;
            List<String> names = MediaQueryField.names();
            return wrong("there is no field '" + name + "'; did you mean '"
                    + Spelling.nearest(name.toLowerCase(Locale.ROOT), names).orElse("title") + "'? There are "
                    + String.join(", ", names));
        });
        if (space() < text.length() && "[{".indexOf(text.charAt(at)) >= 0) {
            return range(field);
        }
        String value = text.startsWith("\"", at) ? quoted() : bare();
        return field.numeric() && !value.equals("*")
                ? between(field, number(field, value), number(field, value))
                : matching(value, field);
    }

    private Predicate<MediaItem> range(MediaQueryField field) {
        boolean from = text.charAt(at++) == '[';
        if (!field.numeric()) {
            throw wrong("'" + field.text() + "' is text and has no range");
        }
        String least = bare();
        if (!word("TO")) {
            throw wrong("a range is written [1990 TO 1999]");
        }
        String most = bare();
        boolean to = sign("]");
        if (!to && !sign("}")) {
            throw wrong("']' is missing");
        }
        // A day within a year leaves no year out.
        int step = field == MediaQueryField.RELEASE_DATE ? 0 : 1;
        long low = least.equals("*") ? Long.MIN_VALUE : number(field, least) + (from ? 0 : step);
        long high = most.equals("*") ? Long.MAX_VALUE : number(field, most) - (to ? 0 : step);
        return between(field, low, high);
    }

    private static Predicate<MediaItem> between(MediaQueryField field, long low, long high) {
        return item -> field.of(item).mapToLong(Long::parseLong).anyMatch(n -> n >= low && n <= high);
    }

    private long number(MediaQueryField field, String value) {
        OptionalLong number = field.number(value);
        if (number.isEmpty()) {
            throw wrong("'" + field.text() + "' takes a "
                    + (field == MediaQueryField.RELEASE_DATE ? "date such as 19991231" : "number") + ", not '" + value
                    + "'");
        }
        return number.getAsLong();
    }

    private static Predicate<MediaItem> titled(String value) {
        return matching(value, MediaQueryField.TITLE, MediaQueryField.SHOW_TITLE);
    }

    /** The words, one behind the other, somewhere in the text of a field. */
    private static Predicate<MediaItem> matching(String value, MediaQueryField... fields) {
        List<String> wanted = words(value);
        return item ->
                Stream.of(fields).flatMap(field -> field.of(item)).anyMatch(found -> holds(words(found), wanted));
    }

    private static boolean holds(List<String> found, List<String> wanted) {
        return IntStream.rangeClosed(0, found.size() - wanted.size())
                .anyMatch(from ->
                        IntStream.range(0, wanted.size()).allMatch(i -> matches(found.get(from + i), wanted.get(i))));
    }

    /** Goes back only to the newest {@code *}, so that no pattern takes long. */
    private static boolean matches(String word, String pattern) {
        int w = 0;
        int p = 0;
        int star = -1;
        int resume = 0;
        while (w < word.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = w;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == word.charAt(w))) {
                p++;
                w++;
            } else if (star >= 0) {
                p = star + 1;
                w = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    private static List<String> words(String text) {
        String plain = GAPS.matcher(text.toLowerCase(Locale.ROOT).replace("'", ""))
                .replaceAll(" ")
                .strip();
        return List.of(plain.split(" ", -1));
    }

    private String quoted() {
        int end = text.indexOf('"', at + 1);
        if (end < 0) {
            throw wrong("the closing '\"' is missing");
        }
        String inside = text.substring(at + 1, end);
        at = end + 1;
        return inside;
    }

    private String bare() {
        int start = space();
        while (at < text.length() && ENDS.indexOf(text.charAt(at)) < 0 && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        if (at == start) {
            throw wrong("a word is missing");
        }
        return text.substring(start, at);
    }

    private boolean word(String word) {
        int end = space() + word.length();
        boolean there =
                text.startsWith(word, at) && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
        at = there ? end : at;
        return there;
    }

    private boolean sign(String sign) {
        boolean there = text.startsWith(sign, space());
        at += there ? sign.length() : 0;
        return there;
    }

    /** Where what is not space begins. */
    private int space() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private IllegalArgumentException wrong(String why) {
        return new IllegalArgumentException("column " + (Math.min(at, text.length()) + 1) + ": " + why);
    }
}
