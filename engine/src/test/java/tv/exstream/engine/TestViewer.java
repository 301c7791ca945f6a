package tv.exstream.engine;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

import tv.exstream.engine.fanout.Chunk;
import tv.exstream.engine.fanout.ViewerFeed;
import tv.exstream.engine.fanout.ViewerInfo;

/** A viewer on a thread of its own that keeps everything it gets. */
public final class TestViewer implements AutoCloseable {
    private final ViewerFeed feed;
    private final Thread thread;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private volatile boolean leaving;
    private volatile boolean ended;
    private volatile boolean startedWithKeyframe;

    private TestViewer(ChannelHandle channel) {
        feed = channel.tune(new ViewerInfo("viewer", "127.0.0.1", "test", "ts"));
        thread = Thread.ofPlatform().daemon().name("viewer-" + channel.number()).start(this::watch);
    }

    public static TestViewer of(ChannelHandle channel) {
        return new TestViewer(channel);
    }

    /** Watches from now for so long, then leaves. */
    public static byte[] record(ChannelHandle channel, Duration length) throws InterruptedException {
        try (TestViewer viewer = of(channel)) {
            Thread.sleep(length);
            return viewer.leave();
        }
    }

    private void watch() {
        boolean first = true;
        while (!leaving) {
            Chunk chunk = feed.poll();
            if (chunk == null) {
                if (feed.ended()) {
                    ended = true;
                    break;
                }
                LockSupport.parkNanos(2_000_000);
                continue;
            }
            if (first) {
                startedWithKeyframe = chunk.startsWithKeyframe();
                first = false;
            }
            byte[] part = new byte[chunk.size()];
            chunk.bytes().get(part);
            synchronized (bytes) {
                bytes.writeBytes(part);
            }
            chunk.release();
        }
        feed.close();
    }

    public byte[] soFar() {
        synchronized (bytes) {
            return bytes.toByteArray();
        }
    }

    public boolean startedWithKeyframe() {
        return startedWithKeyframe;
    }

    /** The channel has ended this viewer's feed. */
    public boolean ended() {
        return ended;
    }

    public void sleepUntil(Instant instant) throws InterruptedException {
        Duration left = Duration.between(Instant.now(), instant);
        if (left.isPositive()) {
            Thread.sleep(left);
        }
    }

    /** Lets go of the feed and gives everything received. */
    public byte[] leave() {
        leaving = true;
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return soFar();
    }

    @Override
    public void close() {
        leave();
    }
}
