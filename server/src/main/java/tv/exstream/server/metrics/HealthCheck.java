package tv.exstream.server.metrics;

import java.util.function.Supplier;

/**
 * One thing that must be in order before viewers are sent here.
 *
 * @param name  short, e.g. {@code database}
 * @param probe answers within milliseconds from any thread; what it throws counts as not in order
 */
public record HealthCheck(String name, Supplier<Outcome> probe) {

    /** @param detail what is in order, or what is not and since when */
    public record Outcome(boolean ok, String detail) {
        public static Outcome ok(String detail) {
            return new Outcome(true, detail);
        }

        public static Outcome failing(String detail) {
            return new Outcome(false, detail);
        }
    }
}
