package tv.exstream.server.library;

import java.util.List;
import java.util.Map;

import tv.exstream.engine.BlackSpan;

/**
 * What a look at all pictures of a file found. It holds as long as the file is the one that was looked at.
 *
 * @param size        of the file, bytes
 * @param mtimeMillis its time of change, UTC epoch milliseconds
 */
public record FoundBlacks(long size, long mtimeMillis, List<BlackSpan> spans) {
    public FoundBlacks {
        spans = List.copyOf(spans);
    }

    /** What holds of the file that this row is of. */
    static List<BlackSpan> of(MediaRow row, Map<Long, FoundBlacks> all) {
        FoundBlacks found = all.get(row.id());
        return found != null && found.size == row.size() && found.mtimeMillis == row.mtime() ? found.spans : List.of();
    }
}
