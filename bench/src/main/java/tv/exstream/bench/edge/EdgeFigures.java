package tv.exstream.bench.edge;

/**
 * What one server did for its viewers, and at what cost.
 *
 * @param megabits     delivered per second
 * @param cpuPerGB     processor seconds of the server for each 10^9 bytes delivered
 * @param failed       viewers that got no stream
 * @param stalled      viewers that once got nothing for more than a second
 * @param longestPause milliseconds
 * @param clientCpu    per cent of a core the client needed: near 100 it was the limit
 */
record EdgeFigures(double megabits, double cpuPerGB, long failed, long stalled, double longestPause, double clientCpu) {
    @Override
    public String toString() {
        return "%.0f Mbit/s, %.2f cpu s/GB, %d failed, %d stalled, longest pause %.0f ms, client at %.0f %%"
                .formatted(megabits, cpuPerGB, failed, stalled, longestPause, clientCpu);
    }
}
