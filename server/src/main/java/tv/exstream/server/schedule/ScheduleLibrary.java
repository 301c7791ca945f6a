package tv.exstream.server.schedule;

import java.util.List;

/** A snapshot of what schedules draw from. Answers the same for as long as it exists. */
@FunctionalInterface
public interface ScheduleLibrary {
    /** The items of a collection in any order, without duplicates; empty for an unknown collection. */
    List<Airable> items(long collectionId);
}
