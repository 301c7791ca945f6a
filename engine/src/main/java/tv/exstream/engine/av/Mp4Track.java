package tv.exstream.engine.av;

import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A cursor over the samples of one track: where each lies and when it is shown, computed from the tables as it goes (ISO/IEC
 * 14496-12, 8.6 and 8.7), where libav would hold some 40 bytes for each sample of the file. Times are in the track's time
 * scale and before any edit list. One thread; no allocation while it moves.
 */
final class Mp4Track {
    private final Tables tables;

    private int sample;
    private int chunk;
    private int chunkRun;
    private int leftInChunk;
    private long position;
    private int timeRun;
    private long leftInTimeRun;
    private long dts;
    private int shiftRun;
    private long leftInShiftRun;
    private int nextKey;

    /**
     * @param sizes     {@code stsz}, empty where all samples have {@code oneSize}
     * @param chunks    {@code stco}, or {@code co64} with two words for each
     * @param runs      {@code stsc}: first chunk, samples in each, description
     * @param times     {@code stts}: count, duration
     * @param shifts    {@code ctts}: count, offset; empty where pictures are shown in the order of decoding
     * @param keys      {@code stss}: numbers from 1; empty where every sample is a key
     */
    record Tables(
            int samples,
            int oneSize,
            Optional<Mp4Table> sizes,
            Mp4Table chunks,
            boolean wideChunks,
            Mp4Table runs,
            Mp4Table times,
            Optional<Mp4Table> shifts,
            Optional<Mp4Table> keys) {}

    private final @Nullable Mp4Table sizes;
    private final @Nullable Mp4Table shifts;
    private final @Nullable Mp4Table keys;

    Mp4Track(Tables tables) {
        this.tables = tables;
        sizes = tables.sizes.orElse(null);
        shifts = tables.shifts.orElse(null);
        keys = tables.keys.orElse(null);
        rewind();
    }

    int samples() {
        return tables.samples;
    }

    /** Index of the sample under the cursor; {@link #samples} at the end. */
    int sample() {
        return sample;
    }

    boolean ended() {
        return sample >= tables.samples;
    }

    /** In the file. */
    long position() {
        return position;
    }

    int size() {
        return sizeOf(sample);
    }

    long dts() {
        return dts;
    }

    long pts() {
        return shifts == null ? dts : dts + shifts.get(2 * shiftRun + 1);
    }

    long duration() {
        return tables.times.unsigned(2 * timeRun + 1);
    }

    boolean key() {
        return keys == null || keys.get(nextKey) == sample + 1;
    }

    void rewind() {
        sample = 0;
        chunk = 0;
        chunkRun = 0;
        leftInChunk = tables.runs.get(1);
        position = chunkPosition(0);
        timeRun = 0;
        leftInTimeRun = tables.times.unsigned(0);
        dts = 0;
        shiftRun = 0;
        leftInShiftRun = shifts == null ? 0 : shifts.unsigned(0);
        nextKey = 0;
        settle();
    }

    void next() {
        position += sizeOf(sample);
        if (keys != null && keys.get(nextKey) == sample + 1) {
            nextKey++;
        }
        sample++;
        dts += duration();
        leftInTimeRun--;
        leftInShiftRun--;
        leftInChunk--;
        settle();
    }

    /** Moves from exhausted runs and chunks to the next. */
    private void settle() {
        while (leftInTimeRun <= 0 && 2 * (timeRun + 1) < tables.times.words()) {
            timeRun++;
            leftInTimeRun = tables.times.unsigned(2 * timeRun);
        }
        while (shifts != null && leftInShiftRun <= 0 && 2 * (shiftRun + 1) < shifts.words()) {
            shiftRun++;
            leftInShiftRun = shifts.unsigned(2 * shiftRun);
        }
        while (leftInChunk <= 0 && !ended() && chunk + 1 < chunkCount()) {
            chunk++;
            if (3 * (chunkRun + 1) < tables.runs.words() && tables.runs.get(3 * (chunkRun + 1)) == chunk + 1) {
                chunkRun++;
            }
            leftInChunk = tables.runs.get(3 * chunkRun + 1);
            position = chunkPosition(chunk);
        }
    }

