package tv.exstream.engine.channel;

import java.util.concurrent.Executor;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.Playout;
import tv.exstream.engine.observe.ThrottledFaults;
import tv.exstream.engine.slate.SlateLibrary;
import tv.exstream.engine.source.SourceOpener;
import tv.exstream.engine.time.AirClock;
import tv.exstream.engine.time.Timeline;

/**
 * What a run of a channel works with.
 *
 * @param label          how log lines name the channel
 * @param playout        the newest one, asked at every seam
 * @param threads        open sources on these
 * @param leadTicks      how far ahead of air the source works
 * @param startTicks     where on the timeline the run starts
 * @param endTicks       where it ends; {@code Long.MAX_VALUE} for a live channel
 * @param startsAtSeam   the run starts with the first programme's start, not midway
 * @param endsWithSource a source that ends early ends its programme, instead of leaving a hole to its scheduled finish
 * @param pause          sleeps for about so many ticks, on the calling thread
 */
record ChannelContext(
        String label,
        String name,
        OutputProfile profile,
        Supplier<Playout> playout,
        Timeline timeline,
        AirClock clock,
        SourceOpener opener,
        Executor threads,
        SlateLibrary slateLibrary,
        SlateSet slates,
        ChannelCounters counters,
        ThrottledFaults faults,
        long leadTicks,
        long startTicks,
        long endTicks,
        boolean startsAtSeam,
        boolean endsWithSource,
        LongConsumer pause) {}
