package tv.exstream.engine.fanout;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import tv.exstream.engine.observe.NativeLedger;

import static org.assertj.core.api.Assertions.assertThat;

/** Random traffic, many threads, and a reading viewer that trusts nothing but its wake-ups. */
@Timeout(60)
class ViewerHubStressTest {
    private final TestChunks chunks = new TestChunks();

    @RepeatedTest(3)
    void everyWakeUpArrivesWhileViewersComeAndGo() throws Exception {
        int published = 20_000;
        ViewerHub hub = new ViewerHub(chunks.pool, 188 * 200, 20 * TestChunks.FRAME, 188 * 80);
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<Integer>> viewers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                // attached here: the threads may start only when everything is over
                viewers.add(threads.submit(viewer(hub.attach(TestChunks.viewer("stays-" + i)))));
            }
            Future<Integer> guests = threads.submit(guests(hub));
            SplittableRandom random = new SplittableRandom(5);
            for (int i = 0; i < published; i++) {
                hub.publish(chunks.chunk(i, i == 0 || random.nextInt(25) == 0, 1 + random.nextInt(4)));
            }
            hub.end();
            for (Future<Integer> viewer : viewers) {
                assertThat(viewer.get(30, TimeUnit.SECONDS)).isPositive();
            }
            guests.get(30, TimeUnit.SECONDS);
        }
        assertThat(hub.viewers()).isZero();
        assertThat(NativeLedger.live()).doesNotContainKey("chunk");
        assertThat(NativeLedger.kind("chunk").overReleases()).isZero();
    }

    @Test
    void randomTrafficKeepsItsPromises() {
        for (int seed = 0; seed < 200; seed++) {
            randomTraffic(new SplittableRandom(seed));
            assertThat(NativeLedger.live()).as("seed %d", seed).doesNotContainKey("chunk");
        }
        assertThat(NativeLedger.kind("chunk").overReleases()).isZero();
    }

    private void randomTraffic(SplittableRandom random) {
        ViewerHub hub = new ViewerHub(
                chunks.pool,
                188 * (16 + random.nextInt(60)),
                random.nextInt(30) * TestChunks.FRAME,
                188 * random.nextInt(60));
        List<Reader> readers = new ArrayList<>();
        int gop = 1 + random.nextInt(20);
        for (int i = 0; i < 600; i++) {
            hub.publish(chunks.chunk(i, random.nextInt(gop) == 0, 1 + random.nextInt(4)));
            switch (random.nextInt(12)) {
                case 0 -> readers.add(new Reader(hub.attach(TestChunks.viewer("r" + i))));
                case 1 -> {
                    if (!readers.isEmpty()) {
                        readers.remove(random.nextInt(readers.size())).feed.close();
                    }
                }
                default -> readers.forEach(r -> r.read(random.nextInt(4)));
            }
        }
        hub.end();
        readers.forEach(r -> {
            r.read(Integer.MAX_VALUE);
            assertThat(r.feed.ended()).isTrue();
            r.feed.close();
        });
    }

    private static Callable<Integer> viewer(ViewerFeed attached) {
        return () -> {
            Semaphore readable = new Semaphore(0);
            try (ViewerFeed feed = attached) {
                feed.onReadable(readable::release);
                Reader reader = new Reader(feed);
                while (!feed.ended()) {
                    // never polls again without being told: a lost wake-up ends here
                    assertThat(readable.tryAcquire(20, TimeUnit.SECONDS))
                            .as("woken")
                            .isTrue();
                    reader.read(Integer.MAX_VALUE);
                }
                return reader.count;
            }
        };
    }

    private static Callable<Integer> guests(ViewerHub hub) {
        return () -> {
            SplittableRandom random = new SplittableRandom(6);
            for (int i = 0; i < 500; i++) {
                try (ViewerFeed feed = hub.attach(TestChunks.viewer("guest-" + i))) {
                    Reader reader = new Reader(feed);
                    for (int round = random.nextInt(20); round > 0; round--) {
                        reader.read(random.nextInt(8));
                        Thread.onSpinWait();
                    }
                    assertThat(feed.stats().queuedBytes()).isLessThanOrEqualTo(188 * 200);
                }
            }
            return 0;
        };
    }

    /** Checks on the way: starts at a keyframe, in order, and any gap ends at a keyframe. */
    private static final class Reader {
        private final ViewerFeed feed;
        private int last = -1;
        private int count;

        Reader(ViewerFeed feed) {
            this.feed = feed;
        }

        void read(int max) {
            for (int i = 0; i < max; i++) {
                Chunk chunk = feed.poll();
                if (chunk == null) {
                    return;
                }
                int number = TestChunks.number(chunk);
                boolean follows = count > 0 && number == last + 1;
                assertThat(follows || (chunk.startsWithKeyframe() && number > last))
                        .as("chunk %d after %d", number, last)
                        .isTrue();
                last = number;
                count++;
                chunk.release();
            }
        }
    }
}
