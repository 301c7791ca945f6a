package tv.exstream.server.session;

import java.time.Instant;

/**
 * A session as the API shows it.
 *
 * @param bytes        delivered so far
 * @param lag          bytes waiting for this viewer
 * @param drops        times it fell behind and was skipped to a keyframe
 * @param droppedBytes what it lost by that
 */
public record SessionView(
        String id,
        String channel,
        String address,
        String userAgent,
        String format,
        Instant since,
        long bytes,
        long lag,
        long drops,
        long droppedBytes) {}
