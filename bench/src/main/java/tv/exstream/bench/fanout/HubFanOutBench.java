package tv.exstream.bench.fanout;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import tv.exstream.engine.fanout.Chunk;
import tv.exstream.engine.fanout.ChunkPool;
import tv.exstream.engine.fanout.PooledChunk;
import tv.exstream.engine.fanout.ViewerFeed;
import tv.exstream.engine.fanout.ViewerHub;
import tv.exstream.engine.fanout.ViewerInfo;

/** One operation: a full chunk is filled, published, and taken and released by every viewer. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HubFanOutBench {
    private static final int TS_PACKET = 188;
    private static final int CHUNKS_PER_GOP = 50;
    private static final long CHUNK_TICKS = 3_600;

    @Param({"1", "10", "100"})
    private int viewers = 1;

    private final ChunkPool pool = new ChunkPool(ChunkPool.DEFAULT_CHUNK_BYTES);
    private final MemorySegment bytes = Arena.global().allocate(ChunkPool.DEFAULT_CHUNK_BYTES);
    private final ViewerHub hub = new ViewerHub(pool, 16 << 20, 90_000, 4 << 20);
    private ViewerFeed[] feeds = {};
    private int published;

    @Setup
    public void attach() {
        feeds = new ViewerFeed[viewers];
        for (int i = 0; i < viewers; i++) {
            feeds[i] = hub.attach(new ViewerInfo("viewer-" + i, "127.0.0.1", "bench", "ts"));
            feeds[i].onReadable(() -> {});
        }
    }

    @TearDown
    public void detach() {
        hub.end();
        for (ViewerFeed feed : feeds) {
            feed.close();
        }
    }

    @Benchmark
    public int publish() {
        PooledChunk chunk = pool.acquire();
        long at = chunk.claim(ChunkPool.DEFAULT_CHUNK_BYTES / TS_PACKET);
        MemorySegment.copy(bytes, 0, chunk.memory(), at, ChunkPool.DEFAULT_CHUNK_BYTES);
        chunk.seal(published % CHUNKS_PER_GOP == 0, published * CHUNK_TICKS);
        published++;
        hub.publish(chunk);
        int taken = 0;
        for (ViewerFeed feed : feeds) {
            for (Chunk next = feed.poll(); next != null; next = feed.poll()) {
                taken += next.size();
                next.release();
            }
        }
        return taken;
    }
}
