package tv.exstream.bench.system;

import java.util.List;

/**
 * What the engine's process tells of itself.
 *
 * @param jvmFlags        it was started with
 * @param coldMillis      tune() on a stopped channel to its first keyframe chunk, sorted
 * @param warmMillis      tune() on a channel on air to the first keyframe chunk, sorted
 * @param slowestRealTime stream seconds per second, slowest channel
 * @param medianRealTime  the same, median channel
 * @param slateMillis     time any channel spent on a slate
 * @param sourceFailures  of all channels
 * @param underruns       of all channels
 * @param lateMaxMillis   the furthest any channel was behind its clock
 * @param drops           times any viewer was skipped to a keyframe
 */
record EngineFigures(
        List<String> jvmFlags,
        List<Double> coldMillis,
        List<Double> warmMillis,
        double slowestRealTime,
        double medianRealTime,
        long slateMillis,
        long sourceFailures,
        long underruns,
        long lateMaxMillis,
        long drops) {
    EngineFigures {
        jvmFlags = List.copyOf(jvmFlags);
        coldMillis = List.copyOf(coldMillis);
        warmMillis = List.copyOf(warmMillis);
    }
}
