package tv.exstream.bench.system;

import java.time.Duration;
import java.util.Collection;

import tv.exstream.bench.Machine;

/** What processes have cost so far, as the operating system counts it. */
public final class ProcessMeter {
    private ProcessMeter() {}

    /** User and system time of all their threads together; processes that are gone count as nothing. */
    public static Duration cpu(Collection<ProcessHandle> processes) {
        return processes.stream()
                .map(p -> p.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Resident memory in bytes, pages shared between processes counted in proportion; 0 where the system does not tell. */
    static long proportional(Collection<ProcessHandle> processes) {
        return sum(processes, "Pss:");
    }

    /** Resident memory in bytes, shared pages counted for every process that maps them; 0 where nobody tells. */
    static long resident(Collection<ProcessHandle> processes) {
        return sum(processes, "Rss:");
    }

    private static long sum(Collection<ProcessHandle> processes, String key) {
        long sum = 0;
        for (ProcessHandle process : processes) {
            var kilobytes = Machine.firstValue("/proc/" + process.pid() + "/smaps_rollup", key);
            if (kilobytes.isEmpty()) {
                return 0;
            }
            sum += Long.parseLong(kilobytes.get().replace("kB", "").strip()) * 1024;
        }
        return sum;
    }
}
