package tv.exstream.engine.channel;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

import tv.exstream.engine.ChannelStatus;

/** A channel's figures since the engine started, across its runs. Any thread. */
final class ChannelCounters {
    final AtomicLong starts = new AtomicLong();
    final LongAdder packets = new LongAdder();
    final LongAdder bytes = new LongAdder();
    final LongAdder seams = new LongAdder();
    final LongAdder slateTicks = new LongAdder();
    final LongAdder sourceFailures = new LongAdder();
    final LongAdder underruns = new LongAdder();
    final LongAdder silentFrames = new LongAdder();
    final LongAdder droppedPackets = new LongAdder();
    final LongAccumulator lateMaxTicks = new LongAccumulator(Math::max, 0);

    ChannelStatus.Counters snapshot() {
        return new ChannelStatus.Counters(
                starts.get(),
                packets.sum(),
                bytes.sum(),
                seams.sum(),
                slateTicks.sum() / 90,
                sourceFailures.sum(),
                underruns.sum(),
                silentFrames.sum(),
                droppedPackets.sum(),
                lateMaxTicks.get() / 90);
    }
}
