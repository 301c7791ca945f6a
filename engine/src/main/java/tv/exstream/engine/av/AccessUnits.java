package tv.exstream.engine.av;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

import org.bytedeco.ffmpeg.avcodec.AVBSFContext;
import org.jspecify.annotations.Nullable;

import tv.exstream.engine.EngineException;
import tv.exstream.engine.EngineException.Kind;
import tv.exstream.engine.observe.NativeLedger;

import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_get_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_init;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_send_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;

/**
 * Brings compressed data into the form a transport stream carries, without decoding: H.264 into Annex B with SPS and PPS
 * before every IDR, AAC into ADTS frames. Owner of a bitstream filter where one is needed. Confined to one thread.
 */
public final class AccessUnits implements AutoCloseable {
    private static final NativeLedger.Kind LEDGER = NativeLedger.kind("bsf");
    private static final int NAL_IDR = 5;

    private @Nullable AVBSFContext filter;
    private final Optional<AdtsHeader> adts;
    private long damaged;

    private AccessUnits(@Nullable AVBSFContext filter, Optional<AdtsHeader> adts) {
        this.filter = filter;
        this.adts = adts;
    }

    public static AccessUnits h264(ElementaryStream stream) {
        AVBSFContext context = new AVBSFContext(null);
        Av.check(av_bsf_alloc(av_bsf_get_by_name("h264_mp4toannexb"), context), "av_bsf_alloc", "h264_mp4toannexb");
        LEDGER.acquired();
        AccessUnits units = new AccessUnits(context, Optional.empty());
        try {
            Av.check(avcodec_parameters_copy(context.par_in(), stream.parameters()), "avcodec_parameters_copy", "h264");
            context.time_base_in().num(stream.timeBaseNum()).den(stream.timeBaseDen());
            Av.check(av_bsf_init(context), "av_bsf_init", "h264_mp4toannexb");
            return units;
        } catch (RuntimeException e) {
            units.close();
            throw e;
        }
    }

    /** @throws EngineException {@code UNSUPPORTED} when ADTS cannot carry this AAC, see {@link #carriesAac} */
    public static AccessUnits aac(ElementaryStream stream) {
        Optional<AdtsHeader> header = stream.adts() ? Optional.empty() : AdtsHeader.of(stream);
        if (!stream.adts() && header.isEmpty()) {
            throw new EngineException(Kind.UNSUPPORTED, "kind=UNSUPPORTED call=adts reason=\"not plain AAC\"");
        }
        return new AccessUnits(null, header);
    }

    /** Whether {@link #aac} works on this stream. */
    public static boolean carriesAac(ElementaryStream stream) {
        return stream.adts() || AdtsHeader.of(stream).isPresent();
    }

    /** Converts the contents of {@code in}, which is empty afterwards, into {@code out}. */
    public Flow convert(Packet in, Packet out) {
        AVBSFContext bsf = filter;
        if (bsf != null) {
            int sent = av_bsf_send_packet(bsf, in.raw());
            out.unref();
            int code = av_bsf_receive_packet(bsf, out.raw());
            if (code == Av.EAGAIN || code == AVERROR_EOF) {
                return Flow.NEED_INPUT;
            }
            if (sent < 0 || code < 0) { // lengths that make no sense; the next unit may be whole
                damaged++;
                return Flow.NEED_INPUT;
            }
            return Flow.OUTPUT;
        }
        if (adts.isPresent()) {
            adts.get().wrap(in, out);
            in.unref();
        } else if (isAdts(in.data())) {
            out.moveFrom(in);
        } else {
            damaged++;
            return Flow.NEED_INPUT;
        }
        return Flow.OUTPUT;
    }

    /** Whole ADTS frames and nothing else (ISO/IEC 13818-7, 6.2): a broken connection ends within one. */
    private static boolean isAdts(MemorySegment data) {
        long size = data.byteSize();
        long frame = 0;
        while (frame + 7 <= size && at(data, frame) == 0xff && (at(data, frame + 1) & 0xf6) == 0xf0) {
            int length = (at(data, frame + 3) & 3) << 11 | at(data, frame + 4) << 3 | at(data, frame + 5) >> 5;
            if (length < 7) {
                return false;
            }
            frame += length;
        }
        return frame == size && size > 0;
    }

    /** Packets that could not be converted so far. */
    public long damaged() {
        return damaged;
    }

    /** True when this Annex B access unit holds an IDR slice (ITU-T H.264 table 7-1): decoding may start here. */
    public static boolean isIdr(Packet annexB) {
        MemorySegment data = annexB.data();
        long limit = Math.min(data.byteSize(), 64 * 1024) - 4; // parameter sets and SEI before the slice are small
        for (long i = 0; i < limit; i++) {
            if (at(data, i) == 0 && at(data, i + 1) == 0 && at(data, i + 2) == 1) {
                int type = at(data, i + 3) & 0x1f;
                if (type == NAL_IDR) {
                    return true;
                }
                if (type >= 1 && type < NAL_IDR) {
                    return false;
                }
                i += 3;
            }
        }
        return false;
    }

    private static int at(MemorySegment data, long offset) {
        return data.get(ValueLayout.JAVA_BYTE, offset) & 0xff;
    }

    @Override
    public void close() {
        AVBSFContext owned = filter;
        if (owned != null) {
            filter = null;
            av_bsf_free(owned);
            LEDGER.released();
        }
    }
}
