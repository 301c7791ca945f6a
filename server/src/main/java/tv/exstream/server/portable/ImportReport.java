package tv.exstream.server.portable;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What an import has done, or would do.
 *
 * @param dryRun  it would
 * @param changes in the order of the document
 * @param remarks what could not be carried over, and what to do about it; one line each
 */
public record ImportReport(boolean dryRun, List<Change> changes, List<String> remarks) {
    public ImportReport {
        changes = List.copyOf(changes);
        remarks = List.copyOf(remarks);
    }

    /**
     * What became of one thing.
     *
     * @param name   in the document; of a channel its number and name
     * @param became its number or name here, where that is another
     */
    public record Change(What what, String name, Outcome outcome, Optional<String> became) {}

    /** Sorts of things. */
    public enum What {
        @JsonProperty("collection")
        COLLECTION,
        @JsonProperty("schedule")
        SCHEDULE,
        @JsonProperty("channel")
        CHANNEL
    }

    /** What became of a thing. */
    public enum Outcome {
        @JsonProperty("created")
        CREATED,
        @JsonProperty("replaced")
        REPLACED,
        /** There is another one of that name or number, which stays. */
        @JsonProperty("skipped")
        SKIPPED,
        /** It is there already, the same. */
        @JsonProperty("unchanged")
        UNCHANGED
    }
}
