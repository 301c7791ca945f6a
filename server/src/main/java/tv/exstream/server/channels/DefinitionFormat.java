package tv.exstream.server.channels;

import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;

import tv.exstream.server.http.RequiredProperties;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.definition.ScheduleJson;

/**
 * Schedule definitions as people and programs write them: as the database has them, but nothing that is needed may be
 * missing and no key may be there twice. Lists, switches and numbers that are left out are empty, false and zero.
 */
public final class DefinitionFormat {
    private static final JsonMapper JSON = strict(JsonMapper.builder()).build();

    private DefinitionFormat() {}

    /** Safe from any thread, not to be configured further. */
    public static JsonMapper json() {
        return JSON;
    }

    /** Makes a mapper, for JSON or YAML, a strict one. */
    public static <B extends MapperBuilder<?, B>> B strict(B builder) {
        return ScheduleJson.configure(builder)
                .annotationIntrospector(AnnotationIntrospector.pair(
                        new JacksonAnnotationIntrospector(),
                        new RequiredProperties(type -> type.isPrimitive()
                                || Collection.class.isAssignableFrom(type)
                                || Map.class.isAssignableFrom(type))))
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    }

    /** For answers. */
    public static JsonNode tree(ScheduleDefinition definition) {
        try {
            return JSON.readTree(DefinitionJson.write(definition));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
