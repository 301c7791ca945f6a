package tv.exstream.engine;

import java.time.Instant;
import java.util.Optional;

/**
 * What a channel shows when: the engine's only view of schedules.
 *
 * <p>Called from a channel's source thread a few seconds ahead of air, at every seam and at every start, and from its
 * mux thread when breaks are announced, possibly at the same time. An
 * implementation answers from memory within microseconds: no database, no I/O, no lock held for long.
 */
@FunctionalInterface
public interface Playout {
    /** How many airings {@link #nextAfter} looks at by itself. */
    int LOOK_AHEAD = 32;

    /**
     * The programme on air at {@code instant}; its span covers that instant. Where nothing is scheduled the answer is
     * {@link Programme#offline} up to the next scheduled start (or some minutes ahead when there is none). Never
     * changes its answer for an instant in the past.
     */
    Programme programmeAt(Instant instant);

    /**
     * What a slate may announce: the first programme (not filler) that starts at {@code instant} or later, where it is
     * known. Asked as often and as quickly as {@link #programmeAt}; this one looks a few airings ahead.
     */
    default Optional<Programme> nextAfter(Instant instant) {
        Instant at = instant;
        for (int airing = 0; airing < LOOK_AHEAD; airing++) {
            Programme programme = programmeAt(at);
            if (programme.source().isPresent()
                    && !programme.filler()
                    && !programme.start().isBefore(instant)) {
                return Optional.of(programme);
            }
            if (!programme.finish().isAfter(at)) {
                return Optional.empty();
            }
            at = programme.finish();
        }
        return Optional.empty();
    }

    /**
     * A run of the channel begins, because somebody tuned in or the channel is kept warm. Told before the run's first
     * {@link #programmeAt}; as quick as that, for whoever tunes in waits for it.
     *
     * @param begins the first instant that is asked for
     */
    default void onAir(Instant begins) {}

    /**
     * The run is over, or another playout takes its place. Told once for each {@link #onAir}, as quickly.
     *
     * @param unwatchedSince nobody has watched since; not in the future, and the present if somebody did to the end
     */
    default void offAir(Instant unwatchedSince) {}
}
