package tv.exstream.engine.av;

import java.util.List;
import java.util.Objects;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.jspecify.annotations.Nullable;

import tv.exstream.engine.EngineException;
import tv.exstream.engine.EngineException.Kind;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.observe.NativeLedger;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set;

/**
 * Owner of one H.264 encoder for 8-bit 4:2:0 pictures of the profile's size. Zero delay by construction: no B-frames, no
 * lookahead, so one frame in is one packet out, a seam needs no draining, and the encoder lives as long as its channel.
 * SPS and PPS precede every IDR. Timestamps are 90 kHz. Confined to one thread at a time.
 */
public final class VideoEncoder implements PictureEncoder {
    private static final NativeLedger.Kind LEDGER = NativeLedger.kind("encoder");
    /** The second is what the LGPL natives have; both give one packet for each picture. */
    public static final List<String> CODECS = List.of("libx264", "libopenh264");

    private @Nullable AVCodecContext context;
    private final String codecName;

    /** @throws EngineException {@code UNSUPPORTED} when this FFmpeg has no H.264 encoder we know */
    public VideoEncoder(OutputProfile profile, double frameRate) {
        this(profile, frameRate, CODECS);
    }

    /**
     * @param codecs the first of these that this FFmpeg has is opened
     * @throws EngineException {@code UNSUPPORTED} when it has none
     */
    public VideoEncoder(OutputProfile profile, double frameRate, List<String> codecs) {
        AVCodec codec = encoder(codecs);
        codecName = codec.name().getString();
        AVCodecContext allocated = avcodec_alloc_context3(codec);
        LEDGER.acquired();
        context = allocated;
        try {
            configure(allocated, profile, frameRate);
            Av.check(avcodec_open2(allocated, codec, (AVDictionary) null), "avcodec_open2", codecName);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static AVCodec encoder(List<String> codecs) {
        for (String name : codecs) {
            AVCodec codec = avcodec_find_encoder_by_name(name);
            if (codec != null && !codec.isNull()) {
                return codec;
            }
        }
        throw new EngineException(
                Kind.UNSUPPORTED,
                "kind=UNSUPPORTED call=avcodec_find_encoder_by_name on=" + codecs
                        + ": these FFmpeg natives have no H.264 encoder; build with the GPL natives");
    }

    private static void configure(AVCodecContext c, OutputProfile profile, double frameRate) {
        long bitsPerSecond = profile.videoKbps() * 1000L;
        c.width(profile.width());
        c.height(profile.height());
        c.pix_fmt(AV_PIX_FMT_YUV420P);
        c.time_base().num(1).den(90_000);
        c.framerate().num((int) Math.round(frameRate * 1000)).den(1000);
        c.sample_aspect_ratio().num(1).den(1);
        c.color_range(AVCOL_RANGE_MPEG);
        c.colorspace(AVCOL_SPC_BT709);
        c.color_primaries(AVCOL_PRI_BT709);
        c.color_trc(AVCOL_TRC_BT709);
        c.max_b_frames(0);
        // Keyframes are forced by the clock; this only bounds the distance should nobody force one.
        c.gop_size((int) Math.ceil(profile.gopSeconds() * Math.max(frameRate, profile.maxFrameRate())) * 2);
        c.bit_rate(bitsPerSecond);
        c.rc_max_rate(bitsPerSecond * 3 / 2);
        c.rc_buffer_size((int) Math.min(Integer.MAX_VALUE, bitsPerSecond * 2));
        c.thread_count(0);
        av_opt_set(c.priv_data(), "preset", profile.preset(), 0);
        av_opt_set(c.priv_data(), "tune", "zerolatency", 0);
        av_opt_set(c.priv_data(), "profile", "high", 0);
        av_opt_set(c.priv_data(), "forced-idr", "1", 0);
    }

    private AVCodecContext raw() {
        return Objects.requireNonNull(context, "encoder is closed");
    }

    @Override
    public void send(Frame frame) {
        Av.check(avcodec_send_frame(raw(), frame.raw()), "avcodec_send_frame", codecName);
    }

    @Override
    public Flow receive(Packet packet) {
        int code = avcodec_receive_packet(raw(), packet.raw());
        if (code == Av.EAGAIN) {
            return Flow.NEED_INPUT;
        }
        if (code == AVERROR_EOF) {
            return Flow.END;
        }
        Av.check(code, "avcodec_receive_packet", codecName);
        return Flow.OUTPUT;
    }

    @Override
    public void close() {
        AVCodecContext owned = context;
        if (owned != null) {
            context = null;
            avcodec_free_context(owned);
            LEDGER.released();
        }
    }
}
