package tv.exstream.server.library;

import java.time.Instant;

/**
 * Something a scan could not use or found odd. The rest of the folder is not affected.
 *
 * @param path    below the library folder, '/' between names; empty: the folder itself
 * @param message what is wrong, naming the file
 * @param remedy  what a person can do about it
 */
public record ScanIssue(String path, Kind kind, String message, String remedy, Instant foundAt) {

    public enum Kind {
        /** 0 bytes. */
        EMPTY,
        /** May not be read, or reading fails. */
        UNREADABLE,
        /** Text, or anything else that is not media whatever its name says. */
        NOT_MEDIA,
        /** Points at other media instead of holding some. */
        PLAYLIST,
        /** Begins like media but cannot be played. */
        BROKEN,
        /** Media, but none of the streams or formats we play. */
        UNSUPPORTED,
        /** Has no length. */
        NO_DURATION,
        /** Looking into it took too long. */
        TOO_SLOW,
        /** Looking into it failed for a reason that may pass. */
        PROBE_FAILED,
        /** The name's bytes are no text in the file system's encoding. */
        BAD_NAME,
        /** Changing while the scan looked at it. */
        BEING_WRITTEN,
        /** Two files say they are the same thing. */
        DUPLICATE,
        /** A .nfo file that is not well-formed. */
        BAD_SIDECAR,
        /** Not a file that has an end: a pipe, a socket, a device. */
        SPECIAL_FILE,
        /** A link whose target does not exist. */
        BROKEN_LINK
    }

    /** Whether the same bytes would give the same answer again, so that they need not be looked at again. */
    boolean lasting() {
        return switch (kind) {
            case EMPTY, NOT_MEDIA, PLAYLIST, BROKEN, UNSUPPORTED, NO_DURATION -> true;
            case UNREADABLE,
                    TOO_SLOW,
                    PROBE_FAILED,
                    BAD_NAME,
                    BEING_WRITTEN,
                    DUPLICATE,
                    BAD_SIDECAR,
                    SPECIAL_FILE,
                    BROKEN_LINK -> false;
        };
    }
}
