package tv.exstream.bench.fanout;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import tv.exstream.engine.fanout.ChunkPool;
import tv.exstream.engine.fanout.PooledChunk;

/** One operation: a chunk is taken from the pool, filled packet by packet as a muxer would, sealed, given back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TsChunkBench {
    private static final int TS_PACKET = 188;

    private final ChunkPool pool = new ChunkPool(ChunkPool.DEFAULT_CHUNK_BYTES);
    private final MemorySegment packet = Arena.global().allocate(TS_PACKET);

    @Benchmark
    public int fill() {
        PooledChunk chunk = pool.acquire();
        while (chunk.remaining() > 0) {
            MemorySegment.copy(packet, 0, chunk.memory(), chunk.claim(1), TS_PACKET);
        }
        chunk.seal(true, 0);
        int size = chunk.size();
        chunk.release();
        return size;
    }
}
