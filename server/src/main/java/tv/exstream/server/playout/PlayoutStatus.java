package tv.exstream.server.playout;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import tv.exstream.server.channels.ChannelProgramming;

/**
 * How a channel's playout stands.
 *
 * @param zone      whose wall clock its schedule goes by
 * @param items     airings in memory, aired ones included
 * @param from      where the first of them begins; empty before the first build
 * @param until     where the last of them ends
 * @param heldUntil an edit counts only from this moment on; empty when all of the future follows the schedule
 * @param warnings  what a person should look at
 */
public record PlayoutStatus(
        ChannelProgramming programming,
        ZoneId zone,
        int items,
        Optional<Instant> from,
        Optional<Instant> until,
        Optional<Instant> heldUntil,
        List<String> warnings) {
    public PlayoutStatus {
        warnings = List.copyOf(warnings);
    }

    /**
     * @param playout empty before it is loaded or built for the first time
     * @param clock   the channel's, running
     * @param now     by the clock on the wall
     */
    static PlayoutStatus of(
            ChannelProgramming programming,
            ZoneId zone,
            Optional<ChannelPlayout> playout,
            ChannelClock clock,
            Instant now) {
        PlayoutTimeline timeline = playout.map(ChannelPlayout::timeline).orElse(PlayoutTimeline.EMPTY);
        return new PlayoutStatus(
                programming,
                zone,
                timeline.items().size(),
                timeline.items().stream().findFirst().map(PlayoutItem::start).flatMap(clock::wall),
                timeline.finish().flatMap(clock::wall),
                playout.map(ChannelPlayout::heldUntil)
                        .flatMap(clock::wall)
                        .filter(until -> until.isAfter(now)),
                warnings(programming, playout));
    }

    private static List<String> warnings(ChannelProgramming programming, Optional<ChannelPlayout> playout) {
        List<String> warnings =
                new ArrayList<>(playout.map(ChannelPlayout::warnings).orElse(List.of()));
        FixedTimes.warning(programming).ifPresent(warnings::add);
        return warnings;
    }
}
