package tv.exstream.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * What holds for all channels of an engine.
 *
 * @param epoch        PTS zero of every channel: fixed once per installation, so that a restarted server continues the
 *                     timeline
 * @param cacheDir     where fonts and the like are unpacked; created when missing
 * @param lead         how far ahead of air a channel's source works
 * @param stallTimeout how long frames may be missing before a slate stands in
 * @param openDeadline how long opening a source may take
 * @param viewerQueue  bytes a viewer may lag before it is skipped to a keyframe
 * @param recovery     what is done about sources that fail
 */
public record EngineOptions(
        Instant epoch,
        Path cacheDir,
        Duration lead,
        Duration stallTimeout,
        Duration openDeadline,
        int viewerQueue,
        RecoveryPolicy recovery) {
    public static EngineOptions defaults(Path cacheDir, Instant epoch) {
        return new EngineOptions(
                epoch,
                cacheDir,
                Duration.ofSeconds(2),
                Duration.ofMillis(500),
                Duration.ofSeconds(10),
                16 << 20,
                RecoveryPolicy.DEFAULT);
    }
}
