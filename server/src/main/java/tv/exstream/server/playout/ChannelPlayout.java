package tv.exstream.server.playout;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import tv.exstream.engine.Playout;
import tv.exstream.engine.Programme;
import tv.exstream.engine.SoundChoice;
import tv.exstream.server.schedule.draw.ScheduleState;
import tv.exstream.server.schedule.item.Overrides;

/**
 * What is in memory of one channel's playout. Written by the thread that builds, read by any: readers see the newest
 * timeline, whole.
 */
final class ChannelPlayout implements Playout {
    /** Offline answers are cut on this grid, so that something new can go on air soon without contradicting them. */
    static final Duration OFFLINE_CELL = Duration.ofSeconds(30);

    private volatile PlayoutTimeline timeline = PlayoutTimeline.EMPTY;
    private volatile List<String> warnings = List.of();
    private volatile Instant heldUntil = Instant.EPOCH;
    // The rest belongs to the building thread.
    private Optional<ScheduleState> state = Optional.empty();
    private Fingerprint fingerprint = Fingerprint.NONE;

    PlayoutTimeline timeline() {
        return timeline;
    }

    List<String> warnings() {
        return warnings;
    }

    /** After the last item of the timeline; empty when it is not known. */
    Optional<ScheduleState> state() {
        return state;
    }

    Fingerprint fingerprint() {
        return fingerprint;
    }

    /** Before this the future is not built again for a change of the library; in the past when it is not held. */
    Instant heldUntil() {
        return heldUntil;
    }

    void replace(
            PlayoutTimeline newTimeline,
            Optional<ScheduleState> newState,
            Fingerprint newFingerprint,
            Instant newHeldUntil,
            List<String> newWarnings) {
        state = newState;
        fingerprint = newFingerprint;
        heldUntil = newHeldUntil;
        warnings = newWarnings;
        timeline = newTimeline;
    }

    /** Drops what was over by {@code before}; the last item stays, for the schedule goes on from it. */
    void forget(Instant before) {
        List<PlayoutItem> items = timeline.items();
        int first = 0;
        while (first < items.size() - 1 && !items.get(first).finish().isAfter(before)) {
            first++;
        }
        if (first > 0) {
            timeline = new PlayoutTimeline(items.subList(first, items.size()));
        }
    }

    @Override
    public Programme programmeAt(Instant instant) {
        PlayoutTimeline now = timeline;
        Optional<PlayoutItem> onAir = now.at(instant);
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

    @Override
    public Optional<Programme> nextAfter(Instant instant) {
        PlayoutTimeline now = timeline;
        Optional<PlayoutItem> item = now.after(instant.minusMillis(1));
        while (item.isPresent()) {
            PlayoutItem next = item.get();
            if (!next.offline() && next.item().fillerKind().isEmpty()) {
                return Optional.of(programmeAt(next.start()));
            }
            item = now.after(next.start());
        }
        return Optional.empty();
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
