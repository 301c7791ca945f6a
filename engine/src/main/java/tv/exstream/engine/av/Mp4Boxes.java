package tv.exstream.engine.av;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Finds the sample tables of each track of a plain MP4 or QuickTime file (ISO/IEC 14496-12). Whatever is out of the
 * ordinary (fragments, several sample descriptions, tables that do not fit together) gives no tables: libav plays it.
 */
final class Mp4Boxes {
    private static final int HEADER_BYTES = 8;
    private static final int WIDE_HEADER_BYTES = 16;
    private static final int MAX_BOXES = 10_000;
    private static final List<String> CONTAINERS = List.of("moov", "trak", "mdia", "minf", "stbl");
    private static final List<String> TABLES = List.of("stsd", "stsz", "stco", "co64", "stsc", "stts", "ctts", "stss");

    private final FileChannel file;
    private final ByteBuffer small = ByteBuffer.allocate(32);
    private final List<Map<String, Box>> tracks = new ArrayList<>();
    private boolean ordinary = true;
    private int seen;

    private Mp4Boxes(FileChannel file) {
        this.file = file;
    }

    /** Contents of a box in the file. */
    private record Box(long from, long to) {
        long length() {
            return to - from;
        }
    }

    /** One entry for each track in the file's order, empty where a track has no usable tables; no entries: not such a file. */
    static List<Optional<Mp4Track.Tables>> read(FileChannel file) throws IOException {
        Mp4Boxes boxes = new Mp4Boxes(file);
        boxes.walk(new Box(0, file.size()));
        if (!boxes.ordinary) {
            return List.of();
        }
        List<Optional<Mp4Track.Tables>> all = new ArrayList<>();
        for (Map<String, Box> track : boxes.tracks) {
            all.add(boxes.tables(track));
        }
        return all;
    }

    private void walk(Box parent) throws IOException {
        long at = parent.from;
        while (ordinary && at + HEADER_BYTES <= parent.to) {
            ByteBuffer header = bytes(at, (int) Math.min(WIDE_HEADER_BYTES, parent.to - at));
            long length = header.getInt(0) & 0xffff_ffffL;
            String type = type(header);
            long contents = at + HEADER_BYTES;
            if (length == 1 && header.limit() == WIDE_HEADER_BYTES) {
                length = header.getLong(8);
                contents = at + WIDE_HEADER_BYTES;
            } else if (length == 0) {
                length = parent.to - at;
            }
            if (length < contents - at || length > parent.to - at || ++seen > MAX_BOXES) {
                ordinary = false;
                return;
            }
            take(type, new Box(contents, at + length));
            at += length;
        }
    }

    private void take(String type, Box box) throws IOException {
        if (type.equals("moof") || type.equals("mvex") || type.equals("cmov")) {
            ordinary = false;
        } else if (CONTAINERS.contains(type)) {
            if (type.equals("trak")) {
                tracks.add(new HashMap<>());
            }
            walk(box);
        } else if (TABLES.contains(type)
                && !tracks.isEmpty()
                && tracks.getLast().put(type, box) != null) {
            ordinary = false;
        }
    }

    private static String type(ByteBuffer header) {
        StringBuilder type = new StringBuilder(4);
        for (int i = 4; i < HEADER_BYTES; i++) {
            type.append((char) (header.get(i) & 0xff));
        }
        return type.toString();
    }

    private Optional<Mp4Track.Tables> tables(Map<String, Box> boxes) throws IOException {
        Box size = boxes.get("stsz");
        boolean wide = boxes.containsKey("co64");
        Optional<Mp4Table> chunks = table(boxes.get(wide ? "co64" : "stco"), wide ? 2 : 1);
        Optional<Mp4Table> runs = table(boxes.get("stsc"), 3);
        Optional<Mp4Table> times = table(boxes.get("stts"), 2);
        Optional<Mp4Table> shifts = table(boxes.get("ctts"), 2);
        Optional<Mp4Table> keys = table(boxes.get("stss"), 1);
        boolean whole = size != null
                && size.length() >= 12
                && chunks.isPresent()
                && runs.isPresent()
                && times.isPresent()
                && shifts.isPresent() == boxes.containsKey("ctts")
                && keys.isPresent() == boxes.containsKey("stss")
                && descriptions(boxes.get("stsd")) == 1;
        if (!whole || size == null) {
            return Optional.empty();
        }
        ByteBuffer head = bytes(size.from, 12);
        int oneSize = head.getInt(4);
        long samples = head.getInt(8) & 0xffff_ffffL;
        if (!Mp4Table.fits(samples) || oneSize < 0 || (oneSize == 0 && 12 + samples * Integer.BYTES > size.length())) {
            return Optional.empty();
        }
        Optional<Mp4Table> sizes =
                oneSize == 0 ? Optional.of(new Mp4Table(file, size.from + 12, (int) samples)) : Optional.empty();
        return Optional.of(new Mp4Track.Tables(
                (int) samples,
                oneSize,
                sizes,
                chunks.orElseThrow(),
                wide,
                runs.orElseThrow(),
                times.orElseThrow(),
                shifts,
                keys));
    }

    /** How many kinds of samples a track has, 0 when it does not say. */
    private int descriptions(@Nullable Box box) throws IOException {
        return box == null || box.length() < HEADER_BYTES
                ? 0
                : bytes(box.from, HEADER_BYTES).getInt(4);
    }

    /** A full box (version and flags) that holds a count and so many entries. */
    private Optional<Mp4Table> table(@Nullable Box box, int wordsEach) throws IOException {
        if (box == null || box.length() < HEADER_BYTES) {
            return Optional.empty();
        }
        long words = (bytes(box.from, HEADER_BYTES).getInt(4) & 0xffff_ffffL) * wordsEach;
        return Mp4Table.fits(words) && HEADER_BYTES + words * Integer.BYTES <= box.length()
                ? Optional.of(new Mp4Table(file, box.from + HEADER_BYTES, (int) words))
                : Optional.empty();
    }

    private ByteBuffer bytes(long at, int count) throws IOException {
        small.clear().limit(count);
        while (small.hasRemaining() && file.read(small, at + small.position()) >= 0) {
            // reads on
        }
        return small.flip();
    }
}
