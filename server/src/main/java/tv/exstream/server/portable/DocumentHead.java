package tv.exstream.server.portable;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;

/** What must be known of a document before its references can be understood. Reads what there is and knows no faults. */
record DocumentHead(
        @JsonDeserialize(contentUsing = DocumentHead.Version.class)
        Optional<Integer> exstreamtv,

        Optional<List<Named>> collections,
        Optional<List<Named>> schedules,
        Optional<List<Described>> media) {
    record Named(Optional<Long> key, Optional<String> name) {}

    record Described(Optional<String> path, Optional<String> name) {
        Optional<String> reference() {
            return path.or(() -> name);
        }
    }

    List<Named> namedCollections() {
        return collections.orElse(List.of());
    }

    List<Named> namedSchedules() {
        return schedules.orElse(List.of());
    }

    List<Described> describedMedia() {
        return media.orElse(List.of());
    }

    /** Refuses what is not known here, before anything else is found wrong with it. */
    static final class Version extends StdScalarDeserializer<Integer> {
        private static final long serialVersionUID = 1L;

        Version() {
            super(Integer.class);
        }

        @Override
        public Integer deserialize(JsonParser in, DeserializationContext context) throws IOException {
            String text = in.getText();
            if (!text.equals(Integer.toString(PortableFormat.VERSION))) {
                throw ReadNames.fault(
                        in,
                        "format " + text + " is not known here, only " + PortableFormat.VERSION
                                + ": import it with the version of EXStreamTV that wrote it, or a later one");
            }
            return PortableFormat.VERSION;
        }
    }
}
