package tv.exstream.server.schedule.draw;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import tv.exstream.server.schedule.item.ChannelRef;
import tv.exstream.server.schedule.sequential.ContentName;

/** A snapshot of what schedules draw from. Answers the same for as long as it exists. */
@FunctionalInterface
public interface ScheduleLibrary {
    /** The items of a collection in any order, without duplicates; empty for an unknown collection. */
    List<Airable> items(long collectionId);

    /**
     * What a sequential schedule or a script calls by a name. The answer is what {@link #items} takes, and the same on
     * every day: cursors are remembered by it.
     */
    default OptionalLong find(ContentName name) {
        return OptionalLong.empty();
    }

    /** The key of a watermark. */
    default OptionalLong watermark(String name) {
        return OptionalLong.empty();
    }

    /** The key of a graphics element. */
    default OptionalLong graphics(String name) {
        return OptionalLong.empty();
    }

    /** An item by its key, in whichever collection it is or in none; empty for an unknown one. */
    default Optional<Airable> item(long mediaId) {
        return Optional.empty();
    }

    /** The key of a channel that a schedule shows; empty where there is none. */
    default OptionalLong channel(ChannelRef channel) {
        return OptionalLong.empty();
    }
}
