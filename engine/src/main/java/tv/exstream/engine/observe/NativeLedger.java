package tv.exstream.engine.observe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Counts what must be given back: libav contexts, packets, frames, chunks. Whoever allocates one calls
 * {@link Kind#acquired}, whoever frees it calls {@link Kind#released}; when everything is closed the ledger reads zero.
 *
 * <p>With the system property {@value #TRACE_PROPERTY} set to {@code true} it also remembers where allocations came
 * from, which is slow and meant for hunting a leak.
 */
public final class NativeLedger {
    public static final String TRACE_PROPERTY = "exstream.ledger.trace";

    private static final boolean TRACE = Boolean.getBoolean(TRACE_PROPERTY);
    private static final int TRACE_DEPTH = 12;
    private static final Map<String, Kind> KINDS = new ConcurrentHashMap<>();

    private NativeLedger() {}

    /** The one counter of this name; keep it in a static field, looking it up is not for the hot path. */
    public static Kind kind(String name) {
        return KINDS.computeIfAbsent(name, n -> new Kind(n, TRACE));
    }

    /** Objects alive now by kind, sorted by name; kinds with none are left out. */
    public static Map<String, Long> live() {
        Map<String, Long> live = new TreeMap<>();
        KINDS.forEach((name, kind) -> {
            long n = kind.live();
            if (n != 0) {
                live.put(name, n);
            }
        });
        return live;
    }

    /** How often something was released more often than acquired, over all kinds; any but zero is a bug. */
    public static long overReleases() {
        return KINDS.values().stream().mapToLong(Kind::overReleases).sum();
    }

    /** A line for each live kind and, when tracing, its most frequent allocation sites; empty when all is well. */
    public static String report() {
        List<String> lines = new ArrayList<>();
        KINDS.values().stream().sorted(Comparator.comparing(Kind::name)).forEach(kind -> kind.describeInto(lines));
        return String.join("\n", lines);
    }

    /** One kind of native object. Thread-safe; neither call allocates unless tracing. */
    public static final class Kind {
        private final String name;
        private final boolean trace;
        private final AtomicLong live = new AtomicLong();
        private final AtomicLong overReleases = new AtomicLong();
        private final Map<String, AtomicLong> sites = new ConcurrentHashMap<>();

        Kind(String name, boolean trace) {
            this.name = name;
            this.trace = trace;
        }

        public String name() {
            return name;
        }

        public void acquired() {
            live.incrementAndGet();
            if (trace) {
                sites.computeIfAbsent(callSite(), s -> new AtomicLong()).incrementAndGet();
            }
        }

        /** Counts one less; releasing what was never acquired is recorded as a fault and leaves the count at zero. */
        public void released() {
            long before = live.getAndUpdate(n -> n > 0 ? n - 1 : n);
            if (before <= 0) {
                overReleases.incrementAndGet();
            } else if (trace && before == 1) {
                // releases do not know their allocation; but with none left, no site holds anything
                sites.clear();
            }
        }

        /** Objects of this kind alive now, never negative. */
        public long live() {
            return live.get();
        }

        public long overReleases() {
            return overReleases.get();
        }

        void describeInto(List<String> lines) {
            if (live.get() != 0) {
                lines.add(name + ": " + live.get() + " alive");
                sites.entrySet().stream()
                        .sorted(Comparator.comparingLong((Map.Entry<String, AtomicLong> e) ->
                                -e.getValue().get()))
                        .limit(5)
                        .forEach(e -> lines.add("  " + e.getValue().get() + " allocated at " + e.getKey()));
            }
            if (overReleases.get() != 0) {
                lines.add(name + ": released " + overReleases.get() + " times more often than acquired");
            }
        }

        private static String callSite() {
            return StackWalker.getInstance()
                    .walk(frames -> frames.skip(2)
                            .limit(TRACE_DEPTH)
                            .map(StackWalker.StackFrame::toString)
                            .collect(Collectors.joining("\n    ")));
        }
    }
}
