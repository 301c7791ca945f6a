package tv.exstream.server.schedule.sequential;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

import tv.exstream.server.config.Spelling;

/**
 * The keys of one mapping. Remembers which were asked for: what is left over at the end is unknown. What is wrong is
 * collected, and reads as absent meanwhile.
 */
final class Fields {
    private record Field(Place place, Node value) {}

    private final String file;
    private final Place place;
    private final Faults faults;
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();

    Fields(String file, MappingNode node, Faults faults) {
        this.file = file;
        this.place = YamlText.place(file, node);
        this.faults = faults;
        for (NodeTuple tuple : node.getValue()) {
            Place at = YamlText.place(file, tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                faults.add(at, "a key is plain text, such as 'content'");
            } else if (fields.putIfAbsent(key.getValue(), new Field(at, tuple.getValueNode())) != null) {
                faults.add(at, "'" + key.getValue() + "' is given twice: keep one");
            }
        }
    }

    Place place() {
        return place;
    }

    /** Where the value of a key stands; where the mapping does if there is none. */
    Place place(String key) {
        Field field = fields.get(key);
        return field == null ? place : YamlText.place(file, field.value);
    }

    Set<String> keys() {
        return fields.keySet();
    }

    boolean has(String key) {
        return fields.containsKey(key);
    }

    void fault(String key, String text) {
        faults.add(place(key), text);
    }

    private Optional<Node> node(String key) {
        asked.add(key);
        return Optional.ofNullable(fields.get(key)).map(Field::value);
    }

    /** Whether the key is there without a value. */
    boolean empty(String key) {
        return node(key)
                .filter(node -> node.getTag().equals(Tag.NULL)
                        || (node instanceof ScalarNode scalar
                                && scalar.getValue().isBlank()))
                .isPresent();
    }

    /** The value, which is not blank. */
    Optional<String> text(String key) {
        Optional<Node> node = node(key);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        if (!(node.get() instanceof ScalarNode scalar)) {
            fault(
                    key,
                    "'" + key + "' takes one value, not a "
                            + (node.get() instanceof SequenceNode ? "list" : "section") + ": write it behind '" + key
                            + ":'");
            return Optional.empty();
        }
        if (empty(key)) {
            fault(key, "'" + key + "' has no value: give one, or leave the key out");
            return Optional.empty();
        }
        return Optional.of(scalar.getValue().strip());
    }

    /** The value; a fault if the key is not there. */
    Optional<String> required(String key, String owner) {
        if (!has(key)) {
            asked.add(key);
            faults.add(place, owner + " needs '" + key + "': add it");
        }
        return text(key);
    }

    /** @param form throws IllegalArgumentException whose message is what it takes */
    <T> Optional<T> value(String key, Function<String, T> form) {
        Optional<String> text = text(key);
        try {
            return text.map(form);
        } catch (IllegalArgumentException e) {
            fault(key, "'" + key + "' is '" + text.orElse("") + "', but takes " + e.getMessage());
            return Optional.empty();
        }
    }

    Optional<Boolean> flag(String key) {
        return value(key, text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw new IllegalArgumentException("true or false");
        });
    }

    Optional<Integer> integer(String key, int least, int most) {
        return value(key, text -> {
            int n = text.matches("-?\\d{1,9}") ? Integer.parseInt(text) : Integer.MIN_VALUE;
            if (n < least || n > most) {
                throw new IllegalArgumentException("a whole number from " + least + " to " + most);
            }
            return n;
        });
    }

    Optional<String> choice(String key, Set<String> choices) {
        return value(key, text -> {
            String lower = text.toLowerCase(Locale.ROOT);
            if (choices.contains(lower)) {
                return lower;
            }
            throw new IllegalArgumentException("one of "
                    + String.join(", ", choices.stream().sorted().toList()) + "; did you mean '"
                    + Spelling.nearest(lower, choices).orElse("nothing") + "'?");
        });
    }

    /** The items of a list; empty and a fault where it is none. */
    List<Node> list(String key, String of) {
        Optional<Node> node = node(key);
        if (node.isEmpty()) {
            return List.of();
        }
        if (node.get() instanceof SequenceNode list && !list.getValue().isEmpty()) {
            return list.getValue();
        }
        fault(key, "'" + key + "' takes a list of " + of + ": begin each on a line of its own with '- '");
        return List.of();
    }

    List<String> texts(String key, String of) {
        List<String> texts = new ArrayList<>();
        for (Node node : list(key, of)) {
            if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
                texts.add(scalar.getValue().strip());
            } else {
                faults.add(YamlText.place(file, node), "'" + key + "' takes a list of " + of + ", each plain text");
            }
        }
        return texts;
    }

    /** The mappings in a list. */
    List<Fields> sections(String key, String of) {
        List<Fields> sections = new ArrayList<>();
        for (Node node : list(key, of)) {
            if (node instanceof MappingNode mapping) {
                sections.add(new Fields(file, mapping, faults));
            } else {
                faults.add(
                        YamlText.place(file, node),
                        "'" + key + "' takes a list of " + of + ", each with keys such as 'key: value'");
            }
        }
        return sections;
    }

    /** Plain values by their keys. */
    Map<String, String> pairs(String key) {
        Map<String, String> pairs = new LinkedHashMap<>();
        Optional<Node> node = node(key);
        if (node.isPresent() && node.get() instanceof MappingNode mapping) {
            Fields inner = new Fields(file, mapping, faults);
            inner.keys().forEach(name -> inner.text(name).ifPresent(value -> pairs.put(name, value)));
        } else if (node.isPresent()) {
            fault(key, "'" + key + "' takes a section of names with their values");
        }
        return pairs;
    }

    /** Complains of every key that nobody asked for. */
    void finish(String owner) {
        fields.forEach((key, field) -> {
            if (!asked.contains(key)) {
                faults.add(
                        field.place,
                        "unknown key '" + key + "' of " + owner + "; did you mean '"
                                + Spelling.nearest(key, asked).orElse("nothing") + "'?");
            }
        });
    }
}
