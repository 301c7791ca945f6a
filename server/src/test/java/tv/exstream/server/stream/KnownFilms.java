package tv.exstream.server.stream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import tv.exstream.engine.TestClips;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Films of which every picture is unlike all others, so that a picture by itself tells which film it is from and from where;
 * a sound tells the film. Two pictures a second, all of them keyframes, and what a channel copies it does not change: a
 * picture is known by the bytes of its slice.
 */
final class KnownFilms {
    /** How long a picture is shown. */
    static final Duration PICTURE = Duration.ofMillis(500);

    private static final int IDR = 5;
    private static final int ADTS_HEADER = 7;
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final Map<Long, Sight> pictures = new HashMap<>();
    private final Map<Long, String> sounds = new HashMap<>();
    /** The first moments of many tones are alike. */
    private final Set<Long> ambiguous = new HashSet<>();

    private int made;

    /**
     * What a picture shows.
     *
     * @param at its position in the film
     */
    record Sight(String film, Duration at) {}

    /**
     * Renders a film, or takes what was rendered before.
     *
     * @param name of the file, without its extension
     */
    Path make(String name, int seconds) throws IOException {
        int number = made++;
        Path tone = TestClips.clip(
                "known-tone" + number + ".aac",
                "-f lavfi -i sine=frequency=" + (300 + 47 * number)
                        + ":sample_rate=48000 -t 10 -c:a aac -b:a 24k -ac 1");
        String arguments = "-f lavfi -i testsrc2=size=64x64:rate=2 -stream_loop -1 -i " + tone + " -t " + seconds
                + " -map 0:v -map 1:a -vf hue=h=" + 17 * number
                + " -c:v libx264 -preset ultrafast -pix_fmt yuv420p -profile:v high -g 1 -qp 30 -c:a copy"
                + " -movflags +faststart";
        Path film = TestClips.clip("known-" + number + "-" + seconds + ".mp4", arguments);
        Path slices = TestClips.clip(
                "known-" + number + "-" + seconds + ".h264", "-i " + film + " -c copy -bsf:v h264_mp4toannexb");
        learnPictures(name, Files.readAllBytes(slices));
        learnSounds(name, Files.readAllBytes(tone));
        return film;
    }

    private void learnPictures(String name, byte[] stream) {
        int at = 0;
        for (int slice = slice(stream, 0, stream.length); slice >= 0; slice = slice(stream, slice, stream.length)) {
            Sight sight = new Sight(name, PICTURE.multipliedBy(at++));
            Sight same = pictures.put(keyOfUnit(stream, slice, stream.length), sight);
            assertThat(same).as(sight + " looks like another picture").isNull();
        }
    }

    private void learnSounds(String name, byte[] stream) {
        for (int at = 0; at + ADTS_HEADER <= stream.length; at += adtsLength(stream, at)) {
            long key = key(stream, at + ADTS_HEADER, at + adtsLength(stream, at));
            String same = sounds.put(key, name);
            if (same != null && !same.equals(name)) {
                ambiguous.add(key);
            }
        }
    }

    /** What a picture shows; empty for one of no film. */
    Optional<Sight> picture(long key) {
        return Optional.ofNullable(pictures.get(key));
    }

    /** Whose sound it is; empty for silence, and for what several films have. */
    Optional<String> sound(long key) {
        return ambiguous.contains(key) ? Optional.empty() : Optional.ofNullable(sounds.get(key));
    }

    /** Of the first slice of an access unit in Annex B of H.264. */
    static long keyOfPicture(byte[] unit, int from, int to) {
        for (int at = from; at + 3 < to; at++) {
            if (unit[at] == 0 && unit[at + 1] == 0 && unit[at + 2] == 1) {
                int type = unit[at + 3] & 0x1f;
                if (type == 1 || type == IDR) {
                    return keyOfUnit(unit, at + 3, to);
                }
            }
        }
        return 0;
    }

    /** Behind the start code of the next IDR slice after {@code from}; negative where there is none. */
    private static int slice(byte[] stream, int from, int to) {
        for (int at = from; at + 3 < to; at++) {
            if (stream[at] == 0 && stream[at + 1] == 0 && stream[at + 2] == 1 && (stream[at + 3] & 0x1f) == IDR) {
                return at + 3;
            }
        }
        return -1;
    }

    /** Of a NAL unit up to the next start code, without the zeros between. */
    private static long keyOfUnit(byte[] bytes, int from, int to) {
        int end = from;
        while (end < to
                && !(end + 2 < to
                        && bytes[end] == 0
                        && bytes[end + 1] == 0
                        && (bytes[end + 2] == 1 || bytes[end + 2] == 0))) {
            end++;
        }
        while (end > from && bytes[end - 1] == 0) {
            end--;
        }
        return key(bytes, from, end);
    }

    static int adtsLength(byte[] bytes, int at) {
        return (bytes[at + 3] & 3) << 11 | (bytes[at + 4] & 0xff) << 3 | (bytes[at + 5] & 0xff) >> 5;
    }

    /** FNV-1a. */
    static long key(byte[] bytes, int from, int to) {
        long hash = FNV_OFFSET;
        for (int at = from; at < to; at++) {
            hash = (hash ^ (bytes[at] & 0xff)) * FNV_PRIME;
        }
        return hash;
    }
}
