package tv.exstream.engine.observe;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class that leaves native objects behind or gives one back twice. Registered for all tests through
 * {@code META-INF/services}; what is being closed in the background gets {@link #GRACE}.
 */
public final class LedgerExtension implements BeforeAllCallback, AfterAllCallback {
    static final Duration GRACE = Duration.ofSeconds(2);

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(LedgerExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        if (isTopLevel(context)) {
            context.getStore(NAMESPACE).put("before", Reading.now());
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws InterruptedException {
        // what the outer class holds is still alive when a nested one is done
        if (!isTopLevel(context)) {
            return;
        }
        Reading before = context.getStore(NAMESPACE).get("before", Reading.class);
        check(GRACE, before == null ? new Reading(Map.of(), 0) : before);
    }

    static void check(Duration grace, Reading before) throws InterruptedException {
        long deadline = System.nanoTime() + grace.toNanos();
        Reading now = Reading.now();
        while (!now.isNoWorseThan(before) && System.nanoTime() - deadline < 0) {
            Thread.sleep(10);
            now = Reading.now();
        }
        if (!now.isNoWorseThan(before)) {
            throw new AssertionError("native objects not given back exactly once (run with -D"
                    + NativeLedger.TRACE_PROPERTY + "=true to see where they came from):\n" + NativeLedger.report());
        }
    }

    /** What the ledger says; an earlier class's leak, reported there, is not this one's. */
    record Reading(Map<String, Long> live, long overReleases) {
        static Reading now() {
            return new Reading(NativeLedger.live(), NativeLedger.overReleases());
        }

        boolean isNoWorseThan(Reading before) {
            return overReleases <= before.overReleases
                    && live.entrySet().stream().allMatch(e -> e.getValue() <= before.live.getOrDefault(e.getKey(), 0L));
        }
    }

    private static boolean isTopLevel(ExtensionContext context) {
        return context.getRequiredTestClass().getEnclosingClass() == null;
    }
}
