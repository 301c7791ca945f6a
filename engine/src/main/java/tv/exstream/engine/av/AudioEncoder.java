package tv.exstream.engine.av;

import java.util.Objects;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVAudioFifo;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.observe.NativeLedger;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PROFILE_AAC_LOW;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_audio_fifo_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_audio_fifo_free;
import static org.bytedeco.ffmpeg.global.avutil.av_audio_fifo_read;
import static org.bytedeco.ffmpeg.global.avutil.av_audio_fifo_reset;
import static org.bytedeco.ffmpeg.global.avutil.av_audio_fifo_size;
import static org.bytedeco.ffmpeg.global.avutil.av_audio_fifo_write;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_samples_set_silence;

/**
 * Owner of one AAC-LC encoder and of the sample clock that feeds it. Samples are placed where their timestamps say:
 * holes are filled with silence, overlaps trimmed, small jitter ignored, so the output is gapless for as long as the
 * clock runs. Packets come out as ADTS frames stamped in 90 kHz, timestamps being those of the samples they hold.
 * Confined to one thread at a time.
 */
public final class AudioEncoder implements AutoCloseable {
    private static final NativeLedger.Kind LEDGER = NativeLedger.kind("encoder");
    private static final NativeLedger.Kind FIFO_LEDGER = NativeLedger.kind("audiofifo");
    private static final String CODEC = "aac";
    /** AAC-LC: ISO/IEC 14496-3, 1024 samples a frame. */
    public static final int FRAME_SAMPLES = 1024;

    private static final long UNSET = Long.MIN_VALUE;

    private @Nullable AVCodecContext context;
    private @Nullable AVAudioFifo fifo;
    private final Frame input = new Frame();
    private final Frame silence = new Frame();
    private final Packet bare = new Packet();
    private final int sampleRate;
    private final int channels;
    private final int jitterSamples;
    private final AdtsHeader adts;

    /** Sample {@code anchorSample} of the encoder's endless count plays at {@code anchorTicks90k}. */
    private long anchorTicks90k = UNSET;

    private long anchorSample;
    /** Samples placed since the encoder was opened; the next one has this index. */
    private long samplesWritten;

    private long samplesSent;
    /** The run was ended by a flush: the next one starts with an anchor of its own. */
    private boolean flushed;

