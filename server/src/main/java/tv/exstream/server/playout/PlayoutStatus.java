package tv.exstream.server.playout;

import java.time.Instant;
import java.time.ZoneId;
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
     * @param timeline  what is shown
     * @param heldUntil by the clock on the wall; it may be in the past, and is empty before the first build
     */
    static PlayoutStatus of(
            ChannelProgramming programming,
            ZoneId zone,
            PlayoutTimeline timeline,
            Optional<Instant> heldUntil,
            List<String> warnings,
            Instant now) {
        return new PlayoutStatus(
                programming,
                zone,
                timeline.items().size(),
                timeline.items().stream().findFirst().map(PlayoutItem::start),
                timeline.finish(),
                heldUntil.filter(until -> until.isAfter(now)),
                warnings);
    }
}
