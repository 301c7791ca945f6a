package tv.exstream.server.session;

import java.time.Instant;
import java.util.Optional;

/**
 * A session as the API shows it.
 *
 * @param format       {@code ts} or {@code hls}
 * @param lastActivity when it last took something, or arrived
 * @param bytes        delivered so far
 * @param errors       things that went wrong for this viewer
 * @param error        the newest of them
 * @param lag          bytes waiting for this viewer
 * @param drops        times it fell behind and was skipped to a keyframe
 * @param droppedBytes what it lost by that
 * @param ended        when it was over; empty while it is open
 */
public record SessionView(
        String id,
        String channel,
        String address,
        String userAgent,
        String format,
        SessionState state,
        Instant since,
        Instant lastActivity,
        long bytes,
        long errors,
        Optional<String> error,
        long lag,
        long drops,
        long droppedBytes,
        Optional<Instant> ended) {}
