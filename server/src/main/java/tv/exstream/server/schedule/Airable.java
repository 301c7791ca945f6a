package tv.exstream.server.schedule;

import java.time.Duration;

/**
 * What a schedule knows of a library item.
 *
 * @param mediaId   the library's key, positive
 * @param title     of the airing, unless the schedule sets its own
 * @param length    how long it plays; anything below {@link ScheduleEngine#SHORTEST} is not aired
 * @param available false when the file is known to be missing or unplayable
 * @param key       its place in chronological order; its id is {@code mediaId}
 * @param facets    what other orders, groups and breaks go by
 */
public record Airable(long mediaId, String title, Duration length, boolean available, OrderKey key, Facets facets) {
    public Airable {
        if (mediaId < 1 || key.id() != mediaId) {
            throw new IllegalArgumentException("media id " + mediaId + " must be positive and the key's " + key.id());
        }
        if (length.isNegative()) {
            throw new IllegalArgumentException("media " + mediaId + " has the negative length " + length);
        }
    }

    /** An item of which nothing more is known. */
    public Airable(long mediaId, String title, Duration length, boolean available, OrderKey key) {
        this(mediaId, title, length, available, key, Facets.NONE);
    }

    boolean playable() {
        return available && length.compareTo(ScheduleEngine.SHORTEST) >= 0;
    }

    /**
     * Time on air in whole milliseconds, rounded down: a copied file is cut at most a millisecond early, which is less
     * than a frame, and the channel never waits past its last frame.
     */
    Duration airTime() {
        return Duration.ofMillis(length.toMillis());
    }

    long airMillis() {
        return length.toMillis();
    }
}
