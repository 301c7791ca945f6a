package tv.exstream.engine.av;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

import tv.exstream.engine.EngineException;
import tv.exstream.engine.EngineException.Kind;
import tv.exstream.engine.observe.NativeLedger;
import tv.exstream.natives.FFmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

/** Pictures of the user's: image files, and the covers that music carries. Blocking, bounded; any thread. */
public final class StillImage {
    private static final NativeLedger.Kind INPUTS = NativeLedger.kind("input");
    private static final NativeLedger.Kind DECODERS = NativeLedger.kind("decoder");
    /** A small file may claim to be a huge picture. */
    private static final long MAX_PIXELS = 64L << 20;

    private static final int TRIES = 8;

    private StillImage() {}

    /**
     * Decodes an image file; the frame is the caller's.
     *
     * @throws EngineException {@code NOT_FOUND}, {@code MALFORMED} or {@code UNSUPPORTED} (not an image we know)
     */
    public static Frame read(Path file, Duration deadline) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new EngineException(
                    Kind.NOT_FOUND, file + " is not a readable picture file: check that it exists and its permissions");
        }
        String demuxer = demuxer(file)
                .orElseThrow(() -> new EngineException(
                        Kind.UNSUPPORTED, file + " is not a picture we show: use a PNG, JPEG, WebP, GIF or BMP file"));
        AVInputFormat format = av_find_input_format(demuxer);
        return decode(file, format, demuxer, deadline, false)
                .orElseThrow(() -> new EngineException(
                        Kind.MALFORMED,
                        file + " cannot be decoded: it is damaged, or has more than 64 million pixels"));
    }

    /** The cover of a media file, where it has one that can be decoded; the frame is the caller's. */
    public static Optional<Frame> attachedTo(Path file, Duration deadline) {
        return decode(file, null, InputPolicy.FILE_FORMATS, deadline, true);
    }

    /** The file's first bytes say what it is: libav's own guess would go by the name. */
    private static Optional<String> demuxer(Path file) {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(16);
        } catch (IOException e) {
            throw new EngineException(Kind.NOT_FOUND, file + " cannot be read: " + e.getMessage(), e);
        }
        String magic = new String(head, StandardCharsets.ISO_8859_1);
        if (magic.startsWith("\u0089PNG\r\n")) {
            return Optional.of("png_pipe");
        } else if (magic.startsWith("\u00ff\u00d8\u00ff")) {
            return Optional.of("jpeg_pipe");
        } else if (magic.startsWith("RIFF") && magic.startsWith("WEBP", 8)) {
            return Optional.of("webp_pipe");
        } else if (magic.startsWith("GIF8")) {
            return Optional.of("gif");
        } else if (magic.startsWith("BM")) {
            return Optional.of("bmp_pipe");
        }
        return Optional.empty();
    }

    private static Optional<Frame> decode(
            Path file, @Nullable AVInputFormat format, String formats, Duration deadline, boolean attached) {
        FFmpeg.load();
        try (Interrupt interrupt = new Interrupt()) {
            AVFormatContext context = avformat_alloc_context();
            interrupt.install(context);
            interrupt.arm(deadline);
            AVDictionary options = new AVDictionary(null);
            av_dict_set(options, "protocol_whitelist", InputPolicy.FILE_PROTOCOLS, 0);
            av_dict_set(options, "format_whitelist", formats, 0);
            BytePointer url = NativeText.fileUrl(file);
            int opened = avformat_open_input(context, url, format, options);
            av_dict_free(options);
            url.deallocate();
            if (opened < 0) { // libav has freed the context
                return Optional.empty();
            }
            INPUTS.acquired();
            try {
                return picture(context, attached);
            } finally {
                avformat_close_input(context);
                INPUTS.released();
            }
        }
    }

    private static Optional<Frame> picture(AVFormatContext context, boolean attached) {
        for (int i = 0; i < context.nb_streams(); i++) {
            AVStream stream = context.streams(i);
            boolean cover = (stream.disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0;
            if (stream.codecpar().codec_type() == AVMEDIA_TYPE_VIDEO && cover == attached) {
                AVCodecParameters parameters = stream.codecpar();
                AVCodec codec = avcodec_find_decoder(parameters.codec_id());
                if (codec != null && !codec.isNull()) {
                    return decode(context, stream, codec, attached);
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Frame> decode(AVFormatContext input, AVStream stream, AVCodec codec, boolean attached) {
        AVCodecContext decoder = avcodec_alloc_context3(codec);
        DECODERS.acquired();
        Frame frame = new Frame();
        boolean decoded = false;
        try (Packet packet = new Packet()) {
            decoder.max_pixels(MAX_PIXELS);
            decoder.thread_count(1);
            if (avcodec_parameters_to_context(decoder, stream.codecpar()) >= 0
                    && avcodec_open2(decoder, codec, (AVDictionary) null) >= 0) {
                for (int i = 0; i < TRIES && !decoded; i++) {
                    boolean ended = attached ? i > 0 : av_read_frame(input, packet.raw()) < 0;
                    AVPacket next = ended ? null : attached ? stream.attached_pic() : packet.raw();
                    avcodec_send_packet(decoder, next);
                    decoded = avcodec_receive_frame(decoder, frame.raw()) >= 0;
                    packet.unref();
                }
            }
        } finally {
            avcodec_free_context(decoder);
            DECODERS.released();
            if (!decoded) {
                frame.close();
            }
        }
        if (decoded) {
            frame.pts(0);
            return Optional.of(frame);
        }
        return Optional.empty();
    }
}
