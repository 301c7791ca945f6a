package tv.exstream.bench.system;

import java.time.Duration;

/**
 * What one side of the comparison cost while all channels ran.
 *
 * @param cpuSeconds     over the measured span
 * @param wallSeconds    the measured span
 * @param memoryBytes    proportional set size of all its processes at the span's end, 0 when unknown
 * @param realTimeFactor stream seconds produced per second by the slowest channel; 1 is in step
 */
record Load(int channels, double cpuSeconds, double wallSeconds, long memoryBytes, double realTimeFactor) {
    static Load of(int channels, Duration cpu, Duration wall, long memoryBytes, double realTimeFactor) {
        return new Load(channels, seconds(cpu), seconds(wall), memoryBytes, realTimeFactor);
    }

    /** Processors' share of one core, summed: 1.0 is one core busy. */
    double cores() {
        return cpuSeconds / wallSeconds;
    }

    double memoryMiBPerChannel() {
        return memoryBytes / 1_048_576.0 / channels;
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
