package tv.exstream.server.playout;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import tv.exstream.engine.Playout;
import tv.exstream.engine.Programme;
import tv.exstream.engine.SoundChoice;
import tv.exstream.server.schedule.item.Content;
import tv.exstream.server.schedule.item.Overrides;

/**
 * What a channel shows, to the engine: follows the channel through changes and through its clock's standing still. Two of
 * the same channel are equal.
 *
 * @param channelId zero or less for no channel, which is off air
 */
record ShownPlayout(ShownPlayouts playouts, long channelId) implements Playout {
    /** Offline answers are cut on this grid, so that something new can go on air soon without contradicting them. */
    static final Duration OFFLINE_CELL = Duration.ofSeconds(30);

    @Override
    public Programme programmeAt(Instant instant) {
        return programmeAt(playouts.timeline(channelId), instant);
    }

    @Override
    public Optional<Programme> nextAfter(Instant instant) {
        PlayoutTimeline now = playouts.timeline(channelId);
        Optional<PlayoutItem> item = now.after(instant.minusMillis(1));
        while (item.isPresent()) {
            PlayoutItem next = item.get();
            if (!next.offline() && next.item().fillerKind().isEmpty()) {
                return Optional.of(programmeAt(now, next.start()));
            }
            item = now.after(next.start());
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

    private static Programme programmeAt(PlayoutTimeline now, Instant instant) {
        Optional<PlayoutItem> onAir = now.at(instant);
        if (onAir.isPresent() && !onAir.get().offline()) {
            PlayoutItem item = onAir.get();
            boolean live = item.item().content() instanceof Content.Stream;
            PlayoutItem first = live ? firstOf(now, item) : item;
            return new Programme(
                    first.id(),
                    item.item().title(),
                    first.start(),
                    live ? lastOf(now, item).finish() : item.finish(),
                    item.source(),
                    item.item().inPoint(),
                    item.item().fillerKind().isPresent(),
                    sound(item.item().overrides()));
        }
        Instant cell = cellOf(instant);
        Instant start = onAir.map(PlayoutItem::start)
                .or(() -> now.before(instant).map(PlayoutItem::finish))
                .filter(cell::isBefore)
                .orElse(cell);
        Instant cellEnd = cell.plus(OFFLINE_CELL);
        Instant finish = onAir.map(PlayoutItem::finish)
                .or(() -> now.after(instant).map(PlayoutItem::start))
                .filter(cellEnd::isAfter)
                .orElse(cellEnd);
        return Programme.offline(start, finish);
    }

    /** A live stream goes on from one entry of the guide to the next: opening it again would interrupt it. */
    private static PlayoutItem firstOf(PlayoutTimeline timeline, PlayoutItem item) {
        PlayoutItem first = item;
        Optional<PlayoutItem> before = timeline.before(first.start().minusMillis(1));
        while (before.isPresent() && goesOn(before.get(), first)) {
            first = before.get();
            before = timeline.before(first.start().minusMillis(1));
        }
        return first;
    }

    private static PlayoutItem lastOf(PlayoutTimeline timeline, PlayoutItem item) {
        PlayoutItem last = item;
        Optional<PlayoutItem> after = timeline.after(last.start());
        while (after.isPresent() && goesOn(last, after.get())) {
            last = after.get();
            after = timeline.after(last.start());
        }
        return last;
    }

    private static boolean goesOn(PlayoutItem item, PlayoutItem next) {
        return item.finish().equals(next.start())
                && item.item().content().equals(next.item().content())
                && item.item().title().equals(next.item().title());
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
