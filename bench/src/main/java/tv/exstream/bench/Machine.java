package tv.exstream.bench;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a result was measured on: without it the numbers mean nothing. */
public final class Machine {
    private Machine() {}

    /** Hardware, operating system and this JVM with its flags, ready to be written as JSON. */
    public static Map<String, Object> describe() {
        var runtime = ManagementFactory.getRuntimeMXBean();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("cpu", firstValue("/proc/cpuinfo", "model name").orElse(System.getProperty("os.arch")));
        facts.put("processors", Runtime.getRuntime().availableProcessors());
        facts.put("memory", firstValue("/proc/meminfo", "MemTotal").orElse("unknown"));
        facts.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("jvm", runtime.getVmName() + " " + runtime.getVmVersion());
        facts.put("jvmFlags", runtime.getInputArguments());
        facts.put(
                "collectors",
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(GarbageCollectorMXBean::getName)
                        .toList());
        return facts;
    }

    /** The value of the first {@code key: value} line of a file of {@code /proc}; empty where there is none. */
    public static Optional<String> firstValue(String file, String key) {
        try {
            List<String> lines = Files.readAllLines(Path.of(file));
            return lines.stream()
                    .filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException e) {
            // no /proc here, or the process is gone: then nobody knows
            return Optional.empty();
        }
    }
}
