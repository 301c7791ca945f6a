package tv.exstream.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import tv.exstream.engine.time.Timeline;

/**
 * Reads a recorded MPEG transport stream with one programme, H.264 video and ADTS audio, by the book (ISO/IEC 13818-1) and
 * without libav, so that tests judge what a receiver would get. {@link TsFigures} turns it into figures.
 */
public final class TsInspector {
    private static final int PACKET = 188;
    private static final int NULL_PID = 0x1fff;

    /**
     * @param packet  index of the transport packet
     * @param ticks27M unwrapped, 27 MHz
     * @param flagged with discontinuity_indicator
     */
    public record Pcr(int packet, long ticks27M, boolean flagged) {}

    private final byte[] ts;
    private int syncErrors;
    private int continuityErrors;
    private int crcErrors;
    private final Map<Integer, Integer> counters = new HashMap<>();
    private final List<Integer> pats = new ArrayList<>();
    private final List<Integer> pmts = new ArrayList<>();
    private final List<Pcr> pcrs = new ArrayList<>();
    private final PesCollector video = new PesCollector(true);
    private final PesCollector audio = new PesCollector(false);
    private int pmtPid = -1;
    private int pcrPid = -1;
    private int videoPid = -1;
    private int audioPid = -1;

    private TsInspector(byte[] ts) {
        this.ts = ts;
    }

    public static TsInspector of(byte[] ts) {
        TsInspector inspector = new TsInspector(ts);
        for (int i = 0; i < inspector.packets(); i++) {
            inspector.packet(i);
        }
        inspector.video.finish();
        inspector.audio.finish();
        return inspector;
    }

    private void packet(int index) {
        int at = index * PACKET;
        if (u8(at) != 0x47) {
            syncErrors++;
            return;
        }
        boolean unitStart = (u8(at + 1) & 0x40) != 0;
        int pid = (u8(at + 1) & 0x1f) << 8 | u8(at + 2);
        int control = u8(at + 3) >> 4 & 3;
        int payload = at + 4;
        boolean discontinuity = false;
        boolean randomAccess = false;
        if ((control & 2) != 0) {
            int length = u8(payload);
            if (length > 0) {
                int flags = u8(payload + 1);
                discontinuity = (flags & 0x80) != 0;
                randomAccess = (flags & 0x40) != 0;
                if ((flags & 0x10) != 0 && pid == pcrPid) {
                    pcr(index, payload + 2, discontinuity);
                }
            }
            payload += 1 + length;
        }
        boolean hasPayload = (control & 1) != 0;
        if (pid != NULL_PID) {
            count(pid, u8(at + 3) & 0xf, hasPayload, discontinuity);
        }
        if (hasPayload) {
            dispatch(index, pid, unitStart, randomAccess, payload, at + PACKET);
        }
    }

    private void count(int pid, int counter, boolean hasPayload, boolean discontinuity) {
        Integer before = counters.put(pid, counter);
        if (before != null && !discontinuity && counter != (hasPayload ? before + 1 & 0xf : before)) {
            continuityErrors++;
        }
    }

    private void pcr(int index, int at, boolean flagged) {
        long base = (long) u8(at) << 25 | u8(at + 1) << 17 | u8(at + 2) << 9 | u8(at + 3) << 1 | u8(at + 4) >> 7;
        int extension = (u8(at + 4) & 1) << 8 | u8(at + 5);
        long ticks = base * 300 + extension;
        if (!pcrs.isEmpty()) {
            long last = pcrs.getLast().ticks27M();
            ticks = last + Timeline.diff33(base, Math.floorDiv(last, 300)) * 300 + extension - Math.floorMod(last, 300);
        }
        pcrs.add(new Pcr(index, ticks, flagged));
    }

    private void dispatch(int index, int pid, boolean unitStart, boolean randomAccess, int from, int to) {
        if (pid == 0 && unitStart) {
            pats.add(index);
            int section = from + 1 + u8(from);
            if (checked(section)) {
                pmtPid = (u8(section + 10) & 0x1f) << 8 | u8(section + 11);
            }
        } else if (pid == pmtPid && unitStart) {
            pmts.add(index);
            int section = from + 1 + u8(from);
            if (checked(section)) {
                programme(section);
            }
        } else if (pid == videoPid) {
            video.take(ts, index, unitStart, randomAccess, from, to);
        } else if (pid == audioPid) {
            audio.take(ts, index, unitStart, randomAccess, from, to);
        }
    }

    private void programme(int section) {
        int end = section + 3 + ((u8(section + 1) & 0xf) << 8 | u8(section + 2)) - 4;
        pcrPid = (u8(section + 8) & 0x1f) << 8 | u8(section + 9);
        int at = section + 12 + ((u8(section + 10) & 0xf) << 8 | u8(section + 11));
        while (at < end) {
            int pid = (u8(at + 1) & 0x1f) << 8 | u8(at + 2);
            if (u8(at) == 0x1b) {
                videoPid = pid;
            } else if (u8(at) == 0x0f) {
                audioPid = pid;
            }
            at += 5 + ((u8(at + 3) & 0xf) << 8 | u8(at + 4));
        }
    }

    /** CRC-32/MPEG-2 over a whole section, its own CRC included, is zero. */
    private boolean checked(int section) {
        int end = section + 3 + ((u8(section + 1) & 0xf) << 8 | u8(section + 2));
        int crc = -1;
        for (int at = section; at < end; at++) {
            crc ^= u8(at) << 24;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc < 0 ? crc << 1 ^ 0x04c11db7 : crc << 1;
            }
        }
        if (crc != 0) {
            crcErrors++;
        }
        return crc == 0;
    }

    private int u8(int at) {
        return ts[at] & 0xff;
    }

    /** Whole packets; {@link #strayBytes} are what does not fill one. */
    public int packets() {
        return ts.length / PACKET;
    }

    public int strayBytes() {
        return ts.length % PACKET;
    }

    public int syncErrors() {
        return syncErrors;
    }

    public int continuityErrors() {
        return continuityErrors;
    }

    public int crcErrors() {
        return crcErrors;
    }

    /** Indices of the transport packets with a PAT. */
    public List<Integer> pats() {
        return pats;
    }

    public List<Integer> pmts() {
        return pmts;
    }

    public List<Pcr> pcrs() {
        return pcrs;
    }

    public List<PesUnit> video() {
        return video.units();
    }

    public List<PesUnit> audio() {
        return audio.units();
    }
}
