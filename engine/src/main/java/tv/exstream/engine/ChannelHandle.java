package tv.exstream.engine;

import tv.exstream.engine.fanout.ViewerFeed;
import tv.exstream.engine.fanout.ViewerInfo;
import tv.exstream.engine.hls.HlsFeed;
import tv.exstream.engine.hls.HlsOptions;

/** A channel known to the engine, on air or not. All methods may be called from any thread. */
public interface ChannelHandle {
    ChannelNumber number();

    ChannelSpec spec();

    /**
     * Starts the channel if it is not on air and attaches a viewer to its MPEG-TS output. Returns at once: the feed
     * delivers as soon as there are bytes, the first of which is a keyframe chunk with PAT and PMT. Close the feed.
     *
     * @throws EngineException kind {@code UNAVAILABLE} when the engine is closed or the channel cannot be started
     */
    ViewerFeed tune(ViewerInfo viewer);

    /**
     * Starts the channel if it is not on air and attaches a viewer to its HLS output, made of the same bytes. Returns at
     * once; what is there to play is told by the feed. Close the feed.
     *
     * @param options how to cut; those of the first viewer count while there are any
     * @throws EngineException kind {@code UNAVAILABLE} when the engine is closed or the channel cannot be started
     */
    HlsFeed hls(HlsOptions options, ViewerInfo viewer);

    /**
     * Keeps the channel on air with nobody watching, so that whoever tunes in finds it running; starts it when it is
     * not, and again after a failure. With {@code false} it goes off air once its linger is over, as ever; so it does
     * after {@link #stop}, which ends its being kept warm.
     *
     * @throws EngineException kind {@code UNAVAILABLE} when it would have to start and cannot
     */
    void keepWarm(boolean warm);

    /** A consistent-enough snapshot for people and dashboards; costs microseconds. */
    ChannelStatus status();

    /** Takes the channel off air and ends its viewers' feeds; the next viewer starts it again. Blocks until done. */
    void stop();
}