    public AudioEncoder(OutputProfile profile) {
        sampleRate = profile.sampleRate();
        channels = profile.channels();
        jitterSamples = sampleRate / 50;
        adts = AdtsHeader.lowComplexity(sampleRate, channels);
        AVCodec codec = avcodec_find_encoder_by_name(CODEC);
        AVCodecContext c = avcodec_alloc_context3(codec);
        LEDGER.acquired();
        context = c;
        try {
            c.sample_rate(sampleRate);
            c.sample_fmt(AV_SAMPLE_FMT_FLTP);
            av_channel_layout_default(c.ch_layout(), channels);
            c.bit_rate(profile.audioKbps() * 1000L);
            c.time_base().num(1).den(sampleRate);
            c.profile(AV_PROFILE_AAC_LOW);
            Av.check(avcodec_open2(c, codec, (AVDictionary) null), "avcodec_open2", CODEC);
            fifo = av_audio_fifo_alloc(AV_SAMPLE_FMT_FLTP, channels, FRAME_SAMPLES * 4);
            FIFO_LEDGER.acquired();
            prepare(input);
            prepare(silence);
            av_samples_set_silence(silence.raw().data(), 0, FRAME_SAMPLES, channels, AV_SAMPLE_FMT_FLTP);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void prepare(Frame frame) {
        AVFrame f = frame.raw();
        f.nb_samples(FRAME_SAMPLES);
        f.format(AV_SAMPLE_FMT_FLTP);
        f.sample_rate(sampleRate);
        av_channel_layout_default(f.ch_layout(), channels);
        Av.check(av_frame_get_buffer(f, 0), "av_frame_get_buffer", "audio frame");
    }

    /** How the filter graph before this encoder must end. */
    public String inputFormat() {
        return "aresample=" + sampleRate + ",aformat=sample_fmts=fltp:sample_rates=" + sampleRate + ":channel_layouts="
                + (channels == 1 ? "mono" : "stereo");
    }

    /**
     * Says that the next run of samples starts at {@code ticks90k}. Where the clock stands there already, samples go on
     * without a seam; else it is set anew and what was not yet encoded is dropped.
     */
    public void anchor(long ticks90k) {
        if (anchorTicks90k != UNSET && !flushed && Math.abs(writtenUntil90k() - ticks90k) < ticks(jitterSamples)) {
            return;
        }
        av_audio_fifo_reset(fifo());
        anchorTicks90k = ticks90k;
        anchorSample = samplesSent;
        samplesWritten = samplesSent;
        flushed = false;
    }

    /** Places a frame of {@link #inputFormat} samples on the clock, up to {@code limit90k}. After {@link #anchor}. */
    public void write(Frame frame, long limit90k) {
        long off = sampleAt(frame.pts()) - samplesWritten;
        if (off < -jitterSamples) {
            if (-off >= frame.samples()) {
                return; // wholly in the past
            }
            trim(frame, (int) -off);
        }
        long room = sampleAt(limit90k) - samplesWritten;
        if (off > jitterSamples) {
            writeSilence(Math.min(off, room));
            room -= off;
        }
        if (room > 0) {
            write(frame.raw(), (int) Math.min(room, frame.samples()));
        }
    }

    /** Fills up to {@code ticks90k} with silence. */
    public void silenceUntil(long ticks90k) {
        writeSilence(sampleAt(ticks90k) - samplesWritten);
    }

    private long sampleAt(long ticks90k) {
        return anchorSample + Math.floorDiv((ticks90k - anchorTicks90k) * sampleRate + 45_000, 90_000L);
    }

    private void writeSilence(long samples) {
        for (long left = samples; left > 0; left -= FRAME_SAMPLES) {
            write(silence.raw(), (int) Math.min(left, FRAME_SAMPLES));
        }
    }

    private void write(AVFrame frame, int count) {
        Av.check(av_audio_fifo_write(fifo(), frame.data(), count), "av_audio_fifo_write", CODEC);
        samplesWritten += count;
    }

    private void trim(Frame frame, int samples) {
        AVFrame f = frame.raw();
        for (int plane = 0; plane < channels; plane++) {
            f.data(plane, f.data(plane).getPointer((long) samples * Float.BYTES));
        }
        f.nb_samples(f.nb_samples() - samples);
    }

    /** Where the clock stands: end of what was written, 90 kHz. */
    public long writtenUntil90k() {
        return anchorTicks90k + ticks(samplesWritten - anchorSample);
    }

    private long ticks(long samples) {
        return samples * 90_000L / sampleRate;
    }

    /**
     * The next packet as an ADTS frame, or {@link Flow#NEED_INPUT}.
     *
     * @param flush true at the end of a run: what is left is padded with silence and pushed through the codec's delay of
     *     one frame
     */
    public Flow receive(Packet packet, boolean flush) {
        AVCodecContext c = Objects.requireNonNull(context, "encoder is closed");
        while (true) {
            int code = avcodec_receive_packet(c, bare.raw());
            if (code >= 0) {
                long sample = bare.pts() - anchorSample;
                if (sample < 0) { // priming, or padding from before the anchor
                    bare.unref();
                    continue;
                }
                long pts = anchorTicks90k + ticks(sample);
                adts.wrap(bare, packet);
                packet.stamp(pts, pts, ticks(FRAME_SAMPLES));
                bare.unref();
                return Flow.OUTPUT;
            }
            if (code == AVERROR_EOF) {
                return Flow.END;
            }
            if (code != Av.EAGAIN) {
                throw Av.failure(code, "avcodec_receive_packet", CODEC);
            }
            if (!sendNext(c, flush)) {
                flushed |= flush;
                return Flow.NEED_INPUT;
            }
        }
    }

    private boolean sendNext(AVCodecContext c, boolean flush) {
        int available = av_audio_fifo_size(fifo());
        boolean partial = flush && samplesSent < samplesWritten + FRAME_SAMPLES;
        if (available < FRAME_SAMPLES && !partial) {
            return false;
        }
        AVFrame frame = input.raw();
        Av.check(av_frame_make_writable(frame), "av_frame_make_writable", CODEC);
        int read = Math.min(available, FRAME_SAMPLES);
        if (read < FRAME_SAMPLES) {
            av_samples_set_silence(frame.data(), 0, FRAME_SAMPLES, channels, AV_SAMPLE_FMT_FLTP);
        }
        if (read > 0) {
            Av.check(av_audio_fifo_read(fifo(), frame.data(), read), "av_audio_fifo_read", CODEC);
        }
        frame.nb_samples(FRAME_SAMPLES);
        frame.pts(samplesSent);
        samplesSent += FRAME_SAMPLES;
        Av.check(avcodec_send_frame(c, frame), "avcodec_send_frame", CODEC);
        return true;
    }

    private AVAudioFifo fifo() {
        return Objects.requireNonNull(fifo, "encoder is closed");
    }

    @Override
    public void close() {
        AVCodecContext owned = context;
        if (owned != null) {
            context = null;
            avcodec_send_frame(owned, null); // drained, else libav warns of frames left behind
            while (avcodec_receive_packet(owned, bare.raw()) >= 0) {
                bare.unref();
            }
            avcodec_free_context(owned);
            LEDGER.released();
        }
        AVAudioFifo ownedFifo = fifo;
        if (ownedFifo != null) {
            fifo = null;
            av_audio_fifo_free(ownedFifo);
            FIFO_LEDGER.released();
        }
        input.close();
        silence.close();
        bare.close();
    }
}
