package tv.exstream.bench.system;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/**
 * A figure and what it should be.
 *
 * @param unit  may be empty
 * @param value NaN when it could not be measured, which never meets a target
 * @param met   whether the target is met
 */
record Target(String name, double value, String limit, String unit, boolean met) {
    static Target atMost(String name, double value, double limit, String unit) {
        return new Target(name, value, "<= " + text(limit), unit, value <= limit);
    }

    static Target atLeast(String name, double value, double limit, String unit) {
        return new Target(name, value, ">= " + text(limit), unit, value >= limit);
    }

    static boolean print(List<Target> targets, PrintStream out) {
        for (Target t : targets) {
            out.println(String.format(
                    Locale.ROOT,
                    "%-6s %-52s %10s %-8s (%s)",
                    t.met ? "ok" : "MISSED",
                    t.name,
                    text(t.value),
                    t.unit,
                    t.limit));
        }
        return targets.stream().allMatch(Target::met);
    }

    private static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e12
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.3f", value);
    }
}
