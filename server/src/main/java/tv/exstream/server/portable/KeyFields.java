package tv.exstream.server.portable;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.draw.ContentSource;
import tv.exstream.server.schedule.lineup.LineupBase;
import tv.exstream.server.schedule.lineup.LineupEntry;

/**
 * Which components of rules and definitions hold keys: where stored JSON has a number, a document has a name or a path.
 * All other components are written as they are everywhere. {@link DefinitionKeys} knows the same ones; a test holds the
 * two together.
 */
final class KeyFields {
    private KeyFields() {}

    static SimpleModule module() {
        SimpleModule module = new SimpleModule("portable");
        module.setMixInAnnotation(ScheduleDefinition.Continuous.class, OfCollection.class);
        module.setMixInAnnotation(ContentSource.OneCollection.class, OfCollection.class);
        module.setMixInAnnotation(ContentSource.Several.class, OfCollections.class);
        module.setMixInAnnotation(LineupBase.Collections.class, OfCollections.class);
        module.setMixInAnnotation(LineupEntry.Media.class, OfMedia.class);
        module.setMixInAnnotation(CollectionRule.Manual.class, OfManyMedia.class);
        module.setMixInAnnotation(CollectionRule.Folder.class, OfLibrary.class);
        module.addSerializer(ChannelNumber.class, new NumberWriter());
        module.addDeserializer(ChannelNumber.class, new NumberReader());
        return module;
    }

    interface OfCollection {
        @JsonSerialize(using = CollectionWriter.class)
        @JsonDeserialize(using = CollectionReader.class)
        long collection();
    }

    interface OfCollections {
        @JsonSerialize(contentUsing = CollectionWriter.class)
        @JsonDeserialize(contentUsing = CollectionReader.class)
        List<Long> collections();
    }

    interface OfMedia {
        @JsonSerialize(using = MediaWriter.class)
        @JsonDeserialize(using = MediaReader.class)
        long media();
    }

    interface OfManyMedia {
        @JsonSerialize(contentUsing = MediaWriter.class)
        @JsonDeserialize(contentUsing = MediaReader.class)
        List<Long> media();
    }

    /** The folder's path says which library it belongs to. */
    interface OfLibrary {
        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        long library();
    }

    private static String text(JsonParser in, DeserializationContext context, Class<?> type) throws IOException {
        if (!in.currentToken().isScalarValue()) {
            Object unused = context.handleUnexpectedToken(type, in);
        }
        return in.getText();
    }

    private static WrittenNames written(SerializerProvider provider) {
        return (WrittenNames) Objects.requireNonNull(provider.getAttribute(WrittenNames.class));
    }

    private static ReadNames read(DeserializationContext context) {
        return (ReadNames) Objects.requireNonNull(context.getAttribute(ReadNames.class));
    }

    static final class CollectionWriter extends StdScalarSerializer<Long> {
        private static final long serialVersionUID = 1L;

        CollectionWriter() {
            super(Long.class);
        }

        @Override
        public void serialize(Long key, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(written(provider).collection(key));
        }
    }

    static final class CollectionReader extends StdScalarDeserializer<Long> {
        private static final long serialVersionUID = 1L;

        CollectionReader() {
            super(Long.class);
        }

        @Override
        public Long deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return read(context).collection(in, text(in, context, String.class));
        }
    }

    static final class MediaWriter extends StdScalarSerializer<Long> {
        private static final long serialVersionUID = 1L;

        MediaWriter() {
            super(Long.class);
        }

        @Override
        public void serialize(Long key, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(written(provider).media(key));
        }
    }

    static final class MediaReader extends StdScalarDeserializer<Long> {
        private static final long serialVersionUID = 1L;

        MediaReader() {
            super(Long.class);
        }

        @Override
        public Long deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return read(context).media(text(in, context, String.class));
        }
    }

    /** A collection's name where it is described. */
    static final class CollectionName extends StdScalarDeserializer<String> {
        private static final long serialVersionUID = 1L;

        CollectionName() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser in, DeserializationContext context) throws IOException {
            String name = text(in, context, String.class);
            read(context).declare(in, "collection", name);
            return name;
        }
    }

    /** A schedule's name where it is described. */
    static final class ScheduleName extends StdScalarDeserializer<String> {
        private static final long serialVersionUID = 1L;

        ScheduleName() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser in, DeserializationContext context) throws IOException {
            String name = text(in, context, String.class);
            read(context).declare(in, "schedule", name);
            return name;
        }
    }

    /** A schedule's name where a channel airs it. */
    static final class ScheduleReference extends StdScalarDeserializer<String> {
        private static final long serialVersionUID = 1L;

        ScheduleReference() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return read(context).schedule(in, text(in, context, String.class));
        }
    }

    /** A channel's number where it is described. */
    static final class ChannelDeclared extends StdScalarDeserializer<ChannelNumber> {
        private static final long serialVersionUID = 1L;

        ChannelDeclared() {
            super(ChannelNumber.class);
        }

        @Override
        public ChannelNumber deserialize(JsonParser in, DeserializationContext context) throws IOException {
            ChannelNumber number = new NumberReader().deserialize(in, context);
            read(context).declare(in, "channel", number.toString());
            return number;
        }
    }

    private static final class NumberWriter extends StdScalarSerializer<ChannelNumber> {
        private static final long serialVersionUID = 1L;

        NumberWriter() {
            super(ChannelNumber.class);
        }

        @Override
        public void serialize(ChannelNumber number, JsonGenerator out, SerializerProvider provider) throws IOException {
            if (number.minor() == 0) {
                out.writeNumber(number.major());
            } else {
                out.writeString(number.toString());
            }
        }
    }

    /** Takes 7.10 for what is written there, which as a number would be 7.1. */
    private static final class NumberReader extends StdScalarDeserializer<ChannelNumber> {
        private static final long serialVersionUID = 1L;

        NumberReader() {
            super(ChannelNumber.class);
        }

        @Override
        public ChannelNumber deserialize(JsonParser in, DeserializationContext context) throws IOException {
            try {
                return ChannelNumber.parse(text(in, context, ChannelNumber.class));
            } catch (IllegalArgumentException e) {
                throw ReadNames.fault(in, String.valueOf(e.getMessage()));
            }
        }
    }

    /** A channel's own definition. */
    static final class ProgrammingWriter extends StdSerializer<PortableProgramming> {
        private static final long serialVersionUID = 1L;

        ProgrammingWriter() {
            super(PortableProgramming.class);
        }

        @Override
        public void serialize(PortableProgramming value, JsonGenerator out, SerializerProvider provider)
                throws IOException {
            switch (value) {
                case PortableProgramming.Own own ->
                    provider.findTypedValueSerializer(own.definition().getClass(), true, null)
                            .serialize(own.definition(), out, provider);
                case PortableProgramming.Shared shared ->
                    throw new IllegalArgumentException("schedule '" + shared.schedule() + "' has a place of its own");
            }
        }
    }

    static final class ProgrammingReader extends StdDeserializer<PortableProgramming> {
        private static final long serialVersionUID = 1L;

        ProgrammingReader() {
            super(PortableProgramming.class);
        }

        @Override
        public PortableProgramming deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return new PortableProgramming.Own(context.readValue(in, ScheduleDefinition.class), OptionalLong.empty());
        }
    }
}
