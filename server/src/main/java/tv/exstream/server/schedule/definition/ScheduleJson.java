package tv.exstream.server.schedule.definition;

import java.io.IOException;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/**
 * How definitions are written as JSON, and as YAML: durations and times as ISO 8601 has them, days and months by their
 * names; what is optional or empty may be left out, what is not known, or is missing, is refused.
 */
public final class ScheduleJson {
    private static final JsonMapper JSON = configure(JsonMapper.builder()).build();

    private ScheduleJson() {}

    /** Makes a mapper, for JSON or YAML, one that reads and writes definitions. */
    public static <B extends MapperBuilder<?, B>> B configure(B builder) {
        return builder.addModule(new Jdk8Module())
                .addModule(new JavaTimeModule())
                .disable(
                        SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
                        SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.USE_DEFAULTS))
                .withConfigOverride(
                        java.util.List.class,
                        list -> list.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
                .withConfigOverride(
                        java.util.Map.class, map -> map.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
                .withConfigOverride(
                        java.util.Set.class, set -> set.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)));
    }

    /** Reads a definition that is a part of something larger as if it stood alone, whatever the mapper around it. */
    public static final class DefinitionReader extends StdDeserializer<ScheduleDefinition> {
        private static final long serialVersionUID = 1L;

        public DefinitionReader() {
            super(ScheduleDefinition.class);
        }

        @Override
        public ScheduleDefinition deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return JSON.readerFor(ScheduleDefinition.class).readValue(in);
        }

        @Override
        public Object deserializeWithType(JsonParser in, DeserializationContext context, TypeDeserializer kinds)
                throws IOException {
            return deserialize(in, context);
        }
    }

    /** Writes a definition that is a part of something larger as {@link DefinitionReader} reads it. */
    public static final class DefinitionWriter extends StdSerializer<ScheduleDefinition> {
        private static final long serialVersionUID = 1L;

        public DefinitionWriter() {
            super(ScheduleDefinition.class);
        }

        @Override
        public void serialize(ScheduleDefinition value, JsonGenerator out, SerializerProvider provider)
                throws IOException {
            JSON.writerFor(ScheduleDefinition.class).writeValue(out, value);
        }

        @Override
        public void serializeWithType(
                ScheduleDefinition value, JsonGenerator out, SerializerProvider provider, TypeSerializer kinds)
                throws IOException {
            serialize(value, out, provider);
        }
    }
}
