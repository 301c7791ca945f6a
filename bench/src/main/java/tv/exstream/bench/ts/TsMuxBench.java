package tv.exstream.bench.ts;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import tv.exstream.engine.fanout.ChunkPool;
import tv.exstream.engine.fanout.PooledChunk;
import tv.exstream.engine.ts.TsMuxer;
import tv.exstream.engine.ts.TsOutput;
import tv.exstream.engine.ts.TsService;

/**
 * One operation: a picture of 14 kB and 40 ms of sound of a 3 Mbit/s channel, every fiftieth picture a keyframe, muxed into
 * pooled chunks as a channel does. At a variable bit rate and at a constant one, where null packets come on top.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TsMuxBench implements TsOutput {
    private static final int PICTURE = 14_000;
    private static final int SOUND = 420;
    private static final int GOP = 50;
    private static final long FRAME_TICKS = 3_600;
    private static final long SOUND_TICKS = 1_920;

    @Param({"0", "4000"})
    private int kbps;

    private final ChunkPool pool = new ChunkPool(ChunkPool.DEFAULT_CHUNK_BYTES);
    private final MemorySegment picture = Arena.global().allocate(PICTURE);
    private final MemorySegment sound = Arena.global().allocate(SOUND);
    private @Nullable TsMuxer muxer;
    private @Nullable PooledChunk open;
    private long pictures;
    private long nextSound;

    public TsMuxBench() {
        picture.set(ValueLayout.JAVA_INT_UNALIGNED, 0, 0x01000000);
        picture.set(ValueLayout.JAVA_BYTE, 4, (byte) 0x41);
    }

    @Benchmark
    public long picture() {
        TsMuxer to = muxer;
        if (to == null) {
            to = new TsMuxer(new TsService("Bench", "EXStreamTV", true, false), Duration.ofMillis(400), kbps, this);
            muxer = to;
        }
        long dts = pictures * FRAME_TICKS;
        to.video(picture, 0, PICTURE, dts + FRAME_TICKS, dts, pictures % GOP == 0, false);
        for (; nextSound < dts + FRAME_TICKS; nextSound += SOUND_TICKS) {
            to.audio(sound, 0, SOUND, nextSound, false);
        }
        pictures++;
        return to.nulls();
    }

    @Override
    public long claim() {
        PooledChunk chunk = open;
        if (chunk == null || chunk.remaining() == 0) {
            flush();
            chunk = pool.acquire();
            open = chunk;
        }
        return chunk.claim(1);
    }

    @Override
    public MemorySegment memory() {
        return Objects.requireNonNull(open).memory();
    }

    @Override
    public void randomAccess() {
        flush();
    }

    private void flush() {
        PooledChunk chunk = open;
        if (chunk != null) {
            open = null;
            chunk.seal(false, 0);
            chunk.release();
        }
    }
}
