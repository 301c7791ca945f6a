package tv.exstream.server.script;

import java.time.Duration;

/**
 * How much scripts may ask for.
 *
 * @param sessions open at once, at least 1
 * @param idle     how long a session waits for its script, positive
 * @param items    that one session may add, at least 1
 * @param span     that one session may be asked to build, positive
 */
public record ScriptLimits(int sessions, Duration idle, int items, Duration span) {
    public static final ScriptLimits DEFAULT =
            new ScriptLimits(16, Duration.ofMinutes(10), 50_000, Duration.ofDays(31));

    public ScriptLimits {
        if (sessions < 1 || items < 1 || !idle.isPositive() || !span.isPositive()) {
            throw new IllegalArgumentException("scripts need at least one session and item, and some time");
        }
    }
}
