package tv.exstream.server.schedule;

import java.util.List;
import java.util.Optional;

/** A snapshot of what schedules draw from. Answers the same for as long as it exists. */
@FunctionalInterface
public interface ScheduleLibrary {
    /** The items of a collection in any order, without duplicates; empty for an unknown collection. */
    List<Airable> items(long collectionId);

    /** An item by its key, in whichever collection it is or in none; empty for an unknown one. */
    default Optional<Airable> item(long mediaId) {
        return Optional.empty();
    }
}
