package tv.exstream.engine;

import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A finite piece of channel, for the command line, tests and benches.
 *
 * @param inputs   aired one after the other, spliced as a channel would; none where a slate is wanted
 * @param slate    shown for {@code duration} in place of inputs, as a channel where nothing is scheduled would
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
        Optional<SlateStyle> slate,
        OutputProfile profile,
        Duration at,
        Optional<Duration> duration,
        boolean realtime,
        TsOptions ts,
        WritableByteChannel out,
        Consumer<Progress> progress) {
    public TranscodeJob {
        inputs = List.copyOf(inputs);
        if (inputs.isEmpty() == slate.isEmpty()) {
            throw new IllegalArgumentException("nothing to transcode: name at least one input, or else a slate");
        }
        if (slate.isPresent() && duration.isEmpty()) {
            throw new IllegalArgumentException("a slate has no end of its own: say how long");
        }
    }

    /** Of inputs, in the transport stream that suits most. */
    public TranscodeJob(
            List<MediaSource> inputs,
            OutputProfile profile,
            Duration at,
            Optional<Duration> duration,
            boolean realtime,
            WritableByteChannel out,
            Consumer<Progress> progress) {
        this(inputs, Optional.empty(), profile, at, duration, realtime, TsOptions.DEFAULT, out, progress);
    }

    /** Of a slate, as fast as it goes. */
    public static TranscodeJob ofSlate(
            SlateStyle slate,
            OutputProfile profile,
            Duration duration,
            WritableByteChannel out,
            Consumer<Progress> progress) {
        return new TranscodeJob(
                List.of(),
                Optional.of(slate),
                profile,
                Duration.ZERO,
                Optional.of(duration),
                false,
                TsOptions.DEFAULT,
                out,
                progress);
    }

    /** @param total empty when an input's length is unknown */
    public record Progress(Duration done, Optional<Duration> total, long bytes) {}
}
