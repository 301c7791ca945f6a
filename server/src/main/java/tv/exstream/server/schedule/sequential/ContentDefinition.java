package tv.exstream.server.schedule.sequential;

import java.util.List;
import java.util.Optional;

/**
 * Something to air under the name that instructions use for it. Each has a position of its own.
 *
 * @param key not blank
 */
public record ContentDefinition(Place place, String key, Source source) {
    /** Where the items come from. */
    public sealed interface Source {
        /** @param order of playback */
        record From(ContentName name, String order) implements Source {}

        /**
         * Groups in turn.
         *
         * @param of       at least one
         * @param playAll  every item of a group before the next one; else one at a time
         */
        record Marathon(
                List<ContentName> of, String groupBy, boolean shuffleItems, boolean shuffleGroups, boolean playAll)
                implements Source {
            public Marathon {
                of = List.copyOf(of);
            }
        }

        /** A playlist written out. */
        record Items(List<Entry> items) implements Source {
            public Items {
                items = List.copyOf(items);
            }
        }
    }

    /**
     * @param content the key of another definition
     * @param count   so many items at a time; all of them, once, if empty
     */
    public record Entry(String content, Optional<Integer> count) {}
}
