package tv.exstream.server.portable.from.draft;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Reads JSON files that others wrote: within bounds of size and depth, and no links. Stateless. */
public final class JsonSource {
    private static final long MOST_BYTES = 128L << 20;
    private static final int DEEPEST = 64;
    private static final JsonMapper JSON = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build());

    private JsonSource() {}

    /**
     * The document in a file.
     *
     * @throws ImportException naming the file, if it is none
     */
    public static JsonNode read(Path file) {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new ImportException(
                        file + ": is no file, or a link: links are not followed, name the file itself");
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new ImportException(file + ": has more than " + (MOST_BYTES >> 20) + " MiB: it is not read");
            }
            try (InputStream in = Files.newInputStream(file)) {
                JsonNode node = JSON.readTree(in);
                if (!node.isObject()) {
                    throw new ImportException(file + ": holds no JSON object; is it of the product named?");
                }
                return node;
            }
        } catch (JsonProcessingException e) {
            throw new ImportException(
                    file + ": is no JSON: "
                            + Optional.ofNullable(e.getOriginalMessage()).orElse("cannot be read"),
                    e);
        } catch (IOException e) {
            throw new ImportException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** A text that is there and not blank. */
    public static Optional<String> text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isValueNode() && !value.isNull() && !value.asText().isBlank()
                ? Optional.of(value.asText())
                : Optional.empty();
    }

    /** A number that is there, also where it is written as a text; rounded. */
    public static Optional<Long> number(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (value.isNumber()) {
            double number = value.asDouble();
            return Double.isFinite(number) && Math.abs(number) < 1e15
                    ? Optional.of(Math.round(number))
                    : Optional.empty();
        }
        return value.isTextual() && value.asText().strip().matches("-?\\d{1,15}")
                ? Optional.of(Long.parseLong(value.asText().strip()))
                : Optional.empty();
    }
}