    /** Goes to the last key shown at or before {@code time}, or to the first key; without any, to the first sample. */
    void seekKey(long time) {
        int at = sampleAt(time);
        if (keys == null) {
            seekSample(at);
            return;
        }
        int key = keyAfter(at) - 1;
        do {
            seekSample(Math.max(0, keys.get(Math.max(key, 0)) - 1));
            key--;
        } while (key >= 0 && pts() > time);
    }

    /** Goes to the last sample decoded at or before {@code time}, or to the first one. */
    void seekTime(long time) {
        seekSample(sampleAt(time));
    }

    private int sampleAt(long time) {
        long from = 0;
        long first = 0;
        for (int run = 0; 2 * run < tables.times.words(); run++) {
            long count = tables.times.unsigned(2 * run);
            long each = tables.times.unsigned(2 * run + 1);
            if (time < from + count * each) {
                return Math.clamp(first + (each == 0 ? 0 : Math.floorDiv(time - from, each)), 0, tables.samples - 1);
            }
            from += count * each;
            first += count;
        }
        return tables.samples - 1;
    }

    /** Index of the first key later than a sample; the tables count samples from 1. */
    private int keyAfter(int index) {
        Mp4Table all = Objects.requireNonNull(keys);
        int low = 0;
        int high = all.words();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (all.get(middle) <= index + 1) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Costs a step for each run of the tables, not for each sample. */
    void seekSample(int wanted) {
        rewind();
        sample = wanted;
        seekTimes();
        seekShifts();
        seekChunk();
        nextKey = keys == null ? 0 : keyAfter(wanted - 1);
    }

    private void seekTimes() {
        long left = sample;
        while (left >= leftInTimeRun && 2 * (timeRun + 1) < tables.times.words()) {
            left -= leftInTimeRun;
            dts += leftInTimeRun * duration();
            timeRun++;
            leftInTimeRun = tables.times.unsigned(2 * timeRun);
        }
        dts += left * duration();
        leftInTimeRun -= left;
    }

    private void seekShifts() {
        if (shifts != null) {
            long left = sample;
            while (left >= leftInShiftRun && 2 * (shiftRun + 1) < shifts.words()) {
                left -= leftInShiftRun;
                shiftRun++;
                leftInShiftRun = shifts.unsigned(2 * shiftRun);
            }
            leftInShiftRun -= left;
        }
    }

    private void seekChunk() {
        long left = sample;
        int chunks = chunkCount();
        chunk = 0;
        chunkRun = 0;
        while (true) {
            long each = Math.max(0, tables.runs.get(3 * chunkRun + 1));
            boolean last = 3 * (chunkRun + 1) >= tables.runs.words();
            int end = last ? chunks : Math.clamp(tables.runs.get(3 * (chunkRun + 1)) - 1, chunk, chunks);
            if (left < each * (end - chunk) || last) {
                chunk = (int) Math.min(Math.max(0, chunks - 1), chunk + (each == 0 ? 0 : left / each));
                left = each == 0 ? 0 : left % each;
                leftInChunk = (int) (each - left);
                break;
            }
            left -= each * (end - chunk);
            chunk = end;
            chunkRun++;
        }
        position = chunkPosition(chunk);
        for (int i = sample - (int) left; i < sample; i++) {
            position += sizeOf(i);
        }
    }

    private int sizeOf(int index) {
        return sizes == null ? tables.oneSize : sizes.get(index);
    }

    private int chunkCount() {
        return tables.chunks.words() / (tables.wideChunks ? 2 : 1);
    }

    private long chunkPosition(int index) {
        return tables.wideChunks
                ? tables.chunks.unsigned(2 * index) << 32 | tables.chunks.unsigned(2 * index + 1)
                : tables.chunks.unsigned(index);
    }
}
