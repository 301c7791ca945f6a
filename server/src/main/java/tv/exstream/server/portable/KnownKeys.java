package tv.exstream.server.portable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;

import tv.exstream.server.config.Spelling;

/**
 * Finds the first key of a document's own parts that is not known, where it stands. What is within rules and definitions
 * is not looked at: their readers do.
 */
final class KnownKeys {
    private KnownKeys() {}

    /** @throws JsonProcessingException naming the key and the nearest one that is known */
    static void check(ObjectMapper mapper, String text) throws JsonProcessingException {
        try (JsonParser in = mapper.createParser(text)) {
            if (in.nextToken() == JsonToken.START_OBJECT) {
                check(in, DocumentFile.class);
            }
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void check(JsonParser in, Class<?> part) throws IOException {
        Map<String, Optional<Class<?>>> known = components(part);
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String key = in.currentName();
            Optional<Class<?>> inner = known.get(key);
            if (inner == null) {
                throw ReadNames.fault(
                        in,
                        "unknown key '" + key + "'; did you mean '"
                                + Spelling.nearest(key, known.keySet()).orElse("nothing") + "'?");
            }
            JsonToken value = in.nextToken();
            if (inner.isEmpty()) {
                in.skipChildren();
            } else if (value == JsonToken.START_OBJECT) {
                check(in, inner.get());
            } else if (value == JsonToken.START_ARRAY) {
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    if (in.currentToken() == JsonToken.START_OBJECT) {
                        check(in, inner.get());
                    } else {
                        in.skipChildren();
                    }
                }
            }
        }
    }

    /** By name, with the part that it holds, or holds a list of. */
    private static Map<String, Optional<Class<?>>> components(Class<?> part) {
        Map<String, Optional<Class<?>>> found = new LinkedHashMap<>();
        for (RecordComponent component : part.getRecordComponents()) {
            Type type = component.getGenericType() instanceof ParameterizedType generic
                    ? generic.getActualTypeArguments()[0]
                    : component.getGenericType();
            found.put(
                    component.getName(),
                    type instanceof Class<?> inner && inner.getNestHost() == DocumentFile.class
                            ? Optional.of(inner)
                            : Optional.empty());
        }
        return found;
    }
}
