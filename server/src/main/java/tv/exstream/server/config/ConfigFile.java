package tv.exstream.server.config;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/**
 * A YAML file as flat keys: sections joined by dots, snake case turned to kebab case.
 *
 * @param path   empty when there is no file
 * @param values a scalar is a list of one; a list keeps its order
 */
record ConfigFile(Optional<Path> path, Map<String, List<String>> values) {
    static final ConfigFile NONE = new ConfigFile(Optional.empty(), Map.of());

    /** @throws ConfigException when it cannot be read as YAML: names file, line and column */
    static ConfigFile read(Path path) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        try {
            // no settings are found in other files and no types in tags: the tree is plain text and numbers
            String text = Files.readString(path, StandardCharsets.UTF_8);
            YAMLMapper yaml = YAMLMapper.builder()
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .build();
            JsonNode tree = yaml.readTree(text);
            if (tree != null && !tree.isMissingNode() && !tree.isNull()) {
                if (!tree.isObject()) {
                    throw new ConfigException(
                            path + ": expected sections such as 'server:' at the top; docs/config.example.yaml shows"
                                    + " the form");
                }
                flatten(path, "", tree, values);
            }
        } catch (NoSuchFileException e) {
            throw new ConfigException(path + ": no such file; name an existing one with --config, or leave it away");
        } catch (MalformedInputException e) {
            throw new ConfigException(path + ": is not UTF-8 text; save it as UTF-8");
        } catch (JsonProcessingException e) {
            throw new ConfigException(path + where(e) + ": not valid YAML: " + words(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new ConfigException(path + ": cannot be read: " + e.getMessage());
        }
        return new ConfigFile(Optional.of(path), values);
    }

    private static String where(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : ", line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }

    /** The parser's own words without its picture of the place. */
    private static String words(String text) {
        return text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith(" "))
                .limit(2)
                .collect(Collectors.joining(": "));
    }

    private static void flatten(Path file, String prefix, JsonNode node, Map<String, List<String>> into) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String key = prefix + field.getKey().replace('_', '-');
            JsonNode value = field.getValue();
            if (value.isObject()) {
                flatten(file, key + ".", value, into);
            } else if (value.isArray()) {
                List<String> items = new ArrayList<>();
                for (JsonNode item : value) {
                    if (!item.isValueNode() || item.isNull()) {
                        throw new ConfigException(file + ": '" + key + "' is a list of plain values, not of sections");
                    }
                    items.add(item.asText());
                }
                put(file, into, key, List.copyOf(items));
            } else if (!value.isNull()) {
                put(file, into, key, List.of(value.asText()));
            }
        }
    }

    private static void put(Path file, Map<String, List<String>> into, String key, List<String> value) {
        if (into.put(key, value) != null) {
            throw new ConfigException(file + ": '" + key + "' is given twice, in kebab and in snake case; keep one");
        }
    }
}
