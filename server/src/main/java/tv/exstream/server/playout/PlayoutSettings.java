package tv.exstream.server.playout;

import java.time.Duration;

/**
 * @param horizon how far ahead programmes are materialised, at least an hour
 * @param history how long aired programmes are kept
 * @param guard   what begins sooner than this from now is no longer changed: the engine may have opened it
 */
public record PlayoutSettings(Duration horizon, Duration history, Duration guard) {
    public PlayoutSettings {
        if (horizon.compareTo(Duration.ofHours(1)) < 0) {
            throw new IllegalArgumentException("playout horizon " + horizon + " is below an hour");
        }
        if (history.isNegative() || guard.isNegative()) {
            throw new IllegalArgumentException("playout history " + history + " or guard " + guard + " is negative");
        }
    }

    public static PlayoutSettings withHorizon(Duration horizon) {
        return new PlayoutSettings(horizon, Duration.ofDays(3), Duration.ofSeconds(15));
    }
}
