package tv.exstream.engine.av;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIndexEntry;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.jspecify.annotations.Nullable;

import tv.exstream.engine.EngineException;
import tv.exstream.engine.EngineException.Kind;
import tv.exstream.engine.observe.NativeLedger;

import static org.bytedeco.ffmpeg.avformat.AVIndexEntry.AVINDEX_KEYFRAME;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entries_count;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entry;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

/**
 * Reads the packets of an MP4 file that libav has analysed, in libav's place: some 40 KB for a file of any length, where
 * libav's demuxer holds 7 MB for 45 minutes and the decoders it analysed with. What it reads is checked against libav's
 * index when it is made; where they differ it is not made. One thread.
 */
final class Mp4Reader implements AutoCloseable {
    private static final NativeLedger.Kind LEDGER = NativeLedger.kind("mp4-reader");
    private static final int COPY_BYTES = 16 << 10;
    private static final int CHECKED_AT_START = 40;
    private static final int LARGEST_SAMPLE = 64 << 20;
    /** Tracks closer than this are read in the order of the file, seconds. */
    private static final double INTERLEAVE_SECONDS = 1;

    private final FileChannel file;
    private final String on;
    private final List<Selected> tracks;
    private final ByteBuffer copy = ByteBuffer.allocateDirect(COPY_BYTES);
    private final MemorySegment copied = MemorySegment.ofBuffer(copy);
    private boolean closed;

    private Mp4Reader(FileChannel file, String on, List<Selected> tracks) {
        this.file = file;
        this.on = on;
        this.tracks = tracks;
        LEDGER.acquired();
    }

    /** A track that is read. Shifts are those of the edit list, as libav applies it, in the track's time scale. */
    private record Selected(Mp4Track track, int stream, double secondsPerTick, long dtsShift, long ptsShift) {
        double seconds() {
            return (track.dts() + dtsShift) * secondsPerTick;
        }
    }

    /** A file that is no longer what its index says. */
    static final class Broken extends UncheckedIOException {
        private static final long serialVersionUID = 1L;

        Broken(IOException cause) {
            super(cause);
        }
    }

    /**
     * @param analysed by libav, with its index
     * @param wanted   streams to read, the picture first
     * @return empty when libav has to read this file
     */
    static Optional<Mp4Reader> of(AVFormatContext analysed, Path path, List<ElementaryStream> wanted) {
        FileChannel file = null;
        try {
            file = FileChannel.open(path);
            List<Optional<Mp4Track.Tables>> tables = Mp4Boxes.read(file);
            List<Selected> tracks = new ArrayList<>();
            for (ElementaryStream stream : wanted) {
                Optional<Mp4Track.Tables> table =
                        tables.size() == analysed.nb_streams() ? tables.get(stream.index()) : Optional.empty();
                table.map(Mp4Track::new)
                        .flatMap(track -> selected(track, stream, analysed.streams(stream.index())))
                        .ifPresent(tracks::add);
            }
            if (!tracks.isEmpty() && tracks.size() == wanted.size()) {
                Mp4Reader reader = new Mp4Reader(file, path.toString(), List.copyOf(tracks));
                file = null;
                return Optional.of(reader);
            }
            return Optional.empty();
        } catch (IOException | Broken e) {
            return Optional.empty(); // libav has read it, so libav goes on
        } finally {
            closeQuietly(file);
        }
    }

    private static void closeQuietly(@Nullable FileChannel file) {
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The track with libav's shifts, if its samples are libav's: the first ones, the middle one, the last one. */
    private static Optional<Selected> selected(Mp4Track track, ElementaryStream stream, AVStream known) {
        int entries = avformat_index_get_entries_count(known);
        if (entries != track.samples() || known.start_time() == AV_NOPTS_VALUE) {
            return Optional.empty();
        }
        long dtsShift = avformat_index_get_entry(known, 0).timestamp() - track.dts();
        boolean picture = stream.info().width() > 0;
        long ptsShift = picture ? known.start_time() - track.pts() : dtsShift;
        boolean same = true;
        for (int i = 0; same && i < Math.min(entries, CHECKED_AT_START); i++) {
            same = isSame(track, dtsShift, avformat_index_get_entry(known, i));
            track.next();
        }
        for (int i : new int[] {entries / 2, entries - 1}) {
            track.seekSample(i);
            same = same && isSame(track, dtsShift, avformat_index_get_entry(known, i));
        }
        track.rewind();
        return same
                ? Optional.of(new Selected(
                        track,
                        stream.index(),
                        (double) stream.timeBaseNum() / stream.timeBaseDen(),
                        dtsShift,
                        ptsShift))
                : Optional.empty();
    }

    private static boolean isSame(Mp4Track track, long shift, AVIndexEntry entry) {
        return entry.pos() == track.position()
                && entry.size() == track.size()
                && entry.timestamp() == track.dts() + shift
                && ((entry.flags() & AVINDEX_KEYFRAME) != 0) == track.key();
    }

    /** Goes to the first stream's key at or before {@code seconds} of the file's timestamps, the others to the same time. */
    void seek(double seconds) {
        Selected lead = tracks.getFirst();
        lead.track.seekKey((long) Math.floor(seconds / lead.secondsPerTick) - lead.ptsShift);
        double at = lead.seconds();
        for (Selected other : tracks.subList(1, tracks.size())) {
            other.track.seekTime((long) Math.floor(at / other.secondsPerTick) - other.dtsShift);
        }
    }

    /**
     * Fills {@code packet} with the next sample of any selected stream.
     *
     * @throws EngineException when the file ends before its index does, or cannot be read
     */
    Flow read(Packet packet) {
        Selected next = next();
        if (next == null) {
            return Flow.END;
        }
        Mp4Track track = next.track;
        int size = track.size();
        if (size < 0 || size > LARGEST_SAMPLE) {
            throw broken("a sample of " + size + " bytes");
        }
        packet.allocate(size);
        try {
            fill(packet.data(), track.position(), size);
            packet.describe(
                    next.stream,
                    track.pts() + next.ptsShift,
                    track.dts() + next.dtsShift,
                    track.duration(),
                    track.key());
            track.next();
        } catch (IOException e) {
            throw broken(String.valueOf(e.getMessage()));
        } catch (Broken e) {
            throw broken(String.valueOf(e.getMessage()));
        }
        return Flow.OUTPUT;
    }

    private @Nullable Selected next() {
        Selected best = null;
        for (int i = 0; i < tracks.size(); i++) {
            Selected one = tracks.get(i);
            if (!one.track.ended() && (best == null || isBefore(one, best))) {
                best = one;
            }
        }
        return best;
    }

    private static boolean isBefore(Selected one, Selected other) {
        double apart = one.seconds() - other.seconds();
        return Math.abs(apart) > INTERLEAVE_SECONDS ? apart < 0 : one.track.position() < other.track.position();
    }

    private void fill(MemorySegment to, long position, int size) throws IOException {
        for (int done = 0; done < size; ) {
            copy.clear().limit(Math.min(COPY_BYTES, size - done));
            int n = file.read(copy, position + done);
            if (n <= 0) {
                throw broken("it ends before its index does");
            }
            MemorySegment.copy(copied, 0, to, done, n);
            done += n;
        }
    }

    private EngineException broken(String reason) {
        return new EngineException(Kind.MALFORMED, "kind=MALFORMED call=read reason=\"" + reason + "\" on=" + on);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            LEDGER.released();
            closeQuietly(file);
        }
    }
}
