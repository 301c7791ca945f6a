package tv.exstream.server.library;

import java.util.List;
import java.util.Optional;

/** The items that can be played now, from memory. Safe from any thread; never blocks on a scan or the database. */
public interface MediaCatalog {
    /**
     * An immutable snapshot in a stable order: shows by name with their episodes in order, then everything else by title.
     * Files that are missing, refused, or extras (trailers, samples, …) are not in it.
     */
    List<MediaItem> items();

    Optional<MediaItem> item(long id);

    /** Changes whenever {@link #items} did; for ETags and caches. */
    long revision();
}
