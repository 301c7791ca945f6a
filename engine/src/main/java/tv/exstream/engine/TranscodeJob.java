package tv.exstream.engine;

import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A finite piece of channel, for the command line, tests and benches.
 *
 * @param inputs   aired one after the other, spliced as a channel would
 * @param profile  what leaves
 * @param at       position in the first input
 * @param duration how much of the whole to make; empty: to the end of the last input
 * @param realtime paced by the clock, else as fast as it goes
 * @param ts       how the transport stream is made
 * @param out      receives MPEG-TS; not closed
 * @param progress told about twice a second, on the calling thread
 */
public record TranscodeJob(
        List<MediaSource> inputs,
        OutputProfile profile,
        Duration at,
        Optional<Duration> duration,
        boolean realtime,
        TsOptions ts,
        WritableByteChannel out,
        Consumer<Progress> progress) {
    /** With the transport stream that suits most. */
    public TranscodeJob(
            List<MediaSource> inputs,
            OutputProfile profile,
            Duration at,
            Optional<Duration> duration,
            boolean realtime,
            WritableByteChannel out,
            Consumer<Progress> progress) {
        this(inputs, profile, at, duration, realtime, TsOptions.DEFAULT, out, progress);
    }

    public TranscodeJob {
        inputs = List.copyOf(inputs);
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("nothing to transcode: name at least one input");
        }
    }

    /** @param total empty when an input's length is unknown */
    public record Progress(Duration done, Optional<Duration> total, long bytes) {}
}
