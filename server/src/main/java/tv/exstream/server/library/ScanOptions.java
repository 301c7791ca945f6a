package tv.exstream.server.library;

import java.time.Duration;

/**
 * @param probeThreads  files looked into at once, 1 to 16
 * @param probeDeadline for one file
 * @param settle        a file written to within the last ten seconds must stay unchanged for this long to count as complete
 */
public record ScanOptions(int probeThreads, Duration probeDeadline, Duration settle) {
    public static final ScanOptions DEFAULT = new ScanOptions(3, Duration.ofSeconds(20), Duration.ofSeconds(1));

    public ScanOptions {
        if (probeThreads < 1 || probeThreads > 16) {
            throw new IllegalArgumentException("probe threads " + probeThreads + " is outside 1 to 16");
        }
        if (!probeDeadline.isPositive() || settle.isNegative()) {
            throw new IllegalArgumentException("probe deadline must be positive, settle time not negative");
        }
    }
}
