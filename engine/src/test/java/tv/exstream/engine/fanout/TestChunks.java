package tv.exstream.engine.fanout;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/** Makes chunks whose first bytes carry their number, and reads them back. */
final class TestChunks {
    static final long FRAME = 3_600;

    final ChunkPool pool = new ChunkPool(188 * 4);

    /** A chunk of one TS packet's length, number and keyframe flag written into it, 40 ms after the one before. */
    PooledChunk chunk(int number, boolean keyframe) {
        return chunk(number, keyframe, 1);
    }

    PooledChunk chunk(int number, boolean keyframe, int packets) {
        MemorySegment bytes = MemorySegment.ofArray(new byte[188 * packets]);
        bytes.set(ValueLayout.JAVA_INT_UNALIGNED, 0, number);
        bytes.set(ValueLayout.JAVA_BYTE, 4, (byte) (keyframe ? 1 : 0));
        PooledChunk chunk = pool.acquire();
        chunk.append(bytes, 0, 188 * packets);
        chunk.seal(keyframe, number * FRAME);
        return chunk;
    }

    static int number(Chunk chunk) {
        return MemorySegment.ofBuffer(chunk.bytes()).get(ValueLayout.JAVA_INT_UNALIGNED, 0);
    }

    /** Everything readable now, released. */
    static List<Integer> drain(ViewerFeed feed) {
        List<Integer> numbers = new ArrayList<>();
        for (Chunk chunk = feed.poll(); chunk != null; chunk = feed.poll()) {
            numbers.add(number(chunk));
            chunk.release();
        }
        return numbers;
    }

    static ViewerInfo viewer(String id) {
        return new ViewerInfo(id, "127.0.0.1", "test", "ts");
    }
}
