package tv.exstream.bench.edge;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import tv.exstream.engine.fanout.ChunkPool;
import tv.exstream.engine.fanout.PooledChunk;
import tv.exstream.engine.fanout.ViewerHub;
import tv.exstream.engine.fanout.ViewerStats;

/**
 * Publishes a clip over and over into the hubs of many channels from one thread, as a mux thread does: in real time, a
 * piece every {@link #TICK_NANOS}, or as fast as the slowest viewer takes it.
 */
final class ClipStation implements Runnable {
    /** As often as a channel gives out what it gathered. */
    private static final long TICK_NANOS = 60_000_000;

    private static final int PACKET = 188;
    private static final int LOOK_AHEAD = 16;
    /** Chunks published between two looks at how far the viewers are. */
    private static final int LOOK_EVERY = 16;

    private final byte[] clip;
    private final MemorySegment memory;
    /** Where a keyframe's PAT begins, ascending. */
    private final List<Integer> keyframes;

    private final double bytesPerSecond;
    private final ChunkPool pool;
    private final List<ViewerHub> hubs;
    private final boolean saturate;
    private final long queueBytes;
    private volatile boolean stopped;

    ClipStation(Path file, double seconds, ChunkPool pool, List<ViewerHub> hubs, boolean saturate, long queueBytes)
            throws IOException {
        clip = Files.readAllBytes(file);
        memory = MemorySegment.ofArray(clip);
        keyframes = keyframes(clip);
        if (keyframes.isEmpty()) {
            throw new IOException(file + " has no keyframe behind a PAT");
        }
        bytesPerSecond = clip.length / seconds;
        this.pool = pool;
        this.hubs = List.copyOf(hubs);
        this.saturate = saturate;
        this.queueBytes = queueBytes;
    }

    private static List<Integer> keyframes(byte[] ts) {
        List<Integer> found = new ArrayList<>();
        for (int at = 0; at + PACKET <= ts.length; at += PACKET) {
            boolean pat = (ts[at + 1] & 0x1F) == 0 && ts[at + 2] == 0;
            for (int next = 1; pat && next <= LOOK_AHEAD; next++) {
                int packet = at + next * PACKET;
                // adaptation field present, not empty, random_access_indicator: ISO/IEC 13818-1, 2.4.3.4
                if (packet + PACKET <= ts.length
                        && (ts[packet + 3] & 0x20) != 0
                        && ts[packet + 4] != 0
                        && (ts[packet + 5] & 0x40) != 0) {
                    found.add(at);
                    break;
                }
            }
        }
        return found;
    }

    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        long begun = System.nanoTime();
        long sent = 0;
        int at = 0;
        int nextKey = 0;
        int published = 0;
        while (!stopped) {
            long allowed = saturate ? Long.MAX_VALUE : (long) ((System.nanoTime() - begun) / 1e9 * bytesPerSecond);
            while (sent < allowed && !stopped) {
                boolean key = nextKey < keyframes.size() && keyframes.get(nextKey) == at;
                int end = key ? nextKey + 1 : nextKey;
                int limit = end < keyframes.size() ? keyframes.get(end) : clip.length;
                int size = Math.min(pool.chunkBytes(), limit - at);
                long ticks = (long) (sent / bytesPerSecond * 90_000);
                publish(at, size, key, ticks);
                sent += size;
                at += size;
                nextKey = end;
                if (at >= clip.length) {
                    at = 0;
                    nextKey = 0;
                }
                if (saturate && ++published % LOOK_EVERY == 0) {
                    awaitViewers();
                }
            }
            LockSupport.parkNanos(TICK_NANOS);
        }
    }

    private void publish(int from, int size, boolean key, long ticks) {
        for (ViewerHub hub : hubs) {
            PooledChunk chunk = pool.acquire();
            MemorySegment.copy(memory, from, chunk.memory(), chunk.claim(size / PACKET), size);
            chunk.seal(key, ticks);
            hub.publish(chunk);
        }
    }

    private void awaitViewers() {
        for (ViewerHub hub : hubs) {
            while (!stopped && furthestBehind(hub) > queueBytes / 4) {
                LockSupport.parkNanos(500_000);
            }
        }
    }

    private static long furthestBehind(ViewerHub hub) {
        long most = 0;
        for (ViewerStats stats : hub.stats()) {
            most = Math.max(most, stats.queuedBytes());
        }
        return most;
    }
}
