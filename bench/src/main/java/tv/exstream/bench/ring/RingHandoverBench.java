package tv.exstream.bench.ring;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.GroupThreads;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Control;

import tv.exstream.engine.ring.PacketCell;
import tv.exstream.engine.ring.PacketRing;
import tv.exstream.natives.FFmpeg;

/**
 * One operation: a packet's shell goes from one thread to another, through the ring the channels use and through the
 * queue they do not, which allocates an object per packet and locks. Waiting yields, so that a machine with few cores measures
 * the hand-over and not the scheduler's slices.
 */
@SuppressWarnings("ThreadPriorityCheck") // yielding is how a bench of two threads shares two busy cores
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RingHandoverBench {
    private static final int CAPACITY = 256;

    @State(Scope.Group)
    public static class Ring {
        static {
            FFmpeg.load();
        }

        private final PacketRing<String> ring = new PacketRing<>(CAPACITY);

        @TearDown
        public void close() {
            ring.close();
        }
    }

    @State(Scope.Group)
    public static class Queue {
        private final ArrayBlockingQueue<Described> queue = new ArrayBlockingQueue<>(CAPACITY);
    }

    /** What a cell carries, made anew for each packet. */
    private record Described(String item, int stream, long pts90k, long dts90k, long duration90k, boolean key) {}

    @Benchmark
    @Group("ring")
    @GroupThreads(1)
    public void ringProducer(Ring state, Control control) {
        PacketCell<String> cell = state.ring.claim();
        while (cell == null) {
            if (control.stopMeasurement) {
                return;
            }
            Thread.yield();
            cell = state.ring.claim();
        }
        cell.describe("item", 0, 1, 2, 3, true);
        state.ring.publish();
    }

    @Benchmark
    @Group("ring")
    @GroupThreads(1)
    public long ringConsumer(Ring state, Control control) {
        PacketCell<String> cell = state.ring.peek();
        while (cell == null) {
            if (control.stopMeasurement) {
                return 0;
            }
            Thread.yield();
            cell = state.ring.peek();
        }
        long pts = cell.pts90k;
        state.ring.advance();
        return pts;
    }

    @Benchmark
    @Group("queue")
    @GroupThreads(1)
    public void queueProducer(Queue state, Control control) {
        Described packet = new Described("item", 0, 1, 2, 3, true);
        while (!state.queue.offer(packet) && !control.stopMeasurement) {
            Thread.yield();
        }
    }

    @Benchmark
    @Group("queue")
    @GroupThreads(1)
    public long queueConsumer(Queue state, Control control) {
        Described packet = state.queue.poll();
        while (packet == null) {
            if (control.stopMeasurement) {
                return 0;
            }
            Thread.yield();
            packet = state.queue.poll();
        }
        return packet.pts90k;
    }
}
