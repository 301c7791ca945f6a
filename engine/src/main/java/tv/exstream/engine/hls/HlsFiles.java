package tv.exstream.engine.hls;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import tv.exstream.engine.time.Timeline;

/**
 * Writes a finite transport stream as HLS on demand: segments cut at keyframes beside the playlist, and, when closed, the
 * playlist, complete with its end. For one thread.
 */
public final class HlsFiles implements WritableByteChannel {
    private static final int PACKET = PictureScan.PACKET;
    /** Tables and the like before a picture; more than these are no tables. */
    private static final int MAX_HELD = 64 * PACKET;

    private final Path playlist;
    private final String stem;
    private final long segmentTicks;
    private final List<Long> lengths = new ArrayList<>();
    private final byte[] packet = new byte[PACKET];
    private final ByteBuffer view = ByteBuffer.wrap(packet);
    /** From a PAT on, until it is known whether a keyframe follows. */
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();

    private int filled;
    private @Nullable OutputStream segment;
    private long startTicks;
    private long lastTicks;
    private long stepTicks = Timeline.RATE / 25;
    private boolean timed;
    private boolean closed;

    /**
     * @param playlist file to write; segments lie beside it under its name and a number
     * @param length   a segment ends at the first keyframe after this
     */
    public HlsFiles(Path playlist, Duration length) {
        this.playlist = playlist;
        String name = String.valueOf(playlist.getFileName());
        this.stem = name.endsWith(".m3u8") ? name.substring(0, name.length() - 5) : name;
        this.segmentTicks = Timeline.ticks(length);
    }

    /** Segments begun so far. */
    public int segments() {
        return lengths.size() + (segment == null ? 0 : 1);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        int length = source.remaining();
        while (source.hasRemaining()) {
            int part = Math.min(PACKET - filled, source.remaining());
            source.get(packet, filled, part);
            filled += part;
            if (filled == PACKET) {
                filled = 0;
                packet();
            }
        }
        return length;
    }

    private void packet() throws IOException {
        boolean[] picture = {false};
        long[] dts33 = {0};
        PictureScan.scan(view, (_, dts, _) -> {
            picture[0] = true;
            dts33[0] = dts;
        });
        if (picture[0]) {
            picture(dts33[0]);
        } else if (held.size() > 0 || isPat()) {
            held.write(packet);
            if (held.size() > MAX_HELD) {
                flushHeld();
            }
            return;
        }
        open().write(packet);
    }

    private void picture(long dts33) throws IOException {
        long dts = timed ? lastTicks + Timeline.diff33(dts33, Timeline.wrap33(lastTicks)) : dts33;
        boolean cuts = held.size() > 0 && isRandomAccess() && dts - startTicks >= segmentTicks;
        if (!timed) {
            startTicks = dts;
        } else {
            stepTicks = Math.max(1, dts - lastTicks);
            if (cuts) {
                end(dts);
                startTicks = dts;
            }
        }
        timed = true;
        lastTicks = dts;
        flushHeld();
    }

    private void flushHeld() throws IOException {
        if (held.size() > 0) {
            held.writeTo(open());
            held.reset();
        }
    }

    private boolean isPat() {
        return (packet[1] & 0x5f) == 0x40 && packet[2] == 0;
    }

    private boolean isRandomAccess() {
        return (packet[3] & 0x20) != 0 && packet[4] != 0 && (packet[5] & 0x40) != 0;
    }

    private OutputStream open() throws IOException {
        OutputStream current = segment;
        if (current == null) {
            Path file = playlist.resolveSibling(name(lengths.size()));
            current = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
            segment = current;
        }
        return current;
    }

    private String name(int index) {
        return String.format("%s-%05d.ts", stem, index);
    }

    private void end(long ticks) throws IOException {
        OutputStream ending = segment;
        if (ending != null) {
            segment = null;
            lengths.add(ticks - startTicks);
            ending.close();
        }
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    /** Ends the last segment and writes the playlist. Idempotent. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        flushHeld();
        end(lastTicks + stepTicks);
        Files.writeString(playlist, text());
    }

    private String text() {
        long longest = lengths.stream().mapToLong(l -> l).max().orElse(0);
        StringBuilder out = new StringBuilder(256 + lengths.size() * 40);
        out.append("#EXTM3U\n#EXT-X-VERSION:6\n#EXT-X-TARGETDURATION:")
                .append(Math.max(1, Math.round((double) longest / Timeline.RATE)))
                .append("\n#EXT-X-PLAYLIST-TYPE:VOD\n#EXT-X-MEDIA-SEQUENCE:0\n#EXT-X-INDEPENDENT-SEGMENTS\n");
        for (int i = 0; i < lengths.size(); i++) {
            out.append("#EXTINF:");
            MediaPlaylist.seconds(out, lengths.get(i));
            out.append(",\n").append(name(i)).append('\n');
        }
        return out.append("#EXT-X-ENDLIST\n").toString();
    }
}
