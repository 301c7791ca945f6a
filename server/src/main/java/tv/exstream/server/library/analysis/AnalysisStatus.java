package tv.exstream.server.library.analysis;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import tv.exstream.server.config.Settings;

/**
 * How far the looking at pictures is.
 *
 * @param mode     as set
 * @param state    what it does now
 * @param current  the file being looked at
 * @param done     of those that are wanted, files that have been looked at from beginning to end
 * @param waiting  those that have not, or are to be tried again
 * @param failed   those that could not, and are not tried before they change
 * @param failures the newest of them
 * @param looked   at so much of files since the server started
 */
public record AnalysisStatus(
        Settings.Library.Analysis mode,
        State state,
        Optional<Current> current,
        int done,
        int waiting,
        int failed,
        List<Failure> failures,
        Duration looked) {
    public AnalysisStatus {
        failures = List.copyOf(failures);
    }

    public enum State {
        /** Looks at a file. */
        WORKING,
        /** In the middle of a file, until channels that are on air leave it room. */
        RESTING,
        /** Nothing is to be done. */
        IDLE,
        /** Switched off: looks only at what it is asked to. */
        OFF
    }

    /** @param position how far in the file */
    public record Current(long mediaId, Path path, Duration position, Duration duration) {}

    public record Failure(long mediaId, Path path, String reason, Instant at) {}
}
