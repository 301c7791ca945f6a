package tv.exstream.bench.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What this process holds at a moment. Bytes; zero where the operating system does not tell.
 *
 * @param atSeconds since the virtual machine started
 * @param rss       resident set size
 * @param pss       the same, pages shared with other processes in proportion
 * @param anonymous part of it that is no file's: heap, native memory, stacks
 * @param heap      used Java heap, garbage included
 * @param direct    direct buffers, where chunks live
 * @param threads   live Java threads but for idle workers, which end by themselves
 * @param files     open file descriptors
 */
record Vitals(double atSeconds, long rss, long pss, long anonymous, long heap, long direct, int threads, int files) {
    private static final Path ROLLUP = Path.of("/proc/self/smaps_rollup");
    private static final Path OPEN_FILES = Path.of("/proc/self/fd");

    private static final long CLEANING_MILLIS = 300;

    static Vitals now() {
        Map<String, Long> rollup = rollup();
        return new Vitals(
                ManagementFactory.getRuntimeMXBean().getUptime() / 1e3,
                rollup.getOrDefault("Rss", 0L),
                rollup.getOrDefault("Pss", 0L),
                rollup.getOrDefault("Anonymous", 0L),
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                directBuffers(),
                (int) Thread.getAllStackTraces().keySet().stream()
                        .filter(t -> !t.getName().startsWith("engine-worker"))
                        .count(),
                openFiles());
    }

    /** After a collection: what is heap is in use. */
    static Vitals afterCollection() {
        System.gc();
        try {
            Thread.sleep(CLEANING_MILLIS); // direct buffers are freed a little after
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return now();
    }

    /** User and system time of this process so far. */
    static long cpuNanos() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Duration::toNanos)
                .orElse(0L);
    }

    private static long directBuffers() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    private static Map<String, Long> rollup() {
        if (!Files.isReadable(ROLLUP)) {
            return Map.of();
        }
        try {
            return Files.readAllLines(ROLLUP).stream()
                    .filter(line -> line.endsWith(" kB"))
                    .collect(Collectors.toMap(
                            line -> line.substring(0, line.indexOf(':')),
                            line -> 1024
                                    * Long.parseLong(line.substring(line.indexOf(':') + 1)
                                            .replace("kB", "")
                                            .strip()),
                            Math::max,
                            TreeMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int openFiles() {
        if (!Files.isDirectory(OPEN_FILES)) {
            return 0;
        }
        try (var files = Files.list(OPEN_FILES)) {
            return (int) files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
