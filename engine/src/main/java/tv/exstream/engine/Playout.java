package tv.exstream.engine;

import java.time.Instant;

/**
 * What a channel shows when: the engine's only view of schedules.
 *
 * <p>Called from a channel's source thread a few seconds ahead of air, at every seam and at every start, and from its
 * mux thread when breaks are announced, possibly at the same time. An
 * implementation answers from memory within microseconds: no database, no I/O, no lock held for long.
 */
@FunctionalInterface
public interface Playout {
    /**
     * The programme on air at {@code instant}; its span covers that instant. Where nothing is scheduled the answer is
     * {@link Programme#offline} up to the next scheduled start (or some minutes ahead when there is none). Never
     * changes its answer for an instant in the past.
     */
    Programme programmeAt(Instant instant);
}
