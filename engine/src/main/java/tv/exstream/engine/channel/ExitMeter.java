package tv.exstream.engine.channel;

import java.util.Locale;

import tv.exstream.engine.FaultClass;
import tv.exstream.engine.observe.ThrottledFaults;
import tv.exstream.engine.profile.AirTiming;
import tv.exstream.engine.ring.PacketCell;

/**
 * Holds what leaves the splicer against its invariants: DTS rises strictly in each stream; no picture or sound is due
 * before it is decoded; pictures follow each other within two frames and sounds within one; no stream leaves while the
 * other is covered 40 ms less; what follows a seam begins with a keyframe. A breach is a bug of ours: counted, and
 * reported once a second. Excused is what a source itself lacks within a programme, and a picture that is held over the
 * end of a copied one, see {@link AirTiming#HOLD_TICKS}.
 *
 * <p>Of the air thread. Allocates nothing while all is well.
 */
final class ExitMeter {
    static final long APART_TICKS = 3_600;

    private static final long NONE = Long.MIN_VALUE;

    private final ChannelCounters counters;
    private final ThrottledFaults faults;
    private final Track video = new Track("video");
    private final Track audio = new Track("audio");

    /** What was last seen of one stream. */
    private static final class Track {
        private final String name;
        private long dts = NONE;
        private long end = NONE;
        private long length;
        private boolean slate;
        private long segment;

        Track(String name) {
            this.name = name;
        }
    }

    ExitMeter(ChannelCounters counters, ThrottledFaults faults) {
        this.counters = counters;
        this.faults = faults;
    }

    /**
     * @param slate       the cell is stand-in
     * @param otherBehind how much less the other stream is covered while nothing is there for it; 0 otherwise, ticks
     */
    void note(PacketCell<Segment> cell, boolean slate, long otherBehind) {
        boolean pictures = cell.stream == PacketCell.VIDEO;
        Track track = pictures ? video : audio;
        if (cell.discontinuity) {
            forget(video);
            forget(audio);
        }
        if (cell.pts90k < cell.dts90k) {
            breach("PTS before DTS", track, cell, cell.dts90k - cell.pts90k);
        }
        boolean seam = track.dts == NONE || slate != track.slate || (!slate && id(cell) != track.segment);
        if (pictures && seam && !cell.key) {
            breach("no keyframe after a seam", track, cell, 0);
        }
        if (otherBehind > APART_TICKS) {
            breach("sound and picture apart", track, cell, otherBehind);
        }
        if (track.dts != NONE) {
            if (cell.dts90k <= track.dts) {
                breach("DTS not rising", track, cell, track.dts - cell.dts90k);
            }
            gap(track, cell, pictures, seam);
        }
        track.dts = cell.dts90k;
        track.end = Math.max(track.end, cell.end90k());
        track.length = cell.duration90k;
        track.slate = slate;
        track.segment = id(cell);
    }

    private void gap(Track track, PacketCell<Segment> cell, boolean pictures, boolean seam) {
        long frame = Math.max(track.length, cell.duration90k);
        // Between keyframes pictures come out of order, but their DTS are as far apart as they are.
        long missing = !pictures || cell.key ? cell.pts90k - track.end : cell.dts90k - track.dts - track.length;
        if (!pictures) {
            if (missing > frame) {
                breach("sound missing", track, cell, missing);
            }
        } else if (missing > 2 * frame && (track.slate || (seam && missing > AirTiming.HOLD_TICKS))) {
            breach("pictures missing", track, cell, missing);
        }
    }

    private static long id(PacketCell<Segment> cell) {
        Segment segment = cell.item;
        return segment == null ? 0 : segment.id();
    }

    private static void forget(Track track) {
        track.dts = NONE;
        track.end = NONE;
        track.segment = 0;
    }

    private void breach(String invariant, Track track, PacketCell<Segment> cell, long by) {
        counters.violations.increment();
        counters.fault(FaultClass.INTERNAL);
        faults.report(
                "splicer: " + invariant,
                String.format(
                        Locale.ROOT,
                        "splicer: %s: %s at PTS %d DTS %d after DTS %d, end %d: %.1f ms",
                        invariant,
                        track.name,
                        cell.pts90k,
                        cell.dts90k,
                        track.dts,
                        track.end,
                        by / 90.0));
    }
}
