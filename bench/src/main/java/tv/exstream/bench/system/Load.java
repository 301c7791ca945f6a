package tv.exstream.bench.system;

import java.time.Duration;
import java.util.Collection;

/**
 * What one side of the comparison cost while all channels ran.
 *
 * @param cpuSeconds     over the measured span
 * @param wallSeconds    the measured span
 * @param pssBytes       proportional set size of all its processes at the span's end, 0 when unknown
 * @param rssBytes       their resident set sizes added up, as process lists show them, 0 when unknown
 * @param realTimeFactor stream seconds produced per second by the slowest channel; 1 is in step
 */
record Load(int channels, double cpuSeconds, double wallSeconds, long pssBytes, long rssBytes, double realTimeFactor) {
    /** Costs since {@code cpuBefore} was read, {@code wall} ago, and the memory held now. */
    static Load since(
            Duration cpuBefore, Duration wall, int channels, Collection<ProcessHandle> processes, double realTime) {
        return new Load(
                channels,
                seconds(ProcessMeter.cpu(processes).minus(cpuBefore)),
                seconds(wall),
                ProcessMeter.proportional(processes),
                ProcessMeter.resident(processes),
                realTime);
    }

    Load withRealTimeFactor(double factor) {
        return new Load(channels, cpuSeconds, wallSeconds, pssBytes, rssBytes, factor);
    }

    /** Processors' share of one core, summed: 1.0 is one core busy. */
    double cores() {
        return cpuSeconds / wallSeconds;
    }

    double pssMiBPerChannel() {
        return pssBytes / 1_048_576.0 / channels;
    }

    double rssMiBPerChannel() {
        return rssBytes / 1_048_576.0 / channels;
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
