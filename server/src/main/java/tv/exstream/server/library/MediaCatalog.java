package tv.exstream.server.library;

import java.nio.file.Path;
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

    /** What a guide tells of an item beyond that; made when asked for. {@link MediaDetails#NONE} where nothing is known. */
    default MediaDetails details(long id) {
        return MediaDetails.NONE;
    }

    /** The file of a picture that the scan found beside an item. */
    default Optional<Path> artwork(long id, Artwork kind) {
        return Optional.empty();
    }

    /** Changes whenever {@link #items} did; for ETags and caches. */
    long revision();
}
