package tv.exstream.server.schedule.sequential;

import java.io.StringReader;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;

/** Text as a tree of nodes that know where they stand. Nothing is made from tags, so no text can make anything happen. */
final class YamlText {
    /** In a file. */
    static final int MOST_CHARACTERS = 256 * 1024;

    private static final int MOST_ALIASES = 50;
    private static final int DEEPEST = 30;

    private YamlText() {}

    /** Empty where it is no mapping; what is wrong has been said then. */
    static Optional<MappingNode> compose(String file, String text, Faults faults) {
        if (text.length() > MOST_CHARACTERS) {
            faults.add(
                    new Place(file, 1, 1),
                    "the text has " + text.length() + " characters, more than " + MOST_CHARACTERS
                            + ": divide it with 'import'");
            return Optional.empty();
        }
        try {
            @Nullable Node root = new Yaml(new SafeConstructor(options())).compose(new StringReader(text));
            if (root instanceof MappingNode mapping) {
                return Optional.of(mapping);
            }
            faults.add(
                    root == null ? new Place(file, 1, 1) : place(file, root),
                    "expected sections such as 'content:' and 'playout:' at the top");
        } catch (MarkedYAMLException e) {
            @Nullable Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
            faults.add(mark == null ? new Place(file, 1, 1) : place(file, mark), "not valid YAML: " + e.getProblem());
        } catch (ReaderException e) {
            faults.add(
                    at(file, text, e.getPosition()),
                    String.format("not valid YAML: the character U+%04X is not allowed", e.getCodePoint()));
        } catch (YAMLException e) {
            faults.add(new Place(file, 1, 1), "not valid YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(MOST_ALIASES);
        options.setNestingDepthLimit(DEEPEST);
        options.setCodePointLimit(MOST_CHARACTERS);
        return options;
    }

    static Place place(String file, Node node) {
        return place(file, node.getStartMark());
    }

    private static Place place(String file, Mark mark) {
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static Place at(String file, String text, int position) {
        String before = text.substring(0, Math.clamp(position, 0, text.length()));
        int lines = (int) before.chars().filter(c -> c == '\n').count();
        return new Place(file, lines + 1, before.length() - before.lastIndexOf('\n'));
    }
}
