package tv.exstream.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All channels of one process, as started by {@code tv.exstream.engine.channel.LiveEngine}. Every method may be
 * called from any thread.
 */
public interface Engine extends AutoCloseable {
    /**
     * Makes a channel known; it costs nothing until its first viewer. Registering a number again replaces its spec:
     * a new playout is used from the next seam on, everything else from the channel's next start.
     *
     * @throws EngineException kind {@code UNAVAILABLE} when the engine is closed
     */
    ChannelHandle register(ChannelSpec spec);

    Optional<ChannelHandle> channel(ChannelNumber number);

    /** In order of number. */
    List<ChannelHandle> channels();

    /** Stops and forgets a channel; unknown numbers are ignored. */
    void retire(ChannelNumber number);

    /**
     * Opens a source, reads what it holds, closes it. Blocks up to {@code deadline}.
     *
     * @throws EngineException {@code NOT_FOUND}, {@code MALFORMED}, {@code UNSUPPORTED} (a playlist, nothing playable)
     *     or {@code TIMEOUT}
     */
    MediaProbe probe(MediaSource source, Duration deadline);

    /** How each stream of a probed source would reach the output of a channel with this profile: video first, then audio. */
    List<ChannelStatus.StreamDecision> decide(MediaProbe probe, OutputProfile profile);

    /**
     * Runs the pipeline of a channel over a finite list of inputs, as fast as it goes or in real time, into a sink.
     * Blocks until done, on the calling thread; interrupting it cancels.
     *
     * @throws EngineException when an input cannot be opened or the sink fails
     */
    TranscodeReport transcode(TranscodeJob job);

    /**
     * Looks for black pictures from a source's beginning to its end. Blocks until done, on the calling thread;
     * interrupting it cancels. What is wrong on the way is told by the report, with what was found before.
     *
     * @throws EngineException as {@link #probe} for what cannot be opened; {@code UNSUPPORTED} for what has no picture;
     *     {@code UNAVAILABLE} when cancelled
     */
    BlackReport blacks(BlackScan scan);

    /** Native objects alive now, by kind, for leak checks and metrics; empty when all channels are stopped. */
    Map<String, Long> liveNatives();

    /** Stops all channels, ends all feeds, frees everything. Idempotent. */
    @Override
    void close();
}
