package tv.exstream.engine.hls;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a master playlist says of a stream, read off the stream.
 *
 * @param videoCodec as in RFC 6381, e.g. {@code avc1.64001f}
 * @param audioCodec the same, e.g. {@code mp4a.40.2}
 * @param frameRate  empty where the stream does not say
 */
public record HlsFormat(String videoCodec, String audioCodec, int width, int height, OptionalDouble frameRate) {
    /** AAC-LC: what every channel's profile makes and copies. */
    private static final String AAC_LC = "mp4a.40.2";

    private static final int PACKET = PictureScan.PACKET;

    /** @param ts begins with a keyframe's PAT and PMT. Empty when the first picture has no readable parameter set */
    static Optional<HlsFormat> of(ByteBuffer ts) {
        return sequenceParameters(firstPicture(ts))
                .map(sps -> new HlsFormat(sps.codec(), audio(ts), sps.width(), sps.height(), sps.frameRate()));
    }

    /** The payload of the first video PES packet, as far as it is there; the parameter sets are at its front. */
    private static byte[] firstPicture(ByteBuffer ts) {
        ByteArrayOutputStream picture = new ByteArrayOutputStream();
        int pid = -1;
        for (int at = 0; at + PACKET <= ts.limit(); at += PACKET) {
            int here = (ts.get(at + 1) & 0x1f) << 8 | (ts.get(at + 2) & 0xff);
            int start = PictureScan.unitStart(ts, at);
            boolean video = start >= 0 && PictureScan.isPes(ts, start) && (ts.get(start + 3) & 0xf0) == 0xe0;
            if (pid < 0 && video) {
                pid = here;
                append(ts, start, at + PACKET, picture);
            } else if (pid == here) {
                if (video) {
                    break;
                }
                int skip = (ts.get(at + 3) & 0x20) == 0 ? 4 : 5 + (ts.get(at + 4) & 0xff);
                append(ts, at + Math.min(skip, PACKET), at + PACKET, picture);
            }
        }
        return picture.toByteArray();
    }

    private static void append(ByteBuffer ts, int from, int to, ByteArrayOutputStream out) {
        for (int i = from; i < to; i++) {
            out.write(ts.get(i));
        }
    }

    private static Optional<SequenceParameters> sequenceParameters(byte[] picture) {
        int from = 0;
        for (int i = 0; i + 3 < picture.length; i++) {
            if (picture[i] == 0 && picture[i + 1] == 0 && picture[i + 2] == 1) {
                if (from > 0) {
                    return SequenceParameters.parse(Arrays.copyOfRange(picture, from, i));
                }
                from = (picture[i + 3] & 0x1f) == 7 ? i + 3 : 0;
            }
        }
        return Optional.empty();
    }

    /** The object type of the first ADTS header, where one is near. */
    private static String audio(ByteBuffer ts) {
        for (int at = 0; at + PACKET <= ts.limit(); at += PACKET) {
            int pes = PictureScan.unitStart(ts, at);
            if (pes >= 0 && PictureScan.isPes(ts, pes) && (ts.get(pes + 3) & 0xe0) == 0xc0) {
                int frame = pes + 9 + (ts.get(pes + 8) & 0xff);
                if (frame + 3 <= at + PACKET && ts.get(frame) == (byte) 0xff && (ts.get(frame + 1) & 0xf6) == 0xf0) {
                    return "mp4a.40." + ((ts.get(frame + 2) >> 6 & 3) + 1);
                }
            }
        }
        return AAC_LC;
    }
}
