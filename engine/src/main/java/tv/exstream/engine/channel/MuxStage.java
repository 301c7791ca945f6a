package tv.exstream.engine.channel;

import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import tv.exstream.engine.TsOptions;
import tv.exstream.engine.av.Packet;
import tv.exstream.engine.fanout.ChunkPool;
import tv.exstream.engine.fanout.PooledChunk;
import tv.exstream.engine.observe.ThrottledFaults;
import tv.exstream.engine.profile.AirTiming;
import tv.exstream.engine.ring.PacketCell;
import tv.exstream.engine.ring.PacketRing;
import tv.exstream.engine.time.AirClock;
import tv.exstream.engine.time.Timeline;
import tv.exstream.engine.ts.TsMuxer;
import tv.exstream.engine.ts.TsOutput;
import tv.exstream.engine.ts.TsService;

/**
 * The ring's consumer: muxes what the splicer aired, straight into chunks, a new one at every keyframe. An agent of the mux
 * thread, which owns the muxer and the open chunk.
 */
final class MuxStage implements Agent, TsOutput, AutoCloseable {
    /** Small pieces are gathered this long, well within the receiver's buffer; a keyframe leaves at once. */
    private static final long GATHER_NANOS = 60_000_000;

    private static final int HD_HEIGHT = 720;

    private final PacketRing<Segment> in;
    private final TsMuxer muxer;
    private final TsOptions options;
    private final @Nullable FillerCues cues;
    private final AirClock clock;
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
    private long overrunsTold;
    private long lateTold;

    /**
     * @param context of the run: what the channel is called, what follows when, how late it is
     * @param options how the stream is made
     */
    MuxStage(
            PacketRing<Segment> in,
            ChannelContext context,
            TsOptions options,
            ChunkPool pool,
            Consumer<PooledChunk> publish,
            Consumer<Throwable> failed) {
        this.in = in;
        this.options = options;
        this.pool = pool;
        this.publish = publish;
        this.failed = failed;
        clock = context.clock();
        counters = context.counters();
        faults = context.faults();
        TsService service = new TsService(
                context.name(), options.provider(), context.profile().height() >= HD_HEIGHT, options.cues());
        muxer = new TsMuxer(service, AirTiming.PCR_LEAD, options.muxKbps(), this);
        cues = options.cues()
                ? new FillerCues(
                        context.playout(), context.timeline(), faults, firstEvent(context.startTicks()), muxer::cue)
                : null;
    }

    /** Seconds since the epoch: no two runs of a channel begin with the same. */
    private static int firstEvent(long startTicks) {
        return (int) (startTicks / Timeline.RATE);
    }

    @Override
    public void doWork() {
        for (PacketCell<Segment> cell = in.peek(); cell != null; cell = in.peek()) {
            packetTicks = cell.dts90k;
            mux(cell);
            in.advance();
        }
        muxer.idle(clock.nowTicks90k());
        PooledChunk chunk = open;
        if (chunk != null
                && (openStartsWithKey || chunk.remaining() == 0 || System.nanoTime() - openedNanos > GATHER_NANOS)) {
            flush();
        }
        tell();
    }

    private void mux(PacketCell<Segment> cell) {
        int size = cell.packet.size();
        if (size == 0) {
            counters.droppedPackets.increment();
            return;
        }
        long address = cell.packet.address();
        if (cell.stream == PacketCell.VIDEO) {
            muxer.video(Packet.MEMORY, address, size, cell.pts90k, cell.dts90k, cell.key, cell.discontinuity);
            if (cues != null) {
                cues.aired(cell.item, cell.pts90k);
            }
        } else {
            muxer.audio(Packet.MEMORY, address, size, cell.pts90k, cell.discontinuity);
        }
    }

    private void tell() {
        long overruns = muxer.overruns() - overrunsTold;
        if (overruns > 0) {
            overrunsTold += overruns;
            faults.report(
                    "bitrate",
                    overruns + " packets did not fit the constant bit rate of " + options.muxKbps()
                            + " kbit/s and were sent above it: raise it or lower the bit rate of the programme");
        }
        long late = muxer.late() - lateTold;
        if (late > 0) {
            lateTold += late;
            faults.report("late", late + " access units were muxed after their decoding time");
        }
    }

    @Override
    public long claim() {
        PooledChunk chunk = open;
        if (chunk != null && chunk.remaining() == 0) {
            flush();
            chunk = null;
        }
        if (chunk == null) {
            chunk = pool.acquire();
            open = chunk;
            openStartsWithKey = keyNext;
            keyNext = false;
            openTicks = packetTicks;
            openedNanos = System.nanoTime();
        }
        return chunk.claim(1);
    }

    @Override
    public MemorySegment memory() {
        return Objects.requireNonNull(open, "nothing was claimed").memory();
    }

    @Override
    public void randomAccess() {
        flush();
        keyNext = true;
    }

    /** Gives out what is gathered: nothing follows. */
    void finish() {
        flush();
    }

    private void flush() {
        PooledChunk chunk = open;
        if (chunk != null) {
            open = null;
            counters.bytes.add(chunk.size());
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
    }
}
