package tv.exstream.server.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import tv.exstream.engine.ChannelStatus;

/**
 * A channel on air as the API shows it.
 *
 * @param since        when this run began, to the second or so
 * @param sessions     ids of those who watch
 * @param bytes        transport stream bytes made since the server started
 * @param starts       times it went on air since then
 * @param reopens      sources opened again after a failure
 * @param slate        true while a slate stands in
 * @param slateSeconds time on slate since the server started
 * @param fault        the newest one
 */
public record ChannelSessionView(
        String channel,
        ChannelStatus.State state,
        Instant since,
        List<String> sessions,
        long bytes,
        long starts,
        long reopens,
        boolean slate,
        double slateSeconds,
        Optional<String> fault) {}
