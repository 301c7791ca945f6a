package tv.exstream.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * Most bytes of Java heap each bench may allocate per operation, and the longest that one may take where that is given
 * ({@code .ms} behind its name). A bench without an allocation budget is a mistake, too.
 */
final class Budgets {
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
        }
        return violations;
    }

    /** The same for time, of the benches that have a budget for it: machines that do other things, too, exceed it. */
    List<String> timeViolations(List<Measurement> measurements) {
        List<String> violations = new ArrayList<>();
        for (Measurement m : measurements) {
            String budget = budgets.getProperty(m.name() + MILLIS);
            if (budget == null) {
                continue;
            }
            if (Double.isNaN(m.millisPerOp())) {
                violations.add(m.name() + " has a time budget, but was not measured as average time");
            } else if (m.millisPerOp() > Double.parseDouble(budget.strip())) {
                violations.add(
                        "%s takes %.1f ms/op, its budget is %s".formatted(m.name(), m.millisPerOp(), budget.strip()));
            }
        }
        return violations;
    }

    /**
     * @param name        {@code Class.method}, with its parameters as {@code [viewers-10]}
     * @param bytesPerOp  NaN when unknown
     * @param millisPerOp NaN when it was not measured as average time
     */
    record Measurement(String name, double bytesPerOp, double millisPerOp) {}
}
