package tv.exstream.server.library;

import java.util.Optional;

/**
 * A library folder with what is known of it now.
 *
 * @param available files that can be played, extras included
 * @param missing   files that were there once
 * @param refused   files that cannot be played
 * @param issues    of the last scan
 * @param scan      how far the running scan is; empty when none runs
 */
public record FolderStatus(
        MediaFolder folder, int available, int missing, int refused, int issues, Optional<ScanProgress> scan) {}
