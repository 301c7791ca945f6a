package tv.exstream.engine;

import java.time.Duration;

/**
 * Everything the engine must know to put a channel on air.
 *
 * @param number  unique within an engine
 * @param name    service name in the transport stream's SDT and on slates; not blank
 * @param profile what leaves the channel
 * @param playout what is shown when
 * @param linger  how long the channel goes on after its last viewer left; zero stops at once
 * @param slates  what stands in for what cannot be shown
 * @param ts      how the transport stream is made
 */
public record ChannelSpec(
        ChannelNumber number,
        String name,
        OutputProfile profile,
        Playout playout,
        Duration linger,
        ChannelSlates slates,
        TsOptions ts) {
    public static final Duration DEFAULT_LINGER = Duration.ofSeconds(10);

    /** With the slates and the transport stream that suit most. */
    public ChannelSpec(ChannelNumber number, String name, OutputProfile profile, Playout playout, Duration linger) {
        this(number, name, profile, playout, linger, ChannelSlates.DEFAULT, TsOptions.DEFAULT);
    }

    public ChannelSpec {
        if (name.isBlank()) {
            throw new IllegalArgumentException("channel " + number + " has a blank name");
        }
        if (linger.isNegative()) {
            throw new IllegalArgumentException("channel " + number + " has a negative linger " + linger);
        }
    }
}
