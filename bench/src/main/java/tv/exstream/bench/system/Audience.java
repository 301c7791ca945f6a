package tv.exstream.bench.system;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import tv.exstream.engine.fanout.Chunk;
import tv.exstream.engine.fanout.ViewerFeed;

/** Viewers that watch as fast as they are given something: one thread for all, awake only when a feed is readable. */
final class Audience implements AutoCloseable {
    private final BlockingQueue<Seat> readable = new LinkedBlockingQueue<>();
    private final List<Seat> seats = new ArrayList<>();
    private final Thread reader = Thread.ofPlatform().name("audience").daemon().unstarted(this::read);

    void start() {
        reader.start();
    }

    /** Takes over the feed. */
    Seat seat(ViewerFeed feed) {
        Seat seat = new Seat(feed);
        seats.add(seat);
        feed.onReadable(() -> readable.add(seat));
        return seat;
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

    static final class Seat {
        private final ViewerFeed feed;
        private volatile long newestTicks90k = Long.MIN_VALUE;

        private Seat(ViewerFeed feed) {
            this.feed = feed;
        }

        /** Timeline position of the newest chunk seen; {@link Long#MIN_VALUE} before the first. */
        long newestTicks90k() {
            return newestTicks90k;
        }

        long drops() {
            return feed.stats().drops();
        }

        private void drain() {
            for (Chunk chunk = feed.poll(); chunk != null; chunk = feed.poll()) {
                newestTicks90k = chunk.timelineTicks90k();
                feed.delivered(chunk.size());
                chunk.release();
            }
        }
    }
}
