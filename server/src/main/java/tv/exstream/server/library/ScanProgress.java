package tv.exstream.server.library;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How far a scan is.
 *
 * @param found   media files seen
 * @param probed  looked into now
 * @param skipped known and unchanged
 * @param failed  looked into and found unusable
 * @param current the file just done, below the folder
 * @param total   media files in the folder; empty while it is still being walked
 */
public record ScanProgress(
        long folderId, int found, int probed, int skipped, int failed, Optional<String> current, OptionalInt total) {}
