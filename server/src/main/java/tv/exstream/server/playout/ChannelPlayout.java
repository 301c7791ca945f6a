package tv.exstream.server.playout;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import tv.exstream.server.schedule.draw.ScheduleState;

/**
 * What is in memory of one channel's playout, by the channel's clock. Written by the thread that builds, read by any:
 * readers see the newest timeline, whole.
 */
final class ChannelPlayout {
    private volatile PlayoutTimeline timeline = PlayoutTimeline.EMPTY;
    private volatile List<String> warnings = List.of();
    private volatile Instant heldUntil = Instant.EPOCH;
    // The rest belongs to the building thread.
    private Optional<ScheduleState> state = Optional.empty();
    private Fingerprint fingerprint = Fingerprint.NONE;

    private volatile @Nullable Shown shown;

    private record Shown(PlayoutTimeline planned, ChannelClock clock, PlayoutTimeline whole) {}

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

    /** The timeline by another clock than its own; the newest is kept for who asks next. */
    PlayoutTimeline shown(ChannelClock clock) {
        PlayoutTimeline planned = timeline;
        if (clock.equals(ChannelClock.WALL)) {
            return planned;
        }
        Shown known = shown;
        if (known == null || known.planned() != planned || !known.clock().equals(clock)) {
            known = new Shown(planned, clock, new ClockedTimeline(planned, clock).whole());
            shown = known;
        }
        return known.whole();
    }
}
