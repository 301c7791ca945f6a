package tv.exstream.bench.system;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import tv.exstream.engine.fanout.Chunk;
import tv.exstream.engine.fanout.ViewerFeed;

/**
 * Viewers that watch as fast as they are given something and check the headers of every packet: one thread for all, awake
 * only when a feed is readable.
 */
final class Audience implements AutoCloseable {
    /** One that allocates nothing: whoever adds is the engine's thread, whose allocation is measured. */
    private final BlockingQueue<Seat> readable = new ArrayBlockingQueue<>(1 << 16);

    private final List<Seat> seats = new ArrayList<>();
    private final Thread reader = Thread.ofPlatform().name("audience").daemon().unstarted(this::read);

    void start() {
        reader.start();
    }

    /**
     * Takes over the feed.
     *
     * @param tunedNanos {@link System#nanoTime} just before tuning in
     */
    Seat seat(ViewerFeed feed, long tunedNanos) {
        Seat seat = new Seat(feed, tunedNanos);
        seats.add(seat);
        feed.onReadable(() -> readable.add(seat));
        return seat;
    }

    List<Seat> seats() {
        return seats;
    }

    /** Processor time of the watching itself, which is the bench's and not the engine's. */
    long cpuNanos() {
        return Math.max(0, ManagementFactory.getThreadMXBean().getThreadCpuTime(reader.threadId()));
    }

    private void read() {
        try {
            while (true) {
                readable.take().drain();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        reader.interrupt();
        try {
            reader.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        seats.forEach(seat -> seat.feed.close());
    }

    /** One viewer. */
    static final class Seat {
        private final ViewerFeed feed;
        private final long tunedNanos;
        private final TsWatch stream = new TsWatch();
        private final CountDownLatch arrived = new CountDownLatch(1);
        private volatile long firstKeyNanos;
        private volatile long longestGapNanos;
        private long lastNanos;

        private Seat(ViewerFeed feed, long tunedNanos) {
            this.feed = feed;
            this.tunedNanos = tunedNanos;
        }

        /** Waits for the first keyframe. @return false when it did not come in time */
        boolean awaitKeyframe(long nanos) throws InterruptedException {
            return arrived.await(nanos, TimeUnit.NANOSECONDS);
        }

        /** Milliseconds from tuning in to the first keyframe's bytes; only once they have arrived. */
        double tuneInMillis() {
            return (firstKeyNanos - tunedNanos) / 1e6;
        }

        TsWatch.Figures figures() {
            return stream.figures();
        }

        /** Longest time between two deliveries since last asked, milliseconds. */
        double takeLongestGapMillis() {
            double millis = longestGapNanos / 1e6;
            longestGapNanos = 0;
            return millis;
        }

        long drops() {
            return feed.stats().drops();
        }

        private void drain() {
            for (Chunk chunk = feed.poll(); chunk != null; chunk = feed.poll()) {
                long now = System.nanoTime();
                if (firstKeyNanos != 0) {
                    longestGapNanos = Math.max(longestGapNanos, now - lastNanos);
                } else if (chunk.startsWithKeyframe()) {
                    firstKeyNanos = now;
                    arrived.countDown();
                }
                lastNanos = now;
                stream.take(chunk.bytes());
                feed.delivered(chunk.size());
                chunk.release();
            }
        }
    }
}
