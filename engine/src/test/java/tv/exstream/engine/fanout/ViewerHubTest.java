package tv.exstream.engine.fanout;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import tv.exstream.engine.observe.NativeLedger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@Timeout(30)
class ViewerHubTest {
    private static final int QUEUE = 188 * 16;

    private final TestChunks chunks = new TestChunks();
    private final AtomicInteger changes = new AtomicInteger();
    private ViewerHub hub = hub(0, QUEUE);

    @AfterEach
    void everyChunkIsReleased() {
        hub.end();
        assertThat(NativeLedger.live()).doesNotContainKey("chunk");
    }

    @Test
    void viewerBeforeTheFirstKeyframeWaitsForItAndLosesNothing() {
        try (ViewerFeed feed = hub.attach(TestChunks.viewer("a"))) {
            publish(1, false);
            assertThat(feed.poll()).isNull();
            publish(2, true);
            publish(3, false);
            assertThat(TestChunks.drain(feed)).containsExactly(2, 3);
            assertThat(feed.stats().drops()).isZero();
            assertThat(feed.stats().droppedBytes()).isZero();
        }
    }

    @Test
    void newViewerStartsAtTheNewestKeyframe() {
        publishGops(0, 20, 5);
        try (ViewerFeed feed = hub.attach(TestChunks.viewer("a"))) {
            assertThat(feed.stats().queuedBytes()).isEqualTo(5 * 188);
            publish(20, true);
            assertThat(TestChunks.drain(feed)).containsExactly(15, 16, 17, 18, 19, 20);
        }
    }

    @Test
    void newViewerStartsAtTheNewestKeyframeThatIsOldEnough() {
        hub = hub(6 * TestChunks.FRAME, QUEUE);
        publishGops(0, 3, 5);
        assertThat(burst()).isEqualTo(numbers(0, 3));
        publishGops(3, 5, 5);
        publishGops(5, 11, 5);
        assertThat(burst()).isEqualTo(numbers(0, 11));
        publishGops(11, 12, 5);
        // chunk 5 is six frames behind chunk 11, chunk 10 is not
        assertThat(burst()).isEqualTo(numbers(5, 12));
    }

    @Test
    void whoWantsToBeNearToLiveSkipsToTheNewestKeyframe() {
        hub = hub(6 * TestChunks.FRAME, QUEUE);
        publishGops(0, 13, 5);
        try (ViewerFeed feed = hub.attach(TestChunks.viewer("a"))) {
            assertThat(feed.queuedBytes()).isGreaterThan(3 * 188);
            feed.skipToNewestKeyframe();
            assertThat(feed.queuedBytes()).isEqualTo(3 * 188);
            assertThat(TestChunks.drain(feed)).containsExactly(10, 11, 12);
            feed.skipToNewestKeyframe();
            assertThat(feed.stats().drops()).isZero();
        }
    }

    @Test
    void historyIsBoundedInBytes() {
        hub = hub(1_000_000, 188 * 7);
        publishGops(0, 11, 5);
        assertThat(burst()).isEqualTo(numbers(5, 11));
        // a GOP longer than the bound: nothing is kept until the next keyframe
        publishGops(11, 30, 100);
        assertThat(burst()).isEmpty();
        assertThat(NativeLedger.live()).doesNotContainKey("chunk");
        publish(30, true);
        assertThat(burst()).containsExactly(30);
    }

    @Test
    void dropsToKeyframeWhenViewerLags() {
        try (ViewerFeed slow = hub.attach(TestChunks.viewer("slow"));
                ViewerFeed quick = hub.attach(TestChunks.viewer("quick"))) {
            List<Integer> seen = new ArrayList<>();
            for (int i = 0; i < 22; i++) {
                publish(i, i % 10 == 0);
                seen.addAll(TestChunks.drain(quick));
            }
            assertThat(seen).isEqualTo(numbers(0, 22));
            // 16 fit; the 17th dropped them and itself and what followed up to keyframe 20
            assertThat(slow.stats().drops()).isEqualTo(1);
            assertThat(slow.stats().droppedBytes()).isEqualTo(20 * 188);
            assertThat(slow.stats().queuedBytes()).isEqualTo(2 * 188);
            assertThat(TestChunks.drain(slow)).containsExactly(20, 21);
            assertThat(quick.stats().drops()).isZero();
        }
    }

    @Test
    void overflowingKeyframeIsWhereTheViewerGoesOn() {
        try (ViewerFeed slow = hub.attach(TestChunks.viewer("slow"))) {
            publishGops(0, 17, 16);
            assertThat(slow.stats().drops()).isEqualTo(1);
            assertThat(slow.stats().droppedBytes()).isEqualTo(16 * 188);
            assertThat(TestChunks.drain(slow)).containsExactly(16);
        }
    }

