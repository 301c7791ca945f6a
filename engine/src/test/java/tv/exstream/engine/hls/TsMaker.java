package tv.exstream.engine.hls;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import tv.exstream.engine.fanout.ChunkPool;
import tv.exstream.engine.fanout.PooledChunk;
import tv.exstream.engine.time.Timeline;

/** Makes a transport stream as a channel's muxer would hand it out, picture by picture, in chunks of any size. */
public final class TsMaker {
    private static final int PACKET = 188;
    private static final long DELAY = 18_000;

    private final ChunkPool pool;
    private final Consumer<PooledChunk> publish;
    private final Random random;
    private final ByteArrayOutputStream made = new ByteArrayOutputStream();
    private final ByteArrayOutputStream open = new ByteArrayOutputStream();
    private boolean openKey;
    private long openTicks;
    private long lastTicks;
    private int pictures;

    /** @param publish takes over each chunk's reference */
    public TsMaker(ChunkPool pool, long seed, Consumer<PooledChunk> publish) {
        this.pool = pool;
        this.publish = publish;
        this.random = new Random(seed);
    }

    /** Everything published so far. */
    public byte[] made() {
        return made.toByteArray();
    }

    /** One picture; a keyframe begins a chunk, and any picture may end one. */
    public void picture(long dtsTicks, boolean key) {
        if (key) {
            flush();
        }
        lastTicks = dtsTicks;
        if (open.size() == 0) {
            openKey = key;
            openTicks = dtsTicks;
        }
        if (key) {
            packet(0x0000, null);
            packet(0x1000, null);
        }
        packet(0x0100, pes(0xe0, dtsTicks + DELAY, dtsTicks));
        for (int i = random.nextInt(4); i > 0; i--) {
            packet(0x0100, null);
        }
        packet(0x0101, random.nextBoolean() ? pes(0xc0, dtsTicks + DELAY, dtsTicks + DELAY) : null);
        pictures++;
        if (pictures % 2 == 0 || random.nextInt(3) == 0) {
            flush();
        }
    }

    /** Pictures of a rate over a span, a keyframe every {@code gop} pictures from the first one on. */
    public long pictures(long fromTicks, int count, double rate, int gop) {
        for (int i = 0; i < count; i++) {
            picture(fromTicks + Math.round(i * 90_000 / rate), i % gop == 0);
        }
        return fromTicks + Math.round(count * 90_000 / rate);
    }

    /** Hands out what is gathered. */
    public void flush() {
        if (open.size() > 0) {
            byte[] bytes = open.toByteArray();
            PooledChunk chunk = pool.acquire();
            long at = chunk.claim(bytes.length / PACKET);
            MemorySegment.copy(MemorySegment.ofArray(bytes), 0, chunk.memory(), at, bytes.length);
            chunk.seal(openKey, openTicks);
            made.writeBytes(bytes);
            open.reset();
            publish.accept(chunk);
        }
    }

    private void packet(int pid, byte @Nullable [] unit) {
        if (open.size() + PACKET > pool.chunkBytes()) {
            flush();
            openKey = false;
            openTicks = lastTicks;
        }
        byte[] packet = new byte[PACKET];
        random.nextBytes(packet);
        packet[0] = 0x47;
        packet[1] = (byte) ((unit == null ? 0 : 0x40) | pid >> 8);
        packet[2] = (byte) pid;
        packet[3] = 0x10;
        if (unit != null) {
            System.arraycopy(unit, 0, packet, 4, unit.length);
        }
        open.writeBytes(packet);
    }

    private static byte[] pes(int id, long pts, long dts) {
        List<Integer> out = new ArrayList<>(List.of(0, 0, 1, id, 0, 0, 0x80, 0xc0, 10));
        stamp(out, 3, Timeline.wrap33(pts));
        stamp(out, 1, Timeline.wrap33(dts));
        byte[] bytes = new byte[out.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = out.get(i).byteValue();
        }
        return bytes;
    }

    private static void stamp(List<Integer> out, int mark, long ticks) {
        out.add((int) (mark << 4 | (ticks >> 29 & 0xe) | 1));
        out.add((int) (ticks >> 22 & 0xff));
        out.add((int) ((ticks >> 14 & 0xfe) | 1));
        out.add((int) (ticks >> 7 & 0xff));
        out.add((int) ((ticks << 1 & 0xfe) | 1));
    }
}
