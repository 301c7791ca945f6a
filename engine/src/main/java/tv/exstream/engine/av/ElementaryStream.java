package tv.exstream.engine.av;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;

import tv.exstream.engine.MediaProbe;
import tv.exstream.engine.time.Timeline;

/**
 * One stream of an open {@link Input}; valid as long as that is open.
 *
 * @param info           what people and decisions need to know
 * @param timeBaseNum    of the packets' timestamps, seconds
 * @param timeBaseDen    of the packets' timestamps, seconds
 * @param startTicks90k  first timestamp in 90 kHz, 0 when unknown
 * @param adts           AAC that already comes in ADTS frames
 */
public record ElementaryStream(
        MediaProbe.Stream info,
        AVCodecParameters parameters,
        int timeBaseNum,
        int timeBaseDen,
        long startTicks90k,
        boolean adts) {
    public int index() {
        return info.index();
    }

    /** From the stream's time base to 90 kHz. {@code timestamp} is not NOPTS. */
    public long ticks90k(long timestamp) {
        return Timeline.rescale(timestamp, timeBaseNum, timeBaseDen);
    }
}
