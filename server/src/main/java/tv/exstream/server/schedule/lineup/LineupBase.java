package tv.exstream.server.schedule.lineup;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a lineup begins with, before its tools. In JSON the property's name tells which it is. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({@JsonSubTypes.Type(LineupBase.Collections.class), @JsonSubTypes.Type(LineupBase.Entries.class)})
public sealed interface LineupBase {
    /**
     * All items of some collections in chronological order, each once: what is new in the library is new in the lineup.
     *
     * @param collections their keys; at least one
     */
    record Collections(List<Long> collections) implements LineupBase {
        public Collections {
            collections = List.copyOf(collections);
            if (collections.isEmpty()) {
                throw new IllegalArgumentException("the base of a lineup names at least one collection");
            }
        }
    }

    /**
     * A list by hand.
     *
     * @param entries one to {@value LineupTools#MOST}
     */
    record Entries(List<LineupEntry> entries) implements LineupBase {
        public Entries {
            entries = List.copyOf(entries);
            if (entries.isEmpty() || entries.size() > LineupTools.MOST) {
                throw new IllegalArgumentException(
                        "the base of a lineup has " + entries.size() + " entries: give 1 to " + LineupTools.MOST);
            }
        }
    }
}
