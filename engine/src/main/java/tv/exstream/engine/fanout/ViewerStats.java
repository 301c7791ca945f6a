package tv.exstream.engine.fanout;

import java.time.Instant;

/**
 * One viewer's figures.
 *
 * @param queuedBytes how far behind the channel it is now
 * @param drops       times it was skipped to a keyframe
 * @param droppedBytes what it lost by that
 */
public record ViewerStats(
        ViewerInfo viewer, Instant since, long deliveredBytes, long queuedBytes, long drops, long droppedBytes) {}
