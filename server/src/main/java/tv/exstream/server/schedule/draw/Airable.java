package tv.exstream.server.schedule.draw;

import java.time.Duration;

/**
 * What a schedule knows of a library item.
 *
 * @param mediaId   the library's key, positive
 * @param title     of the airing, unless the schedule sets its own
 * @param length    how long it plays; anything below {@link #SHORTEST} is not aired
 * @param available false when the file is known to be missing or unplayable
 * @param key       its place in chronological order; its id is {@code mediaId}
 * @param facets    what other orders, groups and breaks go by
 */
public record Airable(long mediaId, String title, Duration length, boolean available, OrderKey key, Facets facets) {
    /** Shorter items are not aired: nobody can watch them, and a collection of them would fill the database. */
    public static final Duration SHORTEST = Duration.ofSeconds(1);

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

    /** The same item, for who does not care where it is black. */
    public Airable withoutBlacks() {
        return facets.blacks().isEmpty()
                ? this
                : new Airable(mediaId, title, length, available, key, facets.withoutBlacks());
    }

    /** Whether it is there, and long enough to be aired. */
    public boolean playable() {
        return available && length.compareTo(SHORTEST) >= 0;
    }

    /**
     * Time on air in whole milliseconds, rounded down: a copied file is cut at most a millisecond early, which is less
     * than a frame, and the channel never waits past its last frame.
     */
    public Duration airTime() {
        return Duration.ofMillis(length.toMillis());
    }

    /** As {@link #airTime()}. */
    public long airMillis() {
        return length.toMillis();
    }
}
