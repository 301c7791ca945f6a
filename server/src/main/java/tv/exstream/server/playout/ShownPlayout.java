package tv.exstream.server.playout;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import tv.exstream.engine.Playout;
import tv.exstream.engine.Programme;
import tv.exstream.engine.SoundChoice;
import tv.exstream.server.schedule.item.Overrides;

/**
 * What a channel shows, to the engine: follows the channel through changes and through its clock's standing still. Two of
 * the same channel are equal.
 *
 * @param channelId zero or less for no channel, which is off air
 */
record ShownPlayout(PlayoutService playouts, long channelId) implements Playout {
    /** Offline answers are cut on this grid, so that something new can go on air soon without contradicting them. */
    static final Duration OFFLINE_CELL = Duration.ofSeconds(30);

    @Override
    public Programme programmeAt(Instant instant) {
        return programmeAt(playouts.shown(channelId), instant);
    }

    @Override
    public Optional<Programme> nextAfter(Instant instant) {
        ClockedTimeline shown = playouts.shown(channelId);
        Optional<PlayoutItem> item = shown.after(instant.minusMillis(1));
        while (item.isPresent()) {
            PlayoutItem next = item.get();
            if (!next.offline() && next.item().fillerKind().isEmpty()) {
                return Optional.of(programmeAt(shown, next.start()));
            }
            item = shown.after(next.start());
        }
        return Optional.empty();
    }

    @Override
    public void onAir(Instant begins) {
        playouts.onAir(channelId, begins);
    }

    @Override
    public void offAir(Instant unwatchedSince) {
        playouts.offAir(channelId, unwatchedSince);
    }

    private static Programme programmeAt(ClockedTimeline shown, Instant instant) {
        Optional<PlayoutItem> onAir = shown.at(instant);
        if (onAir.isPresent() && !onAir.get().offline()) {
            PlayoutItem item = onAir.get();
            return new Programme(
                    item.id(),
                    item.item().title(),
                    item.start(),
                    item.finish(),
                    item.source(),
                    item.item().inPoint(),
                    item.item().fillerKind().isPresent(),
                    sound(item.item().overrides()));
        }
        Instant cell = cellOf(instant);
        Instant start = onAir.map(PlayoutItem::start)
                .or(() -> shown.before(instant).map(PlayoutItem::finish))
                .filter(cell::isBefore)
                .orElse(cell);
        Instant cellEnd = cell.plus(OFFLINE_CELL);
        Instant finish = onAir.map(PlayoutItem::finish)
                .or(() -> shown.after(instant).map(PlayoutItem::start))
                .filter(cellEnd::isAfter)
                .orElse(cellEnd);
        return Programme.offline(start, finish);
    }

    /** Of what a schedule says of an airing, what the engine can do today. */
    private static SoundChoice sound(Overrides overrides) {
        return overrides.audioLanguage().isEmpty() && overrides.audioTitle().isEmpty()
                ? SoundChoice.NONE
                : new SoundChoice(overrides.audioLanguage(), overrides.audioTitle());
    }

    static Instant cellOf(Instant instant) {
        long cell = OFFLINE_CELL.toMillis();
        return Instant.ofEpochMilli(Math.floorDiv(instant.toEpochMilli(), cell) * cell);
    }
}
