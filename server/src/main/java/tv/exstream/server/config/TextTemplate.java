package tv.exstream.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Text with placeholders: <code>{show}[ ({year})]</code>. What stands in square brackets is left out where a placeholder
 * in them has nothing to say. Brackets do not nest.
 *
 * @param text  as it was written
 * @param parts in order
 */
public record TextTemplate(String text, List<Part> parts) {
    public TextTemplate {
        parts = List.copyOf(parts);
    }

    /** A piece of a template. */
    public sealed interface Part {
        /** Stands for itself. */
        record Literal(String text) implements Part {}

        /** Stands for what is known by this name. */
        record Placeholder(String name) implements Part {}

        /** @param parts without further sections */
        record Section(List<Part> parts) implements Part {
            public Section {
                parts = List.copyOf(parts);
            }
        }
    }

    /**
     * @param names that may be used
     * @throws IllegalArgumentException whose message is what is accepted
     */
    public static TextTemplate parse(String text, Set<String> names) {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf('[', at);
            parts.addAll(plain(text.substring(at, open < 0 ? text.length() : open), names));
            if (open < 0) {
                break;
            }
            int close = text.indexOf(']', open);
            if (close < 0 || text.substring(open + 1, close).indexOf('[') >= 0) {
                throw new IllegalArgumentException("'[' and ']' in pairs that do not nest");
            }
            parts.add(new Part.Section(plain(text.substring(open + 1, close), names)));
            at = close + 1;
        }
        return new TextTemplate(text, parts);
    }

    private static List<Part> plain(String text, Set<String> names) {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf('{', at);
            String before = text.substring(at, open < 0 ? text.length() : open);
            if (before.indexOf('}') >= 0 || before.indexOf(']') >= 0) {
                throw new IllegalArgumentException("no '}' or ']' without its opening bracket");
            }
            if (!before.isEmpty()) {
                parts.add(new Part.Literal(before));
            }
            if (open < 0) {
                break;
            }
            int close = text.indexOf('}', open);
            String name = text.substring(open + 1, close < 0 ? text.length() : close);
            if (close < 0 || !names.contains(name)) {
                throw new IllegalArgumentException("the placeholders "
                        + new TreeSet<>(names).stream().map(n -> "{" + n + "}").collect(Collectors.joining(", "))
                        + "; '{" + name + "' is none of them (did you mean '{"
                        + Spelling.nearest(name, names).orElse("") + "}'?)");
            }
            parts.add(new Part.Placeholder(name));
            at = close + 1;
        }
        return parts;
    }

    /**
     * @param values by placeholder; blank where there is nothing to say
     * @return stripped, may be empty
     */
    public String apply(UnaryOperator<String> values) {
        if (parts.size() == 1 && parts.getFirst() instanceof Part.Placeholder only) {
            return values.apply(only.name()).strip();
        }
        StringBuilder out = new StringBuilder();
        append(out, parts, values);
        return out.toString().strip();
    }

    /** @return whether every placeholder had something to say */
    private static boolean append(StringBuilder out, List<Part> parts, UnaryOperator<String> values) {
        boolean complete = true;
        for (Part part : parts) {
            switch (part) {
                case Part.Literal literal -> out.append(literal.text());
                case Part.Placeholder placeholder -> {
                    String value = values.apply(placeholder.name());
                    complete &= !value.isBlank();
                    out.append(value);
                }
                case Part.Section section -> {
                    int before = out.length();
                    if (!append(out, section.parts(), values)) {
                        out.setLength(before);
                    }
                }
            }
        }
        return complete;
    }
}
