package tv.exstream.server.preview;

import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.swagger.v3.oas.annotations.media.Schema;

import tv.exstream.server.channels.DefinitionFormat;
import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.schedule.definition.ScheduleDefinition;

/**
 * A definition to look at, as a document in YAML or JSON. The document is a definition itself, or has one under
 * {@code definition} beside what else may be said. Wherever it has the key of a collection it may have a name instead.
 *
 * @param collections described here, by their names
 * @param days        how many days to look at
 * @param from        when to begin
 * @param zone        whose wall clock the definition means
 * @param seed        of everything random, up to 16 hexadecimal digits
 */
public record ScheduleFile(
        Optional<Map<String, CollectionRule>> collections,
        @Schema(implementation = Object.class) ScheduleDefinition definition,
        Optional<Integer> days,
        Optional<OffsetDateTime> from,
        @Schema(implementation = String.class) Optional<ZoneId> zone,
        Optional<String> seed) {
    private static final ObjectMapper YAML =
            DefinitionFormat.strict(YAMLMapper.builder()).build();
    private static final List<String> KEYS_OF_COLLECTIONS = List.of("collection", "collections");

    /** What must be known before the rest can be understood. */
    private record Head(
            Optional<String> kind, Optional<JsonNode> definition, Optional<Map<String, CollectionRule>> collections) {}

    /**
     * @param yaml  in YAML, else in JSON
     * @param names of the collections there are
     * @throws JsonProcessingException for what is no such document; knows line and column
     */
    public static ScheduleFile read(String text, boolean yaml, CollectionNames names) throws JsonProcessingException {
        ObjectMapper mapper = yaml ? YAML : DefinitionFormat.json();
        Head head = mapper.readerFor(Head.class)
                .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .readValue(text);
        Names own = new Names(names.and(head.collections.orElse(Map.of()).keySet()));
        if (head.kind.isPresent()
                && head.definition.filter(node -> !node.isNull()).isEmpty()) {
            ScheduleDefinition definition =
                    mapper.readerFor(ScheduleDefinition.class).withHandler(own).readValue(text);
            return new ScheduleFile(
                    Optional.empty(),
                    definition,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
        return mapper.readerFor(ScheduleFile.class).withHandler(own).readValue(text);
    }

    /** The collections described here, by the keys that the definition has for them. */
    Map<Long, CollectionRule> ownCollections() {
        Map<Long, CollectionRule> own = new HashMap<>();
        collections.ifPresent(named -> named.values().forEach(rule -> own.put(-1L - own.size(), rule)));
        return own;
    }

    /** Reads names where keys are expected. */
    private static final class Names extends DeserializationProblemHandler {
        private final CollectionNames names;

        Names(CollectionNames names) {
            this.names = names;
        }

        @Override
        public Object handleWeirdStringValue(
                DeserializationContext context, Class<?> target, String name, String failure) throws IOException {
            JsonStreamContext place = context.getParser().getParsingContext();
            JsonStreamContext named = place.inArray() ? place.getParent() : place;
            if (named == null || !KEYS_OF_COLLECTIONS.contains(String.valueOf(named.getCurrentName()))) {
                return NOT_HANDLED;
            }
            OptionalLong key = names.key(name);
            if (key.isPresent()) {
                return key.getAsLong();
            }
            String message = names.unknown(name);
            throw new JsonMappingException(context.getParser(), message, new IllegalArgumentException(message));
        }
    }
}
