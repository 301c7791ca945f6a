package tv.exstream.engine.channel;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

import tv.exstream.engine.EngineOptions;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.Playout;
import tv.exstream.engine.RecoveryPolicy;
import tv.exstream.engine.observe.ThrottledFaults;
import tv.exstream.engine.slate.SlateLibrary;
import tv.exstream.engine.source.EncoderFactory;
import tv.exstream.engine.source.SourceOpener;
import tv.exstream.engine.time.AirClock;
import tv.exstream.engine.time.Timeline;

/**
 * What a run of a channel works with.
 *
 * @param label          how log lines name the channel
 * @param setup          the newest one
 * @param playout        the newest one, asked at every seam
 * @param threads        open sources on these
 * @param startTicks     where on the timeline the run starts
 * @param endTicks       where it ends; {@code Long.MAX_VALUE} for a live channel
 * @param startsAtSeam   the run starts with the first programme's start, not midway
 * @param endsWithSource a source that ends early ends its programme, instead of leaving a hole to its scheduled finish
 * @param onSlate        a slate is on air now
 * @param pause          sleeps for about so many ticks, on the calling thread
 */
record ChannelContext(
        String label,
        String name,
        Supplier<Setup> setup,
        Supplier<Playout> playout,
        Timeline timeline,
        AirClock clock,
        Executor threads,
        SlateLibrary slateLibrary,
        EncoderFactory encoders,
        ChannelCounters counters,
        ThrottledFaults faults,
        EngineOptions options,
        long startTicks,
        long endTicks,
        boolean startsAtSeam,
        boolean endsWithSource,
        BooleanSupplier onSlate,
        LongConsumer pause) {
    OutputProfile profile() {
        return setup.get().profile();
    }

    SlateSet slates() {
        return setup.get().slates();
    }

    SourceOpener opener() {
        return setup.get().opener();
    }

    RecoveryPolicy recovery() {
        return options.recovery();
    }

    Duration openDeadline() {
        return options.openDeadline();
    }

    /** How far ahead of air the source works. */
    long leadTicks() {
        return Timeline.ticks(options.lead());
    }

    /** How long frames may be missing. */
    long stallTicks() {
        return Timeline.ticks(options.stallTimeout());
    }

    /** The same run, taken up at another place by another thread. */
    ChannelContext startingAt(long ticks) {
        return new ChannelContext(
                label,
                name,
                setup,
                playout,
                timeline,
                clock,
                threads,
                slateLibrary,
                encoders,
                counters,
                faults,
                options,
                ticks,
                endTicks,
                false,
                endsWithSource,
                onSlate,
                pause);
    }
}
