package tv.exstream.bench.system;

import java.util.List;
import java.util.Map;

/**
 * One time all channels were started, watched and stopped.
 *
 * @param delivered       channels that delivered a keyframe
 * @param tuneInMillis    of all channels, from tuning in to the first keyframe, sorted
 * @param slowestRealTime stream seconds by PCR for each second, slowest channel
 * @param medianRealTime  the same, median channel
 * @param longestGapMillis without bytes, any channel, while watched
 * @param lateMaxMillis   the furthest any channel was behind its clock since the engine started
 * @param cores           processor time for each second while watched, of the whole process
 * @param watchingCores   of that, the bench's own reading and checking
 * @param airBytesPerPacket    Java heap allocated by the shared threads while watched, for each encoded packet
 * @param sourceBytesPerPacket the same by the channels' own threads, openings at seams included
 * @param watched         samples while watched
 * @param steady          at the end of watching, after a collection
 * @param after           when all were stopped, after a collection
 * @param leftOver        native objects more than before the first cycle
 */
record Cycle(
        int channels,
        int delivered,
        List<Double> tuneInMillis,
        double slowestRealTime,
        double medianRealTime,
        long packets,
        long continuityErrors,
        long syncErrors,
        long pcrJumps,
        long drops,
        double longestGapMillis,
        long seams,
        long slateMillis,
        long sourceFailures,
        long underruns,
        long lateMaxMillis,
        double watchedSeconds,
        double cores,
        double watchingCores,
        double airBytesPerPacket,
        double sourceBytesPerPacket,
        List<Vitals> watched,
        Vitals steady,
        Vitals after,
        Map<String, Long> leftOver) {
    Cycle {
        tuneInMillis = List.copyOf(tuneInMillis);
        watched = List.copyOf(watched);
        leftOver = Map.copyOf(leftOver);
    }

    /** Resident memory late in the watch by that in its middle: above 1 it grew. */
    double growth() {
        int n = watched.size();
        return mean(watched.subList(n - Math.max(1, n / 3), n))
                / mean(watched.subList(n / 3, Math.max(n / 3 + 1, n - n / 3)));
    }

    private static double mean(List<Vitals> part) {
        return part.stream().mapToLong(Vitals::rss).average().orElse(0);
    }
}
