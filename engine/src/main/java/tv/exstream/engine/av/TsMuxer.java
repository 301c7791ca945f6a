package tv.exstream.engine.av;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.Objects;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.ffmpeg.avformat.Write_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

import tv.exstream.engine.EngineException;
import tv.exstream.engine.EngineException.Kind;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.observe.NativeLedger;

import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_FLAG_CUSTOM_IO;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avformat.av_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set;

/**
 * One libav {@code mpegts} muxer with one H.264 and one AAC stream, for a channel's whole life: continuity counters never
 * restart. PAT and PMT precede every keyframe and come at least every 100 ms, PCR at most 20 ms apart where there are
 * packets to carry it.
 *
 * <p>There is no write callback: libav writes into a buffer large enough for any packet, and {@link #write} hands what it
 * wrote to the {@link Sink} by reading the buffer's own pointers. No call from C into Java, no allocation.
 *
 * <p>Confined to one thread at a time.
 */
public final class TsMuxer implements AutoCloseable {
    public static final int VIDEO = 0;
    public static final int AUDIO = 1;

    /** Takes muxed bytes; the segment is valid during the call only. */
    @FunctionalInterface
    public interface Sink {
        void take(MemorySegment bytes, long offset, int length);
    }

    private static final NativeLedger.Kind LEDGER = NativeLedger.kind("muxer");
    /** Address space, not memory: only the pages a packet reaches are ever touched. */
    private static final int BUFFER_BYTES = 16 << 20;
    /** A transport stream packet carries 184 of 188 bytes, and tables and stuffing come on top. */
    private static final int LARGEST_PACKET = BUFFER_BYTES / 10 * 9;

    private static final long BUF_PTR = Pointer.offsetof(AVIOContext.class, "buf_ptr");
    private static final long BUF_POS = Pointer.offsetof(AVIOContext.class, "pos");

    private @Nullable AVFormatContext context;
    private @Nullable AVIOContext io;
    private final MemorySegment ioStruct;
    private final long bufferAddress;
    private final MemorySegment buffer;
    private boolean keyBefore;

    /**
     * @param serviceName of the SDT
     * @param pcrLead how far PCR runs behind DTS: the receiver's buffer
     */
    public TsMuxer(OutputProfile profile, String serviceName, Duration pcrLead) {
        AVFormatContext c = new AVFormatContext(null);
        Av.check(
                avformat_alloc_output_context2(c, null, "mpegts", (String) null),
                "avformat_alloc_output_context2",
                "mpegts");
        LEDGER.acquired();
        context = c;
        BytePointer memory = new BytePointer(av_malloc(BUFFER_BYTES));
        bufferAddress = memory.address();
        buffer = MemorySegment.ofAddress(bufferAddress).reinterpret(BUFFER_BYTES);
        AVIOContext avio = avio_alloc_context(
                memory,
                BUFFER_BYTES,
                1,
                null,
                (Read_packet_Pointer_BytePointer_int) null,
                (Write_packet_Pointer_BytePointer_int) null,
                (Seek_Pointer_long_int) null);
        io = avio;
        ioStruct = MemorySegment.ofAddress(avio.address()).reinterpret(Pointer.sizeof(AVIOContext.class));
        try {
            avio.seekable(0);
            c.pb(avio);
            c.flags(c.flags() | AVFMT_FLAG_CUSTOM_IO);
            c.flush_packets(0);
            c.max_delay((int) (pcrLead.toNanos() / 1000));
            addVideo(c, profile);
            addAudio(c, profile);
            writeHeader(c, serviceName);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static void addVideo(AVFormatContext c, OutputProfile profile) {
        AVStream stream = avformat_new_stream(c, null);
        stream.time_base().num(1).den(90_000);
        AVCodecParameters p = stream.codecpar();
        p.codec_type(AVMEDIA_TYPE_VIDEO);
        p.codec_id(AV_CODEC_ID_H264);
        p.width(profile.width());
        p.height(profile.height());
    }

    private static void addAudio(AVFormatContext c, OutputProfile profile) {
        AVStream stream = avformat_new_stream(c, null);
        stream.time_base().num(1).den(90_000);
        AVCodecParameters p = stream.codecpar();
        p.codec_type(AVMEDIA_TYPE_AUDIO);
        p.codec_id(AV_CODEC_ID_AAC);
        p.sample_rate(profile.sampleRate());
        av_channel_layout_default(p.ch_layout(), profile.channels());
    }

    private static void writeHeader(AVFormatContext c, String serviceName) {
        AVDictionary metadata = new AVDictionary(null);
        av_dict_set(metadata, "service_name", serviceName, 0);
        av_dict_set(metadata, "service_provider", "EXStreamTV", 0);
        c.metadata(metadata); // the context owns it now
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "mpegts_copyts", "1", 0);
        av_dict_set(options, "pcr_period", "20", 0);
        av_dict_set(options, "pat_period", "0.1", 0);
        // One AAC frame a PES: gathering more would let sound run behind the picture in bursts.
        av_dict_set(options, "pes_payload_size", "0", 0);
        int code = avformat_write_header(c, options);
        av_dict_free(options);
        Av.check(code, "avformat_write_header", "mpegts");
    }

    /**
     * Muxes one packet, timestamps in 90 kHz, and gives all bytes written to {@code sink}. The packet keeps its contents.
     *
     * @param stream {@link #VIDEO} or {@link #AUDIO}
     * @throws EngineException when libav refuses the packet
     */
    public void write(Packet packet, int stream, Sink sink) {
        if (packet.size() > LARGEST_PACKET) {
            throw new EngineException(
                    Kind.UNSUPPORTED, "kind=UNSUPPORTED call=mux reason=\"packet of " + packet.size() + " bytes\"");
        }
        packet.streamIndex(stream);
        if (stream == VIDEO) {
            repeatTables(packet.isKey());
        }
        int code = av_write_frame(Objects.requireNonNull(context, "muxer is closed"), packet.raw());
        drain(sink);
        Av.check(code, "av_write_frame", "mpegts");
    }

    /** libav repeats the tables before a keyframe by itself, but not if another keyframe came just before it. */
    private void repeatTables(boolean key) {
        if (key && keyBefore) {
            Pointer muxer = Objects.requireNonNull(context, "muxer is closed").priv_data();
            av_opt_set(muxer, "mpegts_flags", "+resend_headers", 0);
        }
        keyBefore = key;
    }

    private void drain(Sink sink) {
        int length = (int) (ioStruct.get(ValueLayout.JAVA_LONG, BUF_PTR) - bufferAddress);
        if (length > 0) {
            sink.take(buffer, 0, length);
            ioStruct.set(ValueLayout.JAVA_LONG, BUF_PTR, bufferAddress);
            ioStruct.set(ValueLayout.JAVA_LONG, BUF_POS, ioStruct.get(ValueLayout.JAVA_LONG, BUF_POS) + length);
        }
    }

    @Override
    public void close() {
        AVFormatContext owned = context;
        if (owned != null) {
            context = null;
            avformat_free_context(owned);
            LEDGER.released();
        }
        AVIOContext ownedIo = io;
        if (ownedIo != null) {
            io = null;
            BytePointer memory = ownedIo.buffer();
            av_free(memory);
            avio_context_free(ownedIo);
        }
    }
}
