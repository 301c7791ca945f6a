package tv.exstream.bench.system;

import java.util.Map;

/** What the launcher, {@code ./exstreamtv}, sets for the JVM it starts, unless the user has set it. */
final class LauncherEnvironment {
    static final Map<String, String> VARIABLES =
            Map.of("MALLOC_ARENA_MAX", "2", "MALLOC_MMAP_THRESHOLD_", "131072", "MALLOC_TRIM_THRESHOLD_", "131072");

    private LauncherEnvironment() {}
}
