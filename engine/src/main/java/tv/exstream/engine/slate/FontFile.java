package tv.exstream.engine.slate;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What layout needs of a TrueType or OpenType file (ISO/IEC 14496-22): which characters its first face has and how wide
 * they are. Big tables are read, not mapped; the file is not kept open. Immutable.
 */
final class FontFile {
    private static final int COLLECTION = 0x74746366; // 'ttcf'
    private static final int MAX_TABLE = 16 << 20;
    private static final int THOUSAND = 1000;

    private final Path path;
    private final ByteBuffer characters;
    private final int format;
    private final int unitsPerEm;
    private final ByteBuffer metrics;
    private final int metricCount;

    private FontFile(
            Path path, ByteBuffer characters, int format, int unitsPerEm, ByteBuffer metrics, int metricCount) {
        this.path = path;
        this.characters = characters;
        this.format = format;
        this.unitsPerEm = unitsPerEm;
        this.metrics = metrics;
        this.metricCount = metricCount;
    }

    /** Empty for a file that is no font of this kind, or is damaged. */
    static Optional<FontFile> read(Path path) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            Map<String, ByteBuffer> tables = tables(file);
            ByteBuffer cmap = tables.get("cmap");
            ByteBuffer head = tables.get("head");
            ByteBuffer hhea = tables.get("hhea");
            ByteBuffer hmtx = tables.get("hmtx");
            if (cmap == null || head == null || hhea == null || hmtx == null) {
                return Optional.empty();
            }
            int offset = subtable(cmap);
            if (offset < 0) {
                return Optional.empty();
            }
            int format = unsigned(cmap, offset);
            int count = unsigned(hhea, 34);
            int units = unsigned(head, 18);
            if (count == 0 || hmtx.limit() < 4 * count || units == 0) {
                return Optional.empty();
            }
            return Optional.of(
                    new FontFile(path, cmap.slice(offset, cmap.limit() - offset), format, units, hmtx, count));
        } catch (IOException | BufferUnderflowException | IndexOutOfBoundsException e) {
            return Optional.empty(); // damaged: another font is looked for
        }
    }

    private static Map<String, ByteBuffer> tables(RandomAccessFile file) throws IOException {
        long start = 0;
        if (file.readInt() == COLLECTION) {
            file.seek(12);
            start = file.readInt() & 0xffff_ffffL;
        }
        file.seek(start + 4);
        int count = file.readUnsignedShort();
        file.seek(start + 12);
        byte[] directory = new byte[16 * count];
        file.readFully(directory);
        ByteBuffer entries = ByteBuffer.wrap(directory);
        Map<String, ByteBuffer> tables = new HashMap<>();
        for (int i = 0; i < count; i++) {
            String tag = new String(directory, 16 * i, 4, java.nio.charset.StandardCharsets.ISO_8859_1);
            if (tag.equals("cmap") || tag.equals("head") || tag.equals("hhea") || tag.equals("hmtx")) {
                int length = entries.getInt(16 * i + 12);
                if (length < 0 || length > MAX_TABLE) {
                    throw new IOException("a table of " + length + " bytes");
                }
                byte[] table = new byte[length];
                file.seek(entries.getInt(16 * i + 8) & 0xffff_ffffL);
                file.readFully(table);
                tables.put(tag, ByteBuffer.wrap(table));
            }
        }
        return tables;
    }

    /** The offset of the widest Unicode subtable we read (formats 12 and 4), -1 for none. */
    private static int subtable(ByteBuffer cmap) {
        int best = -1;
        for (int i = 0; i < unsigned(cmap, 2); i++) {
            int platform = unsigned(cmap, 4 + 8 * i);
            int encoding = unsigned(cmap, 6 + 8 * i);
            int offset = cmap.getInt(8 + 8 * i);
            boolean unicode = (platform == 0 && encoding != 5) || (platform == 3 && (encoding == 1 || encoding == 10));
            int format = unicode ? unsigned(cmap, offset) : 0;
            if (format == 12 || (format == 4 && best < 0)) {
                best = offset;
            }
        }
        return best;
    }

    private static int unsigned(ByteBuffer table, int offset) {
        return table.getShort(offset) & 0xffff;
    }

    Path path() {
        return path;
    }

    boolean covers(int codePoint) {
        return glyph(codePoint) != 0;
    }

    /** How far the pen moves, in thousandths of the font's size. */
    int advance(int codePoint) {
        int glyph = Math.min(glyph(codePoint), metricCount - 1);
        return unsigned(metrics, 4 * glyph) * THOUSAND / unitsPerEm;
    }

    private int glyph(int codePoint) {
        try {
            return format == 12 ? segmentedCoverage(codePoint) : segmentMapping(codePoint);
        } catch (IndexOutOfBoundsException e) {
            return 0; // a damaged table has nothing there
        }
    }

    private int segmentedCoverage(int codePoint) {
        int low = 0;
        int high = characters.getInt(12) - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int at = 16 + 12 * middle;
            if (codePoint < characters.getInt(at)) {
                high = middle - 1;
            } else if (codePoint > characters.getInt(at + 4)) {
                low = middle + 1;
            } else {
                return characters.getInt(at + 8) + codePoint - characters.getInt(at);
            }
        }
        return 0;
    }

    private int segmentMapping(int codePoint) {
        if (codePoint > 0xffff) {
            return 0;
        }
        int twice = unsigned(characters, 6);
        for (int at = 0; at < twice; at += 2) {
            if (codePoint <= unsigned(characters, 14 + at)) {
                int start = unsigned(characters, 16 + twice + at);
                if (codePoint < start) {
                    return 0;
                }
                int delta = unsigned(characters, 16 + 2 * twice + at);
                int rangeAt = 16 + 3 * twice + at;
                int range = unsigned(characters, rangeAt);
                if (range == 0) {
                    return (codePoint + delta) & 0xffff;
                }
                int glyph = unsigned(characters, rangeAt + range + 2 * (codePoint - start));
                return glyph == 0 ? 0 : (glyph + delta) & 0xffff;
            }
        }
        return 0;
    }
}
