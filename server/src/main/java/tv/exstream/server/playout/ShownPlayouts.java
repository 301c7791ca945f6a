package tv.exstream.server.playout;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What channels show by the clock on the wall: their playouts, mapped by their clocks, with what other channels show
 * where they relay those. Any thread, without a lock; microseconds, unless something has changed.
 */
final class ShownPlayouts {
    private final Map<Long, ChannelPlayout> playouts;
    private final ChannelClocks clocks;
    private final Runnable clockChanged;
    private final ShownTimelines relayed = new ShownTimelines(this::own);

    /**
     * @param playouts     in memory; others change it
     * @param clockChanged told by the engine's threads; quick
     */
    ShownPlayouts(Map<Long, ChannelPlayout> playouts, ChannelClocks clocks, Runnable clockChanged) {
        this.playouts = playouts;
        this.clocks = clocks;
        this.clockChanged = clockChanged;
    }

    /** All of it; nothing for a channel that has no playout. Kept for who asks next. */
    PlayoutTimeline timeline(long channelId) {
        return relayed.of(channelId);
    }

    /** Without what is relayed. */
    private PlayoutTimeline own(long channelId) {
        return playout(channelId)
                .map(playout -> playout.by(clocks.ahead(channelId)))
                .orElse(PlayoutTimeline.EMPTY);
    }

    /**
     * How far into its entry of the guide a channel is; where it stands while it stands still. Empty where it relays
     * others or is off air: there the guide says it.
     */
    Optional<Duration> position(long channelId, Instant instant) {
        Instant at = clocks.of(channelId).channel(instant);
        return playout(channelId)
                .map(ChannelPlayout::timeline)
                .filter(timeline -> !timeline.relays())
                .flatMap(timeline -> timeline.at(at))
                .filter(item -> !item.offline())
                .map(item -> Duration.between(Instant.ofEpochMilli(item.item().guideGroup()), at));
    }

    /** Forgets all other channels. */
    void retain(Set<Long> channels) {
        relayed.retain(channels);
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
