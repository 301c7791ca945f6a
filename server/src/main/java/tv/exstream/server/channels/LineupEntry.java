package tv.exstream.server.channels;

import java.util.List;

import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.schedule.definition.ScheduleDefinition.RenderedShow;
import tv.exstream.server.schedule.draw.PlaybackOrder;

/**
 * A channel that should exist.
 *
 * @param origin what it is made from: the same origin is the same channel for ever, whatever its name becomes
 * @param name   when it is made; a later rename stays
 * @param group  {@code group-title} of the M3U
 */
public record LineupEntry(String origin, NumberRange range, String name, String group, Programming programming) {
    public LineupEntry {
        if (origin.isBlank() || name.isBlank()) {
            throw new IllegalArgumentException("a line-up entry needs an origin and a name: '" + origin + "'");
        }
    }

    /** What it airs. */
    public sealed interface Programming {
        record FromCollection(CollectionRule rule, PlaybackOrder order) implements Programming {}

        /** @param schedule the key of one that exists */
        record FromSchedule(long schedule) implements Programming {}

        record FromShows(List<RenderedShow> shows) implements Programming {
            public FromShows {
                shows = List.copyOf(shows);
            }
        }
    }
}
