package tv.exstream.server.playout;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What channels show by the clock on the wall: their playouts, mapped by their clocks. Any thread, microseconds, but for
 * {@link #timeline} of a channel that has a clock of its own.
 */
final class ShownPlayouts {
    private final Map<Long, ChannelPlayout> playouts;
    private final ChannelClocks clocks;
    private final Runnable clockChanged;

    /**
     * @param playouts     in memory; others change it
     * @param clockChanged told by the engine's threads; quick
     */
    ShownPlayouts(Map<Long, ChannelPlayout> playouts, ChannelClocks clocks, Runnable clockChanged) {
        this.playouts = playouts;
        this.clocks = clocks;
        this.clockChanged = clockChanged;
    }

    /** Nothing for a channel that has no playout. */
    ClockedTimeline of(long channelId) {
        return new ClockedTimeline(
                playout(channelId).map(ChannelPlayout::timeline).orElse(PlayoutTimeline.EMPTY),
                clocks.ahead(channelId));
    }

    /** The same as a whole; kept for who asks next. */
    PlayoutTimeline timeline(long channelId) {
        return playout(channelId)
                .map(playout -> playout.shown(clocks.ahead(channelId)))
                .orElse(PlayoutTimeline.EMPTY);
    }

    /** How far into its entry of the guide a channel is; where it stands while it stands still. */
    Optional<Duration> position(long channelId, Instant instant) {
        Instant at = clocks.of(channelId).channel(instant);
        return playout(channelId)
                .flatMap(playout -> playout.timeline().at(at))
                .map(item -> Duration.between(Instant.ofEpochMilli(item.item().guideGroup()), at));
    }

    /** The engine begins to show a channel. */
    void onAir(long channelId, Instant begins) {
        if (clocks.onAir(channelId, begins)) {
            clockChanged.run();
        }
    }

    /** The engine shows a channel no more. */
    void offAir(long channelId, Instant unwatchedSince) {
        if (clocks.offAir(channelId, unwatchedSince)) {
            clockChanged.run();
        }
    }

    private Optional<ChannelPlayout> playout(long channelId) {
        return Optional.ofNullable(playouts.get(channelId));
    }
}
