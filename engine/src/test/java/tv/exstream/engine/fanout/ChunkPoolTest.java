package tv.exstream.engine.fanout;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import tv.exstream.engine.observe.NativeLedger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@Timeout(30)
class ChunkPoolTest {
    private final ChunkPool pool = new ChunkPool(188 * 4, 64);

    @Test
    void packetsAreWrittenWhereTheyWereClaimed() {
        PooledChunk chunk = new ChunkPool(188 * 4).acquire();
        for (int i = 0; i < 4; i++) {
            long at = chunk.claim(1);
            assertThat(at).isEqualTo(188L * i);
            chunk.memory().set(ValueLayout.JAVA_BYTE, at + 187, (byte) i);
        }
        assertThatIllegalStateException().isThrownBy(() -> chunk.claim(1)).withMessageContaining("0 bytes left");
        chunk.seal(false, 0);
        assertThat(chunk.bytes().get(188 * 4 - 1)).isEqualTo((byte) 3);
        assertThatIllegalStateException().isThrownBy(() -> chunk.claim(1));
        chunk.release();
        assertThatIllegalStateException().isThrownBy(chunk::memory);
    }

    @Test
    void bytesAreWhatWasWrittenAndReadOnly() {
        byte[] source = new byte[188 * 3];
        new SplittableRandom(3).nextBytes(source);
        PooledChunk chunk = pool.acquire();
        assertThat(chunk.remaining()).isEqualTo(188 * 4);
        TestChunks.fill(chunk, MemorySegment.ofArray(source));
        assertThat(chunk.remaining()).isEqualTo(188);
        chunk.seal(true, 42);
        assertThat(chunk.remaining()).isZero();
        assertThat(chunk.size()).isEqualTo(source.length);
        assertThat(chunk.startsWithKeyframe()).isTrue();
        assertThat(chunk.timelineTicks90k()).isEqualTo(42);
        ByteBuffer view = chunk.bytes();
        assertThat(view.isReadOnly()).isTrue();
        assertThat(view.isDirect()).isTrue();
        assertThat(view).isEqualTo(ByteBuffer.wrap(source));
        chunk.release();
    }

    @Test
    void refusesWhatWouldBreakAPublishedChunk() {
        PooledChunk chunk = pool.acquire();
        assertThatIllegalStateException().isThrownBy(() -> chunk.seal(false, 0));
        assertThatIllegalStateException().isThrownBy(() -> chunk.claim(5)).withMessageContaining("5 packets");
        assertThatIllegalStateException().isThrownBy(() -> chunk.claim(0));
        chunk.claim(1);
        chunk.seal(false, 0);
        assertThatIllegalStateException().isThrownBy(() -> chunk.seal(false, 0));
        chunk.retain();
        chunk.release();
        chunk.release();
        assertThatIllegalStateException().isThrownBy(chunk::release);
        assertThatIllegalStateException().isThrownBy(chunk::retain);
        assertThatIllegalStateException().isThrownBy(chunk::bytes);
        assertThatIllegalArgumentException().isThrownBy(() -> new ChunkPool(189));
    }

    @Test
    void givesUpFreeSlabsBeyondItsLimit() {
        List<PooledChunk> held = new ArrayList<>();
        for (int i = 0; i < 64 * 10; i++) {
            held.add(pool.acquire());
        }
        assertThat(pool.memoryBytes()).isEqualTo(640L * 188 * 4);
        assertThat(NativeLedger.live()).containsEntry("chunk", 640L);
        held.forEach(PooledChunk::release);
        assertThat(pool.freeChunks()).isEqualTo(64);
        assertThat(pool.memoryBytes()).isEqualTo(64L * 188 * 4);
    }

    @Test
    void smallChunksHoldLittleMemoryAndTheirBytes() {
        ChunkPool large = new ChunkPool(ChunkPool.DEFAULT_CHUNK_BYTES, 64);
        List<PooledChunk> held = new ArrayList<>();
        List<byte[]> expected = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(9);
        long payload = 0;
        for (int i = 0; i < 3_000; i++) {
            byte[] bytes = new byte[188 * (1 + random.nextInt(10))];
            random.nextBytes(bytes);
            PooledChunk chunk = large.acquire();
            TestChunks.fill(chunk, MemorySegment.ofArray(bytes));
            chunk.seal(false, i);
            held.add(chunk);
            expected.add(bytes);
            payload += bytes.length;
        }
        // twice what is in them, and a slab of each size
        assertThat(large.memoryBytes()).isLessThan(2 * payload + 64 * 2 * ChunkPool.DEFAULT_CHUNK_BYTES);
        for (int i = 0; i < held.size(); i++) {
            assertThat(held.get(i).bytes()).isEqualTo(ByteBuffer.wrap(expected.get(i)));
            held.get(i).release();
        }
        assertThat(large.memoryBytes()).isLessThanOrEqualTo(64 * 2 * ChunkPool.DEFAULT_CHUNK_BYTES);
    }

    @Test
    void neverHandsOutAChunkTwice() {
        SplittableRandom random = new SplittableRandom(4);
        Set<PooledChunk> live = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<PooledChunk> order = new ArrayDeque<>();
        for (int i = 0; i < 20_000; i++) {
            // swings between a few and some hundred, so that slabs come and go
            if (random.nextInt(1000) < 500 + 200 * Math.sin(i / 500.0) || order.isEmpty()) {
                PooledChunk chunk = pool.acquire();
                assertThat(live.add(chunk)).isTrue();
                assertThat(chunk.remaining()).isEqualTo(188 * 4);
                order.add(chunk);
            } else {
                PooledChunk chunk = random.nextBoolean() ? order.removeFirst() : order.removeLast();
                live.remove(chunk);
                chunk.release();
            }
            assertThat(pool.memoryBytes()).isEqualTo((live.size() + pool.freeChunks()) * 188L * 4);
        }
        order.forEach(PooledChunk::release);
    }
}
