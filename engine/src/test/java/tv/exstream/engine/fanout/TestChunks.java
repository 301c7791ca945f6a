package tv.exstream.engine.fanout;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/** Makes chunks that are filled with their number, and reads them back. */
final class TestChunks {
    static final long FRAME = 3_600;

    final ChunkPool pool = new ChunkPool(188 * 4);

    /** A chunk of one TS packet's length, 40 ms after the one before. */
    PooledChunk chunk(int number, boolean keyframe) {
        return chunk(number, keyframe, 1);
    }

    PooledChunk chunk(int number, boolean keyframe, int packets) {
        MemorySegment bytes = MemorySegment.ofArray(new byte[188 * packets]);
        for (long at = 0; at < bytes.byteSize(); at += Integer.BYTES) {
            bytes.set(ValueLayout.JAVA_INT_UNALIGNED, at, number);
        }
        PooledChunk chunk = pool.acquire();
        fill(chunk, bytes);
        chunk.seal(keyframe, number * FRAME);
        return chunk;
    }

    /** Writes whole transport packets to its end. */
    static void fill(PooledChunk chunk, MemorySegment packets) {
        int size = (int) packets.byteSize();
        MemorySegment.copy(packets, 0, chunk.memory(), chunk.claim(size / 188), size);
    }

    /** The chunk's number; fails when its bytes are not all of one chunk. */
    static int number(Chunk chunk) {
        MemorySegment bytes = MemorySegment.ofBuffer(chunk.bytes());
        int number = bytes.get(ValueLayout.JAVA_INT_UNALIGNED, 0);
        for (long at = 0; at < bytes.byteSize(); at += Integer.BYTES) {
            int here = bytes.get(ValueLayout.JAVA_INT_UNALIGNED, at);
            if (here != number) {
                throw new AssertionError("chunk " + number + " holds bytes of chunk " + here);
            }
        }
        return number;
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
