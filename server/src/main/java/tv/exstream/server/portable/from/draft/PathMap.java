package tv.exstream.server.portable.from.draft;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How the paths of another machine, or of a container, are called here. Of the rules whose beginning a path has, the
 * longest counts. Backslashes of mapped paths become slashes. A value.
 *
 * @param rules none or more
 */
public record PathMap(List<Rule> rules) {
    public static final PathMap NONE = new PathMap(List.of());

    public PathMap {
        rules = rules.stream()
                .sorted(Comparator.comparingInt((Rule rule) -> rule.from.length())
                        .reversed())
                .toList();
    }

    /**
     * @param from the beginning of a path, a whole folder; without a slash at its end
     * @param to   what stands in its place; without a slash at its end, empty for the root
     */
    public record Rule(String from, String to) {
        public Rule {
            from = stripped(from);
            to = stripped(to);
        }

        private Optional<String> apply(String path) {
            String plain = path.replace('\\', '/');
            String wanted = from.replace('\\', '/');
            boolean windows = path.indexOf('\\') >= 0;
            boolean begins = plain.regionMatches(windows, 0, wanted, 0, wanted.length())
                    && (plain.length() == wanted.length() || plain.charAt(wanted.length()) == '/');
            return begins ? Optional.of(to + plain.substring(wanted.length())) : Optional.empty();
        }

        private static String stripped(String text) {
            String rest = text.strip();
            while (rest.endsWith("/") || rest.endsWith("\\")) {
                rest = rest.substring(0, rest.length() - 1);
            }
            return rest;
        }
    }

    /**
     * Reads {@code FROM=TO} texts.
     *
     * @throws ImportException naming the text that is none
     */
    public static PathMap parse(List<String> texts) {
        List<Rule> rules = new ArrayList<>();
        for (String text : texts) {
            int at = text.indexOf('=');
            if (at < 1
                    || text.substring(0, at).isBlank()
                    || text.substring(at + 1).isBlank()) {
                throw new ImportException(
                        "'" + text + "' maps no path: write FROM=TO, as in /data/tv=/srv/media/television");
            }
            rules.add(new Rule(text.substring(0, at), text.substring(at + 1)));
        }
        return new PathMap(rules);
    }

    /** What the path is called here; the path itself where no rule says anything. */
    public String apply(String path) {
        return mapped(path).orElse(path);
    }

    /** What the path is called here by one of the rules. */
    public Optional<String> mapped(String path) {
        return rules.stream().flatMap(rule -> rule.apply(path).stream()).findFirst();
    }
}
