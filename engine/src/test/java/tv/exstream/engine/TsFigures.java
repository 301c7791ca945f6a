package tv.exstream.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * What a receiver suffers from, computed from a recording; zero is good everywhere.
 *
 * @param sync               packets without sync byte, and bytes beyond the last whole packet
 * @param continuity         continuity counter errors over all PIDs
 * @param crc                PAT and PMT sections with a wrong CRC
 * @param patMillis          longest stream time without a PAT
 * @param pmtMillis          longest stream time without a PMT
 * @param pcrMillis          longest distance of two PCRs
 * @param pcrJumps           unannounced PCR steps backwards or over 200 ms
 * @param dtsBackward        both streams
 * @param dtsRepeat          both streams
 * @param ptsBeforeDts       both streams
 * @param ptsRepeat          pictures shown at the same time as another
 * @param videoGapMillis     longest step of video DTS
 * @param audioGapMillis     longest time without sound
 * @param audioOverlapMillis longest time with sound twice
 * @param skewChangeMillis   largest change of audio against video coverage, seconds averaged, in delivery order
 * @param keyframes          video PES marked and holding an IDR
 * @param falseKeys          video PES marked as random access without an IDR or the reverse
 */
public record TsFigures(
        int sync,
        int continuity,
        int crc,
        double patMillis,
        double pmtMillis,
        double pcrMillis,
        int pcrJumps,
        int dtsBackward,
        int dtsRepeat,
        int ptsBeforeDts,
        int ptsRepeat,
        double videoGapMillis,
        double audioGapMillis,
        double audioOverlapMillis,
        double skewChangeMillis,
        int keyframes,
        int falseKeys) {
    private static final long SECOND_27M = 27_000_000;

    public static TsFigures of(byte[] ts) {
        return of(TsInspector.of(ts));
    }

    public static TsFigures of(TsInspector in) {
        double videoGap = 0;
        int[] order = new int[3];
        order(in.video(), order);
        order(in.audio(), order);
        for (int i = 1; i < in.video().size(); i++) {
            videoGap = Math.max(
                    videoGap, (in.video().get(i).dts() - in.video().get(i - 1).dts()) / 90.0);
        }
        double gap = 0;
        double overlap = 0;
        for (int i = 1; i < in.audio().size(); i++) {
            PesUnit before = in.audio().get(i - 1);
            double missing = (in.audio().get(i).pts() - before.pts() - before.audioTicks()) / 90.0;
            gap = Math.max(gap, missing);
            overlap = Math.max(overlap, -missing);
        }
        int jumps = 0;
        long longest = 0;
        for (int i = 1; i < in.pcrs().size(); i++) {
            long step = in.pcrs().get(i).ticks27M() - in.pcrs().get(i - 1).ticks27M();
            longest = Math.max(longest, step);
            if (!in.pcrs().get(i).flagged() && (step < 0 || step > SECOND_27M / 5)) {
                jumps++;
            }
        }
        return new TsFigures(
                in.syncErrors() + in.strayBytes(),
                in.continuityErrors(),
                in.crcErrors(),
                interval(in, in.pats()),
                interval(in, in.pmts()),
                longest / 27_000.0,
                jumps,
                order[0],
                order[1],
                order[2],
                in.video().size()
                        - (int) in.video().stream()
                                .mapToLong(PesUnit::pts)
                                .distinct()
                                .count(),
                videoGap,
                gap,
                overlap,
                skewChange(in),
                (int) in.video().stream()
                        .filter(p -> p.randomAccess() && p.idr())
                        .count(),
                (int) in.video().stream()
                        .filter(p -> p.randomAccess() != p.idr())
                        .count());
    }

    private static void order(List<PesUnit> units, int[] backwardRepeatEarly) {
        for (int i = 0; i < units.size(); i++) {
            long step = i == 0 ? 1 : units.get(i).dts() - units.get(i - 1).dts();
            backwardRepeatEarly[0] += step < 0 ? 1 : 0;
            backwardRepeatEarly[1] += step == 0 ? 1 : 0;
            backwardRepeatEarly[2] += units.get(i).pts() < units.get(i).dts() ? 1 : 0;
        }
    }

    /** Tables have no time; the newest PCR before them is theirs. */
    private static double interval(TsInspector in, List<Integer> tables) {
        long longest = 0;
        long last = 0;
        boolean any = false;
        int p = 0;
        for (int table : tables) {
            while (p < in.pcrs().size() && in.pcrs().get(p).packet() <= table) {
                p++;
            }
            if (p == 0) {
                continue;
            }
            long at = in.pcrs().get(p - 1).ticks27M();
            longest = any ? Math.max(longest, at - last) : longest;
            last = at;
            any = true;
        }
        return longest / 27_000.0;
    }

    private static double skewChange(TsInspector in) {
        List<Double> means = new ArrayList<>();
        int v = 0;
        double sum = 0;
        int n = 0;
        long window = 0;
        for (PesUnit a : in.audio()) {
            while (v < in.video().size() && in.video().get(v).packet() < a.packet()) {
                v++;
            }
            if (v == 0) {
                continue;
            }
            if (n == 0) {
                window = a.pts();
            }
            sum += (a.pts() + a.audioTicks() - in.video().get(v - 1).dts()) / 90.0;
            n++;
            if (a.pts() - window >= 90_000) {
                means.add(sum / n);
                sum = 0;
                n = 0;
            }
        }
        return means.stream()
                .mapToDouble(m -> Math.abs(m - means.getFirst()))
                .max()
                .orElse(0);
    }
}
