package tv.exstream.engine.av;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.bytedeco.ffmpeg.avformat.AVFormatContext;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;

/**
 * A container opened once more after it was analysed, without analysis: so it has none of the decoders that libav keeps for
 * each stream it has looked into, a megabyte for picture and sound. What libav derives from the analysis is derived here.
 * One thread.
 */
final class Reopened {
    private static final int MAX_REORDERING = 16;
    private static final int ATTEMPTS = 50;

    private final AVFormatContext context;
    private final int picture;
    /** Presentation times of the newest pictures, sorted; as many as the decoder has to hold back, and one. */
    private final long[] newest;

    private int known;

    private Reopened(AVFormatContext context, int picture, int reordering) {
        this.context = context;
        this.picture = picture;
        newest = new long[reordering + 1];
    }

    /**
     * @param again just opened; given back by the caller where the result is empty
     * @param wanted streams that will be read, the picture first
     * @return empty when it cannot stand in for the one analysed
     */
    static Optional<Reopened> like(AVFormatContext analysed, AVFormatContext again, List<ElementaryStream> wanted) {
        ElementaryStream first = wanted.getFirst();
        int reordering = first.info().reorderDepth().orElse(-1);
        if (again.nb_streams() != analysed.nb_streams()
                || first.parameters().codec_id() != AV_CODEC_ID_H264
                || reordering < 0
                || reordering > MAX_REORDERING) {
            return Optional.empty();
        }
        for (int i = 0; i < again.nb_streams(); i++) {
            boolean same = again.streams(i).id() == analysed.streams(i).id()
                    && again.streams(i).time_base().den()
                            == analysed.streams(i).time_base().den()
                    && again.streams(i).codecpar().codec_id()
                            == analysed.streams(i).codecpar().codec_id();
            if (!same
                    || avcodec_parameters_copy(
                                    again.streams(i).codecpar(),
                                    analysed.streams(i).codecpar())
                            < 0) {
                return Optional.empty();
            }
        }
        return readsOn(again) ? Optional.of(new Reopened(again, first.index(), reordering)) : Optional.empty();
    }

    /** From the first timestamp on libav tells where 33 bits wrap, so it has to see that one first, as it did before. */
    private static boolean readsOn(AVFormatContext again) {
        try (Packet packet = new Packet()) {
            for (int i = 0; i < ATTEMPTS; i++) {
                if (av_read_frame(again, packet.raw()) < 0) {
                    return false;
                }
                boolean stamped = packet.dts() != Packet.NOPTS || packet.pts() != Packet.NOPTS;
                packet.unref();
                if (stamped) {
                    return true;
                }
            }
            return false;
        }
    }

    AVFormatContext context() {
        return context;
    }

    /** The reading goes on elsewhere. */
    void forget() {
        known = 0;
    }

    /** Gives a picture its DTS where the container has none: the earliest of the times of presentation still to come. */
    void complete(Packet packet) {
        if (packet.streamIndex() != picture || packet.dts() != Packet.NOPTS || packet.pts() == Packet.NOPTS) {
            return;
        }
        long pts = packet.pts();
        if (known == newest.length) {
            System.arraycopy(newest, 1, newest, 0, known - 1);
            known--;
        }
        int at = Arrays.binarySearch(newest, 0, known, pts);
        int to = at < 0 ? -at - 1 : at;
        System.arraycopy(newest, to, newest, to + 1, known - to);
        newest[to] = pts;
        known++;
        if (known == newest.length) {
            packet.stamp(pts, newest[0], packet.duration());
        }
    }
}
