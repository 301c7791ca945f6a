package tv.exstream.engine;

import java.time.Duration;
import java.util.List;

/**
 * What a {@link TranscodeJob} did.
 *
 * @param inputs one entry for each input, in order
 * @param played stream time produced
 * @param wall   time it took
 */
public record TranscodeReport(List<Input> inputs, Duration played, Duration wall, ChannelStatus.Counters counters) {
    public TranscodeReport {
        inputs = List.copyOf(inputs);
    }

    public record Input(MediaProbe probe, List<ChannelStatus.StreamDecision> decisions) {
        public Input {
            decisions = List.copyOf(decisions);
        }
    }
}
