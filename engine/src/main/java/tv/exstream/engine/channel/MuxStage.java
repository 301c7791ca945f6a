package tv.exstream.engine.channel;

import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import tv.exstream.engine.EngineException;
import tv.exstream.engine.av.TsMuxer;
import tv.exstream.engine.fanout.ChunkPool;
import tv.exstream.engine.fanout.PooledChunk;
import tv.exstream.engine.observe.ThrottledFaults;
import tv.exstream.engine.ring.PacketCell;
import tv.exstream.engine.ring.PacketRing;

/**
 * The ring's consumer: muxes what the splicer aired and cuts the bytes into chunks, a new one at every keyframe. An agent
 * of the mux thread, which owns the muxer and the open chunk.
 */
final class MuxStage implements Agent, TsMuxer.Sink, AutoCloseable {
    /** Small pieces are gathered this long, well within the receiver's buffer; a keyframe leaves at once. */
    private static final long GATHER_NANOS = 60_000_000;

    private final PacketRing<Segment> in;
    private final TsMuxer muxer;
    private final ChunkPool pool;
    private final Consumer<PooledChunk> publish;
    private final ChannelCounters counters;
    private final ThrottledFaults faults;
    private final Consumer<Throwable> failed;
    private @Nullable PooledChunk open;
    private boolean openStartsWithKey;
    private boolean keyNext;
    private long openTicks;
    private long openedNanos;
    private long packetTicks;

    MuxStage(
            PacketRing<Segment> in,
            TsMuxer muxer,
            ChunkPool pool,
            Consumer<PooledChunk> publish,
            ChannelCounters counters,
            ThrottledFaults faults,
            Consumer<Throwable> failed) {
        this.in = in;
        this.muxer = muxer;
        this.pool = pool;
        this.publish = publish;
        this.counters = counters;
        this.faults = faults;
        this.failed = failed;
    }

    @Override
    public void doWork() {
        for (PacketCell<Segment> cell = in.peek(); cell != null; cell = in.peek()) {
            boolean key = cell.key && cell.stream == TsMuxer.VIDEO;
            if (key) {
                flush();
                keyNext = true;
            }
            packetTicks = cell.dts90k;
            cell.packet.stamp(cell.pts90k, cell.dts90k, cell.duration90k);
            try {
                muxer.write(cell.packet, cell.stream, this);
            } catch (EngineException e) {
                faults.report("mux", e.getMessage());
                counters.droppedPackets.increment();
            }
            in.advance();
        }
        if (open != null && (openStartsWithKey || System.nanoTime() - openedNanos > GATHER_NANOS)) {
            flush();
        }
    }

    @Override
    public void take(MemorySegment bytes, long offset, int length) {
        counters.bytes.add(length);
        long from = offset;
        int left = length;
        while (left > 0) {
            PooledChunk chunk = open;
            if (chunk == null) {
                chunk = pool.acquire();
                open = chunk;
                openStartsWithKey = keyNext;
                keyNext = false;
                openTicks = packetTicks;
                openedNanos = System.nanoTime();
            }
            int part = Math.min(left, chunk.remaining());
            chunk.append(bytes, from, part);
            from += part;
            left -= part;
            if (chunk.remaining() == 0) {
                flush();
            }
        }
    }

    /** Gives out what is gathered: nothing follows. */
    void finish() {
        flush();
    }

    private void flush() {
        PooledChunk chunk = open;
        if (chunk != null) {
            open = null;
            chunk.seal(openStartsWithKey, openTicks);
            publish.accept(chunk);
        }
    }

    @Override
    public void onFailure(Throwable failure) {
        failed.accept(failure);
    }

    /** Only once the mux thread no longer runs this agent. */
    @Override
    public void close() {
        PooledChunk chunk = open;
        if (chunk != null) {
            open = null;
            chunk.release();
        }
        muxer.close();
    }
}
