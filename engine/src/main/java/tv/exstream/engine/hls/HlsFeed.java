package tv.exstream.engine.hls;

import java.util.Optional;
import java.util.function.Predicate;

import tv.exstream.engine.fanout.ViewerStats;

/**
 * A channel's HLS output as one viewer has it. While any is open the channel is on air and its segmenter runs. Every
 * method may be called from any thread.
 */
public interface HlsFeed extends AutoCloseable {
    /**
     * What is there now. Puts a channel on air again that was stopped or failed meanwhile.
     *
     * @throws RuntimeException what tuning in throws, when that is not possible
     */
    HlsWindow window();

    /**
     * Runs {@code then} once a window satisfies {@code until}, or nothing more will come: at once on the calling thread,
     * or later on one of the engine's, where it must hand off and return.
     *
     * @return gives the waiting up; idempotent, and of no use once {@code then} runs
     */
    Runnable await(Predicate<HlsWindow> until, Runnable then);

    /** A complete segment, listed or gone from the list a short while ago. Close it. */
    Optional<HlsBody> segment(long msn);

    /** A complete part of a segment that is there. Close it. */
    Optional<HlsBody> part(long msn, int part);

    /** A WebVTT document of the cues shown during a complete segment. */
    Optional<String> subtitles(long msn);

    /** Tells the meter that these bytes have left towards the viewer. */
    void delivered(long bytes);

    ViewerStats stats();

    /** True after {@link #close}. */
    boolean closed();

    /** The viewer leaves. The last one takes the segmenter with it. Idempotent. */
    @Override
    void close();
}
