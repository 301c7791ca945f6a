package tv.exstream.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/**
 * Most bytes of Java heap each bench may allocate per operation, and most time it may take: as a multiple of another
 * bench of the same run ({@code .time} behind its name), which holds on any machine, or in milliseconds ({@code .ms}),
 * which needs a machine that does nothing else. A bench without an allocation budget is a mistake, too.
 */
final class Budgets {
    private static final String TIME = ".time";
    private static final String MILLIS = ".ms";

    private final Properties budgets;

    Budgets(Properties budgets) {
        this.budgets = budgets;
    }

    /** The budgets shipped with the benches, {@code budgets.properties}. */
    static Budgets load() {
        Properties properties = new Properties();
        try (InputStream in = Budgets.class.getResourceAsStream("/budgets.properties")) {
            if (in == null) {
                throw new IllegalStateException("budgets.properties is missing from the bench module's jar");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Budgets(properties);
    }

    /** One sentence for each measurement over its budget or without one; empty when all is well. */
    List<String> violations(List<Measurement> measurements) {
        List<String> violations = new ArrayList<>();
        for (Measurement m : measurements) {
            String budget = budgets.getProperty(m.name());
            if (budget == null) {
                violations.add(m.name() + " has no allocation budget: add it to budgets.properties");
            } else if (Double.isNaN(m.bytesPerOp())) {
                violations.add(m.name() + " was measured without the allocation profiler");
            } else if (m.bytesPerOp() > Double.parseDouble(budget.strip())) {
                violations.add("%s allocates %.1f bytes/op, its budget is %s"
                        .formatted(m.name(), m.bytesPerOp(), budget.strip()));
            }
            String time = budgets.getProperty(m.name() + TIME);
            if (time != null) {
                tooSlow(m, time.strip().split(" ", 2), measurements).ifPresent(violations::add);
            }
        }
        return violations;
    }

    /** Without the other bench in the same run there is nothing to compare with. */
    private Optional<String> tooSlow(Measurement m, String[] budget, List<Measurement> all) {
        double most = Double.parseDouble(budget[0]);
        if (!budgets.containsKey(budget[1])) {
            return Optional.of(
                    m.name() + " has the time of " + budget[1] + " as its budget, and there is no such bench");
        }
        return all.stream()
                .filter(other -> other.name().equals(budget[1]))
                .filter(other -> !(m.nanosPerOp() <= most * other.nanosPerOp()))
                .map(other -> String.format(
                        Locale.ROOT,
                        "%s takes %.0f ns/op, %.2f times %s; its budget is %.2f times",
                        m.name(),
                        m.nanosPerOp(),
                        m.nanosPerOp() / other.nanosPerOp(),
                        other.name(),
                        most))
                .findFirst();
    }

    /** The same for milliseconds, of the benches that have a budget for them: machines that do other things, too, exceed it. */
    List<String> timeViolations(List<Measurement> measurements) {
        List<String> violations = new ArrayList<>();
        for (Measurement m : measurements) {
            String budget = budgets.getProperty(m.name() + MILLIS);
            if (budget == null) {
                continue;
            }
            if (Double.isNaN(m.nanosPerOp())) {
                violations.add(m.name() + " has a time budget, but was not measured as average time");
            } else if (m.nanosPerOp() / 1e6 > Double.parseDouble(budget.strip())) {
                violations.add("%s takes %.1f ms/op, its budget is %s"
                        .formatted(m.name(), m.nanosPerOp() / 1e6, budget.strip()));
            }
        }
        return violations;
    }

    /**
     * @param name        {@code Class.method}, with its parameters as {@code [viewers-10]}
     * @param bytesPerOp  NaN when unknown
     * @param nanosPerOp  NaN when it was not measured as average time
     */
    record Measurement(String name, double bytesPerOp, double nanosPerOp) {}
}
