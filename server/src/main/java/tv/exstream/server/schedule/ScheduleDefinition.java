package tv.exstream.server.schedule;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** How a channel's programmes are chosen. Stored as JSON: the names below are part of the database's format. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ScheduleDefinition.Continuous.class, name = "continuous"),
    @JsonSubTypes.Type(value = ScheduleDefinition.Rendered.class, name = "rendered")
})
public sealed interface ScheduleDefinition {
    /**
     * One collection, over and over.
     *
     * @param collection the collection's key
     */
    record Continuous(long collection, PlaybackOrder order) implements ScheduleDefinition {}

    /**
     * Programmes without media, anchored to the wall clock: every UTC day is divided into spans of 5 to 30 minutes.
     *
     * @param shows at least one
     */
    record Rendered(List<RenderedShow> shows) implements ScheduleDefinition {
        public Rendered {
            shows = List.copyOf(shows);
            if (shows.isEmpty()) {
                throw new IllegalArgumentException("a rendered schedule needs at least one show");
            }
        }
    }

    /**
     * @param title      in the guide
     * @param videoGraph a filter graph with one video output
     * @param audioGraph a filter graph with one audio output
     */
    record RenderedShow(String title, String videoGraph, String audioGraph) {
        public RenderedShow {
            if (title.isBlank() || videoGraph.isBlank() || audioGraph.isBlank()) {
                throw new IllegalArgumentException("a rendered show needs a title, a video and an audio graph");
            }
        }
    }
}
