package tv.exstream.server.playout;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * @param horizon how far ahead programmes are materialised, at least an hour
 * @param history how long aired programmes are kept
 * @param guard   what begins sooner than this from now is no longer changed: the engine may have opened it
 * @param zone    whose wall clock schedules go by, where their channel has no zone of its own
 */
public record PlayoutSettings(Duration horizon, Duration history, Duration guard, ZoneId zone) {
    /** As the server has them unless its settings say otherwise. */
    public static final Duration DEFAULT_HISTORY = Duration.ofDays(3);

    private static final Duration DEFAULT_GUARD = Duration.ofSeconds(15);

    public PlayoutSettings {
        if (horizon.compareTo(Duration.ofHours(1)) < 0) {
            throw new IllegalArgumentException("playout horizon " + horizon + " is below an hour");
        }
        if (history.isNegative() || guard.isNegative()) {
            throw new IllegalArgumentException("playout history " + history + " or guard " + guard + " is negative");
        }
    }

    public PlayoutSettings(Duration horizon, Duration history, ZoneId zone) {
        this(horizon, history, DEFAULT_GUARD, zone);
    }

    public static PlayoutSettings withHorizon(Duration horizon) {
        return new PlayoutSettings(horizon, DEFAULT_HISTORY, ZoneOffset.UTC);
    }
}
