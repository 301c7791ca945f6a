package tv.exstream.engine.av;

import java.util.Objects;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.jspecify.annotations.Nullable;

import tv.exstream.engine.EngineException;
import tv.exstream.engine.EngineException.Kind;
import tv.exstream.engine.observe.NativeLedger;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_DEFAULT;
import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_NONREF;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;

/**
 * Owner of one decoding {@code AVCodecContext}. Legal order: {@link #send} (null drains) and {@link #receive} until
 * {@link Flow#NEED_INPUT}, again and again. Confined to one thread at a time.
 */
public final class Decoder implements AutoCloseable {
    private static final NativeLedger.Kind LEDGER = NativeLedger.kind("decoder");

    private @Nullable AVCodecContext context;
    private final String name;
    private long errors;

    /** @throws EngineException {@code UNSUPPORTED} when there is no decoder for this codec */
    public Decoder(ElementaryStream stream, int threads) {
        this(stream, threads, AVDISCARD_DEFAULT);
    }

    /**
     * For pictures that nobody will see: on the calling thread, and without the filter that smooths the borders of blocks.
     *
     * @throws EngineException {@code UNSUPPORTED} when there is no decoder for this codec
     */
    public static Decoder unsmoothed(ElementaryStream stream) {
        return new Decoder(stream, 1, AVDISCARD_ALL);
    }

    private Decoder(ElementaryStream stream, int threads, int skipLoopFilter) {
        name = stream.info().codec();
        AVCodec codec = avcodec_find_decoder(stream.parameters().codec_id());
        if (codec == null || codec.isNull()) {
            throw new EngineException(Kind.UNSUPPORTED, "kind=UNSUPPORTED call=avcodec_find_decoder on=" + name);
        }
        AVCodecContext allocated = avcodec_alloc_context3(codec);
        LEDGER.acquired();
        context = allocated;
        try {
            Av.check(
                    avcodec_parameters_to_context(allocated, stream.parameters()),
                    "avcodec_parameters_to_context",
                    name);
            allocated.pkt_timebase().num(stream.timeBaseNum()).den(stream.timeBaseDen());
            allocated.thread_count(threads);
            allocated.skip_loop_filter(skipLoopFilter);
            Av.check(avcodec_open2(allocated, codec, (AVDictionary) null), "avcodec_open2", name);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private AVCodecContext raw() {
        return Objects.requireNonNull(context, "decoder is closed");
    }

    /** Feeds a packet, or null to drain. Damaged data is counted, not thrown: the next keyframe heals it. */
    public void send(@Nullable Packet packet) {
        int code = avcodec_send_packet(raw(), packet == null ? null : packet.raw());
        if (code < 0 && code != AVERROR_EOF) {
            errors++;
        }
    }

    /** Whether pictures that no other one is made from are left out from now on; for a decoder of one thread. */
    public void skipUnreferenced(boolean skip) {
        raw().skip_frame(skip ? AVDISCARD_NONREF : AVDISCARD_DEFAULT);
    }

    /** Forgets all that came before: what follows is from elsewhere in the stream. */
    public void flush() {
        avcodec_flush_buffers(raw());
    }

    public Flow receive(Frame frame) {
        int code = avcodec_receive_frame(raw(), frame.raw());
        if (code >= 0) {
            return Flow.OUTPUT;
        }
        if (code == AVERROR_EOF) {
            return Flow.END;
        }
        if (code != Av.EAGAIN) {
            errors++;
        }
        return Flow.NEED_INPUT;
    }

    /** Packets or frames the codec complained about so far. */
    public long errors() {
        return errors;
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
