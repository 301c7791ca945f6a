package tv.exstream.engine.channel;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

import tv.exstream.engine.ChannelStatus;
import tv.exstream.engine.FaultClass;

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

    final LongAdder reopens = new LongAdder();
    final LongAdder skippedItems = new LongAdder();
    final LongAdder encoderRestarts = new LongAdder();
    final LongAdder reanchors = new LongAdder();
    final LongAdder violations = new LongAdder();
    private final ConcurrentHashMap<FaultClass, LongAdder> faults = new ConcurrentHashMap<>();

    void fault(FaultClass what) {
        fault(what, 1);
    }

    void fault(FaultClass what, long times) {
        faults.computeIfAbsent(what, w -> new LongAdder()).add(times);
    }

    long stalls() {
        LongAdder seen = faults.get(FaultClass.STALL);
        return seen == null ? 0 : seen.sum();
    }

    private Map<FaultClass, Long> faults() {
        Map<FaultClass, Long> seen = new HashMap<>();
        faults.forEach((what, times) -> seen.put(what, times.sum()));
        return seen;
    }

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
                lateMaxTicks.get() / 90,
                reopens.sum(),
                skippedItems.sum(),
                encoderRestarts.sum(),
                reanchors.sum(),
                violations.sum(),
                faults());
    }
}
