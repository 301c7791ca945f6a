package tv.exstream.engine;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

import tv.exstream.engine.time.Timeline;

/** Puts the PES packets of one PID together and looks into them. */
final class PesCollector {
    private static final int[] ADTS_RATES = {
        96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350
    };

    private final boolean video;
    private final List<PesUnit> units = new ArrayList<>();
    private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
    private boolean open;
    private int startPacket;
    private boolean startRandomAccess;

    PesCollector(boolean video) {
        this.video = video;
    }

    List<PesUnit> units() {
        return units;
    }

    void take(byte[] ts, int packet, boolean unitStart, boolean randomAccess, int from, int to) {
        if (unitStart) {
            finish();
            open = true;
            startPacket = packet;
            startRandomAccess = randomAccess;
        }
        if (open) {
            collected.write(ts, from, to - from);
        }
    }

    /** The last PES packet of a recording may be cut short; it counts if its header is whole. */
    void finish() {
        byte[] pes = collected.toByteArray();
        collected.reset();
        if (!open || pes.length < 19 || (pes[7] & 0x80) == 0) {
            return;
        }
        long pts = timestamp(pes, 9);
        long dts = (pes[7] & 0x40) != 0 ? timestamp(pes, 14) : pts;
        if (!units.isEmpty()) {
            long last = units.getLast().dts();
            long unwrapped = last + Timeline.diff33(dts, last);
            pts = unwrapped + Timeline.diff33(pts, dts);
            dts = unwrapped;
        }
        int data = 9 + (pes[8] & 0xff);
        int[] sound = video ? new int[2] : adts(pes, data);
        units.add(new PesUnit(
                startPacket,
                pts,
                dts,
                startRandomAccess,
                video && hasIdr(pes, data),
                sound[0],
                sound[1],
                pes.length - data));
    }

    private static long timestamp(byte[] pes, int at) {
        return (long) (pes[at] & 0x0e) << 29
                | (pes[at + 1] & 0xffL) << 22
                | (pes[at + 2] & 0xfeL) << 14
                | (pes[at + 3] & 0xffL) << 7
                | (pes[at + 4] & 0xffL) >> 1;
    }

    private static boolean hasIdr(byte[] pes, int from) {
        for (int i = from; i + 3 < pes.length; i++) {
            if (pes[i] == 0 && pes[i + 1] == 0 && pes[i + 2] == 1) {
                int type = pes[i + 3] & 0x1f;
                if (type == 5 || type == 1) {
                    return type == 5;
                }
            }
        }
        return false;
    }

    /** @return frames and sample rate */
    private static int[] adts(byte[] pes, int from) {
        int frames = 0;
        int rate = 0;
        int at = from;
        while (at + 7 <= pes.length && (pes[at] & 0xff) == 0xff && (pes[at + 1] & 0xf6) == 0xf0) {
            int index = pes[at + 2] >> 2 & 0xf;
            rate = index < ADTS_RATES.length ? ADTS_RATES[index] : 0;
            frames += (pes[at + 6] & 3) + 1;
            at += (pes[at + 3] & 3) << 11 | (pes[at + 4] & 0xff) << 3 | (pes[at + 5] & 0xff) >> 5;
        }
        return new int[] {frames, rate};
    }
}
