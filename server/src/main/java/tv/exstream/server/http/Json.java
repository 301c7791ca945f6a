package tv.exstream.server.http;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import tv.exstream.engine.ChannelNumber;

/**
 * How the API speaks JSON: times with the offset of one zone, empty optionals left out, channel numbers and paths as
 * text, unknown properties of request bodies refused.
 */
public final class Json {
    private Json() {}

    /** A mapper that may be shared by all threads, but not configured further. */
    public static ObjectMapper mapper(ZoneId zone) {
        SimpleModule ours = new SimpleModule("exstreamtv");
        ours.addSerializer(Instant.class, new InstantSerializer(zone));
        ours.addSerializer(ChannelNumber.class, ToStringSerializer.instance);
        ours.addDeserializer(ChannelNumber.class, new ChannelNumberDeserializer());
        ours.addSerializer(Path.class, ToStringSerializer.instance);
        return JsonMapper.builder()
                .annotationIntrospector(AnnotationIntrospector.pair(
                        new JacksonAnnotationIntrospector(), new RequiredProperties(type -> false)))
                .addModule(new JavaTimeModule())
                .addModule(new Jdk8Module())
                .addModule(ours)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.USE_DEFAULTS))
                .build();
    }

    private static final class InstantSerializer extends StdScalarSerializer<Instant> {
        private static final long serialVersionUID = 1L;

        // Serializers are serializable, which nobody makes use of.
        private final transient InstantText text;

        InstantSerializer(ZoneId zone) {
            super(Instant.class);
            this.text = new InstantText(zone);
        }

        @Override
        public void serialize(Instant value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(text.of(value));
        }
    }

    private static final class ChannelNumberDeserializer extends StdScalarDeserializer<ChannelNumber> {
        private static final long serialVersionUID = 1L;

        ChannelNumberDeserializer() {
            super(ChannelNumber.class);
        }

        /** Accepts 7 and "7.2", but not 7.2: as a number 7.10 could not be told from 7.1. */
        @Override
        public ChannelNumber deserialize(JsonParser in, DeserializationContext context) throws IOException {
            String text = switch (in.currentToken()) {
                case VALUE_STRING, VALUE_NUMBER_INT -> in.getText();
                default ->
                    throw context.wrongTokenException(
                            in,
                            ChannelNumber.class,
                            JsonToken.VALUE_STRING,
                            "write a channel number as text, e.g. \"7.2\"");
            };
            try {
                return ChannelNumber.parse(text);
            } catch (IllegalArgumentException e) {
                throw context.instantiationException(ChannelNumber.class, e);
            }
        }
    }
}
