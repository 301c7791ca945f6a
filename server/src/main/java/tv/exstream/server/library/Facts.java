package tv.exstream.server.library;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is known of a file, in the order it was found. As text, which is how the database and the catalog keep it, a fact is
 * a line: {@code director Jack Bender}. Immutable.
 */
record Facts(Map<Fact, List<String>> said) {
    static final Facts NONE = new Facts(Map.of());

    private static final Pattern BLANKS = Pattern.compile("[\\p{Cntrl}\\p{Z}&&[^\\t]]+");

    /** Gathers facts. Not thread-safe. */
    static final class Builder {
        private final Map<Fact, List<String>> said = new EnumMap<>(Fact.class);

        /** Blank text says nothing, and nothing is said twice. */
        Builder add(Fact fact, String text) {
            String line =
                    fact.isPath() ? text : BLANKS.matcher(text).replaceAll(" ").strip();
            if (!line.isEmpty() && line.indexOf('\n') < 0) {
                List<String> all = said.computeIfAbsent(fact, f -> new ArrayList<>());
                if (!all.contains(line)) {
                    all.add(line);
                }
            }
            return this;
        }

        Builder addAll(Facts facts) {
            facts.said.forEach((fact, texts) -> texts.forEach(text -> add(fact, text)));
            return this;
        }

        Facts build() {
            return said.isEmpty() ? NONE : new Facts(said);
        }
    }

    List<String> all(Fact fact) {
        return said.getOrDefault(fact, List.of());
    }

    Optional<String> first(Fact fact) {
        return all(fact).stream().findFirst();
    }

    /** These, and of {@code others} those in {@code facts} of which nothing is said here. */
    Facts or(Facts others, Set<Fact> facts) {
        Builder both = new Builder().addAll(this);
        for (Fact fact : facts) {
            if (all(fact).isEmpty()) {
                others.all(fact).forEach(text -> both.add(fact, text));
            }
        }
        return both.build();
    }

    Facts without(Fact... facts) {
        Map<Fact, List<String>> rest = new EnumMap<>(Fact.class);
        rest.putAll(said);
        List.of(facts).forEach(rest::remove);
        return new Facts(rest);
    }

    /** Empty when nothing is said; each line ends with a line break. */
    String text() {
        StringBuilder text = new StringBuilder();
        said.forEach((fact, texts) -> texts.forEach(
                line -> text.append(fact.word()).append(' ').append(line).append('\n')));
        return text.toString();
    }

    /** As the catalog keeps it, for {@link MediaDetails#unpack}: a line begins with the fact's code. */
    String packed() {
        StringBuilder text = new StringBuilder();
        said.forEach((fact, texts) ->
                texts.forEach(line -> text.append(fact.code()).append(line).append('\n')));
        return text.toString();
    }

    /** Lines that cannot be read are passed over. */
    static Facts parse(String text) {
        if (text.isEmpty()) {
            return NONE;
        }
        Map<Fact, List<String>> said = new EnumMap<>(Fact.class);
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end;
            int space = text.indexOf(' ', at);
            if (space > at && space < end - 1) {
                String line = text.substring(space + 1, end);
                Fact.of(text.substring(at, space))
                        .ifPresent(fact -> said.computeIfAbsent(fact, f -> new ArrayList<>(2))
                                .add(line));
            }
            at = end + 1;
        }
        return new Facts(said);
    }
}