    @Test
    void wakesOncePerTransitionFromEmpty() {
        AtomicInteger wakes = new AtomicInteger();
        try (ViewerFeed feed = hub.attach(TestChunks.viewer("a"))) {
            feed.onReadable(wakes::incrementAndGet);
            assertThat(wakes).hasValue(0);
            publishGops(0, 3, 5);
            assertThat(wakes).hasValue(1);
            TestChunks.drain(feed);
            publish(3, false);
            assertThat(wakes).hasValue(2);
            AtomicInteger late = new AtomicInteger();
            feed.onReadable(late::incrementAndGet);
            assertThat(late).hasValue(1);
            TestChunks.drain(feed);
            hub.end();
            assertThat(late).hasValue(2);
            assertThat(wakes).hasValue(2);
            hub.end();
            assertThat(late).hasValue(2);
        }
    }

    @Test
    void endedFeedDrainsFirst() {
        ViewerFeed feed = hub.attach(TestChunks.viewer("a"));
        publishGops(0, 2, 5);
        hub.end();
        publish(2, true);
        assertThat(feed.ended()).isFalse();
        assertThat(TestChunks.drain(feed)).containsExactly(0, 1);
        assertThat(feed.ended()).isTrue();
        feed.close();
        try (ViewerFeed tooLate = hub.attach(TestChunks.viewer("b"))) {
            AtomicInteger wakes = new AtomicInteger();
            tooLate.onReadable(wakes::incrementAndGet);
            assertThat(wakes).hasValue(1);
            assertThat(tooLate.poll()).isNull();
            assertThat(tooLate.ended()).isTrue();
        }
    }

    @Test
    void closingReleasesWhatIsQueuedAndIsIdempotent() {
        ViewerFeed feed = hub.attach(TestChunks.viewer("a"));
        publishGops(0, 5, 5);
        Chunk taken = feed.poll();
        assertThat(hub.viewers()).isEqualTo(1);
        assertThat(hub.stats()).hasSize(1);
        long before = System.nanoTime();
        feed.close();
        feed.close();
        assertThat(feed.poll()).isNull();
        assertThat(feed.ended()).isTrue();
        assertThat(hub.viewers()).isZero();
        assertThat(hub.lastViewerLeftNanos() - before).isNotNegative();
        assertThat(changes).hasValue(2);
        hub.end();
        assertThat(NativeLedger.live()).containsEntry("chunk", 1L);
        assertThat(taken).isNotNull();
        assertThat(TestChunks.number(taken)).isZero();
        taken.release();
    }

    @Test
    void aFailingWakeDoesNotReachTheChannel() {
        try (ViewerFeed broken = hub.attach(TestChunks.viewer("broken"));
                ViewerFeed sound = hub.attach(TestChunks.viewer("sound"))) {
            broken.onReadable(() -> {
                throw new IllegalStateException("edge is gone");
            });
            publish(0, true);
            assertThat(TestChunks.drain(sound)).containsExactly(0);
        }
    }

    @Test
    void refusesUnsealedChunksAndImpossibleLimits() {
        PooledChunk open = chunks.pool.acquire();
        assertThatIllegalStateException().isThrownBy(() -> hub.publish(open));
        open.release();
        assertThatIllegalArgumentException().isThrownBy(() -> new ViewerHub(chunks.pool, 188, 0, 0));
    }

    @Test
    void countsDeliveredBytes() {
        try (ViewerFeed feed = hub.attach(TestChunks.viewer("a"))) {
            feed.delivered(100);
            feed.delivered(88);
            assertThat(hub.stats().getFirst().deliveredBytes()).isEqualTo(188);
        }
    }

    private ViewerHub hub(long minBurst, int maxHistory) {
        // half the queue bounds the history, too: give the queue room where history is what is tested
        return new ViewerHub(
                chunks.pool,
                maxHistory == QUEUE && minBurst == 0 ? QUEUE : QUEUE * 4,
                minBurst,
                maxHistory,
                changes::incrementAndGet);
    }

    private List<Integer> burst() {
        try (ViewerFeed feed = hub.attach(TestChunks.viewer("burst"))) {
            return TestChunks.drain(feed);
        }
    }

    private void publish(int number, boolean keyframe) {
        hub.publish(chunks.chunk(number, keyframe));
    }

    /** Chunks from (inclusive) to (exclusive), a keyframe wherever the number divides by {@code gop}. */
    private void publishGops(int from, int to, int gop) {
        for (int i = from; i < to; i++) {
            publish(i, i % gop == 0);
        }
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }
}
