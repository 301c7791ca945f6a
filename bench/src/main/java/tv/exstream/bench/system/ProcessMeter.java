package tv.exstream.bench.system;

import java.time.Duration;
import java.util.Collection;
import java.util.OptionalLong;

import tv.exstream.bench.Machine;

/** What processes have cost so far, as the operating system counts it. */
final class ProcessMeter {
    private ProcessMeter() {}

    /** User and system time of all their threads together; processes that are gone count as nothing. */
    static Duration cpu(Collection<ProcessHandle> processes) {
        return processes.stream()
                .map(p -> p.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /**
     * Resident memory in bytes, pages shared between processes counted in proportion (PSS); empty where the system does
     * not tell.
     */
    static OptionalLong memory(Collection<ProcessHandle> processes) {
        long sum = 0;
        for (ProcessHandle process : processes) {
            var kilobytes = Machine.firstValue("/proc/" + process.pid() + "/smaps_rollup", "Pss:");
            if (kilobytes.isEmpty()) {
                return OptionalLong.empty();
            }
            sum += Long.parseLong(kilobytes.get().replace("kB", "").strip()) * 1024;
        }
        return OptionalLong.of(sum);
    }
}
