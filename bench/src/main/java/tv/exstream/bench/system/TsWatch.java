package tv.exstream.bench.system;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Reads the headers of a transport stream as it passes: continuity counters of every PID and the progress of the PCR (ISO/IEC
 * 13818-1, 2.4.3). Some nanoseconds a packet, so that hundreds of streams can be watched by one thread. One thread
 * gives chunks, any may ask for figures.
 */
final class TsWatch {
    private static final int PACKET_BYTES = 188;
    private static final int SYNC = 0x47;
    private static final int NULL_PID = 0x1fff;
    private static final byte UNSEEN = -1;
    private static final long PCR_WRAP = 1L << 33;
    /** More than this between two PCRs is a jump, 90 kHz ticks. */
    private static final long PCR_JUMP = 45_000;

    private final byte[] lastCounter = new byte[NULL_PID];
    private long packets;
    private long continuityErrors;
    private long syncErrors;
    private long transportErrors;
    private long pcrJumps;
    private long lastPcr = -1;
    private long progress;

    TsWatch() {
        Arrays.fill(lastCounter, UNSEEN);
    }

    /**
     * @param continuityErrors packets whose counter does not follow the one before of their PID
     * @param pcrJumps         backward, or by more than half a second, without being announced
     * @param progressTicks90k stream time from the first PCR to the newest
     */
    record Figures(
            long packets,
            long continuityErrors,
            long syncErrors,
            long transportErrors,
            long pcrJumps,
            long progressTicks90k) {}

    synchronized Figures figures() {
        return new Figures(packets, continuityErrors, syncErrors, transportErrors, pcrJumps, progress);
    }

    /** Whole packets, from position to limit; the buffer's position is left alone. */
    synchronized void take(ByteBuffer bytes) {
        for (int at = bytes.position(); at + PACKET_BYTES <= bytes.limit(); at += PACKET_BYTES) {
            packet(bytes, at);
        }
    }

    private void packet(ByteBuffer bytes, int at) {
        int header = bytes.getInt(at); // network order, the buffer's default
        packets++;
        if (header >>> 24 != SYNC) {
            syncErrors++;
            return;
        }
        if ((header & 0x80_0000) != 0) {
            transportErrors++;
        }
        int pid = header >>> 8 & NULL_PID;
        if (pid == NULL_PID) {
            return;
        }
        boolean adaptation = (header & 0x20) != 0;
        boolean payload = (header & 0x10) != 0;
        int flags = adaptation && bytes.get(at + 4) != 0 ? bytes.get(at + 5) : 0;
        boolean announced = (flags & 0x80) != 0;
        count(pid, header & 0xf, payload, announced);
        if ((flags & 0x10) != 0) {
            pcr((bytes.getInt(at + 6) & 0xffff_ffffL) << 1 | (bytes.get(at + 10) >>> 7 & 1), announced);
        }
    }

    private void count(int pid, int counter, boolean payload, boolean announced) {
        int last = lastCounter[pid];
        int expected = payload ? last + 1 & 0xf : last;
        if (last != UNSEEN && !announced && counter != expected) {
            continuityErrors++;
        }
        lastCounter[pid] = (byte) counter;
    }

    private void pcr(long base, boolean announced) {
        if (lastPcr >= 0) {
            long step = base - lastPcr & PCR_WRAP - 1;
            if (step <= PCR_JUMP) {
                progress += step;
            } else if (!announced) {
                pcrJumps++;
            }
        }
        lastPcr = base;
    }
}
