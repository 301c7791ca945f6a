package tv.exstream.bench.system;

import java.lang.management.ManagementFactory;
import java.util.function.Predicate;

import com.sun.management.ThreadMXBean;

/**
 * Bytes of Java heap that the engine's threads have allocated since they started.
 *
 * @param air    by the threads that all channels share: splicing, muxing, handing to viewers
 * @param source by the channels' own threads: reading, rewrapping
 */
record Allocation(long air, long source) {
    static Allocation now() {
        return new Allocation(
                by(name -> name.startsWith("air-") || name.startsWith("mux-")), by(name -> name.endsWith("-source")));
    }

    Allocation since(Allocation before) {
        return new Allocation(air - before.air, source - before.source);
    }

    private static long by(Predicate<String> name) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] ids = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> name.test(thread.getName()))
                .mapToLong(Thread::threadId)
                .toArray();
        long sum = 0;
        for (long bytes : threads.getThreadAllocatedBytes(ids)) {
            sum += Math.max(0, bytes); // -1: it has just ended
        }
        return sum;
    }
}
