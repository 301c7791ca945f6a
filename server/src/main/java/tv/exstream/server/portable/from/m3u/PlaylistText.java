package tv.exstream.server.portable.from.m3u;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

import tv.exstream.server.portable.from.draft.ImportException;

/** The text of a playlist, in whatever encoding it is. Stateless. */
final class PlaylistText {
    private static final Charset OLD = Charset.forName("windows-1252");
    private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private PlaylistText() {}

    /** UTF-8, UTF-16 if it begins with its mark, or what old programs write: Windows' Latin. */
    static String decode(byte[] bytes) {
        if (begins(bytes, (byte) 0xFF, (byte) 0xFE) || begins(bytes, (byte) 0xFE, (byte) 0xFF)) {
            return new String(bytes, StandardCharsets.UTF_16);
        }
        int from = begins(bytes, UTF_8_MARK) ? UTF_8_MARK.length : 0;
        ByteBuffer rest = ByteBuffer.wrap(bytes, from, bytes.length - from);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(rest).toString();
        } catch (CharacterCodingException e) {
            return OLD.decode(rest.rewind().position(from)).toString();
        }
    }

    private static boolean begins(byte[] bytes, byte... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if (bytes[i] != mark[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Its lines, without space around them.
     *
     * @throws ImportException if it is something else
     */
    static List<String> lines(String name, String text) {
        if (text.indexOf('\0') >= 0) {
            throw new ImportException(name + ": is no text: an M3U playlist is needed");
        }
        List<String> lines = text.lines()
                .map(String::strip)
                .map(line -> line.startsWith("\uFEFF") ? line.substring(1) : line)
                .filter(line -> !line.isEmpty())
                .toList();
        String first = lines.isEmpty() ? "" : lines.getFirst();
        if (first.startsWith("<") || first.startsWith("{")) {
            throw new ImportException(name
                    + ": is a web page or another document, not an M3U playlist; was a login needed to download it?");
        }
        if (lines.stream()
                .anyMatch(line -> line.startsWith("#EXT-X-TARGETDURATION") || line.startsWith("#EXT-X-STREAM-INF"))) {
            throw new ImportException(name
                    + ": is the HLS playlist of one stream, not a list of channels: make a channel of its address");
        }
        return lines;
    }
}
