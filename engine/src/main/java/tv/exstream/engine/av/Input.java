package tv.exstream.engine.av;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

import tv.exstream.engine.EngineException;
import tv.exstream.engine.EngineException.Kind;
import tv.exstream.engine.MediaProbe;
import tv.exstream.engine.MediaSource;
import tv.exstream.engine.observe.NativeLedger;
import tv.exstream.natives.FFmpeg;

import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_FLAG_DISCARD_CORRUPT;
import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_FLAG_GENPTS;
import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_seek_file;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_INVALIDDATA;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

/**
 * An open container: the owner of one {@code AVFormatContext}. Confined to one thread at a time. Every blocking call is
 * bounded by the {@link Interrupt} given at the opening, which outlives this object.
 */
public final class Input implements AutoCloseable {
    private static final NativeLedger.Kind LEDGER = NativeLedger.kind("input");
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int PACKETS_TO_A_KEYFRAME = 2_000;

    private @Nullable AVFormatContext context;
    private final MediaSource source;
    private final Interrupt interrupt;
    private final Duration readDeadline;
    private final List<ElementaryStream> streams = new ArrayList<>();
    private final MediaProbe probe;
    /** Reading does not start at the beginning any more. */
    private boolean moved;

    private Input(AVFormatContext context, MediaSource source, Interrupt interrupt, Duration readDeadline) {
        this.context = context;
        this.source = source;
        this.interrupt = interrupt;
        this.readDeadline = readDeadline;
        StreamReader reader = new StreamReader(context);
        for (int i = 0; i < context.nb_streams(); i++) {
            streams.add(reader.read(i));
        }
        probe = reader.probe(source, streams);
    }

    /**
     * Opens and analyses {@code source}.
     *
     * @param openDeadline bounds opening and analysis together
     * @param readDeadline bounds each later read or seek
     * @throws EngineException naming the source and the reason; nothing stays open
     */
    public static Input open(MediaSource source, Interrupt interrupt, Duration openDeadline, Duration readDeadline) {
        FFmpeg.load();
        if (source instanceof MediaSource.File(Path path)) {
            refuseUnreadable(path);
        }
        String on = source.describe();
        AVFormatContext context = avformat_alloc_context();
        interrupt.install(context);
        interrupt.arm(openDeadline);
        context.flags(context.flags() | AVFMT_FLAG_GENPTS | AVFMT_FLAG_DISCARD_CORRUPT);
        AVDictionary options = options(source);
        BytePointer url = url(source);
        int opened = avformat_open_input(context, url, null, options);
        av_dict_free(options);
        url.deallocate();
        if (opened < 0) { // libav has freed the context
            throw refusal(opened, source);
        }
        LEDGER.acquired();
        try {
            Av.check(avformat_find_stream_info(context, (AVDictionary) null), "avformat_find_stream_info", on);
            return new Input(context, source, interrupt, readDeadline);
        } catch (RuntimeException | Error e) {
            avformat_close_input(context);
            LEDGER.released();
            throw e;
        } finally {
            interrupt.disarm();
        }
    }

    private static void refuseUnreadable(Path path) {
        if (!Files.exists(path)) {
            throw new EngineException(Kind.NOT_FOUND, path + " does not exist");
        }
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw new EngineException(Kind.NOT_FOUND, path + " is not a readable file: check its type and permissions");
        }
    }

    private static EngineException refusal(int code, MediaSource source) {
        EngineException failure = Av.failure(code, "avformat_open_input", source.describe());
        if (code == Av.EINVAL && source instanceof MediaSource.File) { // what libav says of a demuxer not on the list
            return new EngineException(
                    Kind.UNSUPPORTED,
                    "kind=UNSUPPORTED call=avformat_open_input reason=\"not a kind of file we play: "
                            + InputPolicy.PLAYLIST_ADVICE + "\" on=" + source.describe());
        }
        if (code == AVERROR_INVALIDDATA && source instanceof MediaSource.File) {
            return new EngineException(
                    Kind.MALFORMED,
                    "kind=MALFORMED call=avformat_open_input reason=\"not a media file we play (empty, damaged, or a"
                            + " playlist: " + InputPolicy.PLAYLIST_ADVICE + ")\" on=" + source.describe());
        }
        return failure;
    }

    private static AVDictionary options(MediaSource source) {
        AVDictionary options = new AVDictionary(null);
        boolean file = source instanceof MediaSource.File;
        av_dict_set(
                options, "protocol_whitelist", file ? InputPolicy.FILE_PROTOCOLS : InputPolicy.NETWORK_PROTOCOLS, 0);
        av_dict_set(options, "format_whitelist", file ? InputPolicy.FILE_FORMATS : InputPolicy.NETWORK_FORMATS, 0);
        av_dict_set(options, "probesize", "5000000", 0);
        av_dict_set(options, "analyzeduration", "5000000", 0);
        return options;
    }

    private static BytePointer url(MediaSource source) {
        return switch (source) {
            case MediaSource.File(Path path) -> NativeText.fileUrl(path);
            case MediaSource.Url url -> new BytePointer(url.uri().toString(), StandardCharsets.UTF_8);
            case MediaSource.Synthetic synthetic ->
                throw new IllegalArgumentException("rendered, not opened: " + synthetic.describe());
        };
    }

    AVFormatContext raw() {
        return Objects.requireNonNull(context, "input is closed");
    }

    public MediaSource source() {
        return source;
    }

    public MediaProbe probe() {
        return probe;
    }

    /** The stream a channel shows, see {@link MediaProbe#video()}. */
    public Optional<ElementaryStream> video() {
        return probe.video().map(s -> streams.get(s.index()));
    }

    public Optional<ElementaryStream> audio() {
        return probe.audio().map(s -> streams.get(s.index()));
    }

    /** Reads only these streams from now on. */
    public void select(List<ElementaryStream> wanted) {
        for (ElementaryStream stream : streams) {
            if (!wanted.contains(stream)) {
                raw().streams(stream.index()).discard(AVDISCARD_ALL);
            }
        }
    }

    /** What counts as position zero: the first picture, or the first sound where there is no picture; 90 kHz. */
    public long originTicks90k() {
        return video().or(this::audio).map(ElementaryStream::startTicks90k).orElse(0L);
    }

    /**
     * Goes to the keyframe at or before {@code position} (from the start of the contents), or to the first one. Contents
     * without an index that nothing was read of yet stay where they are: they are read from their start on.
     */
    public void seek(Duration position) {
        // MPEG-TS is sought by DTS, to whatever frame is there: aimed at exactly, the first keyframe would be passed
        // over
        long early = position.isZero() ? MICROS_PER_SECOND : 0;
        long target = originTicks90k() * 100 / 9 + position.toNanos() / 1000 - early;
        interrupt.arm(readDeadline);
        try {
            int code = avformat_seek_file(raw(), -1, Long.MIN_VALUE, target, target, 0);
            if (code < 0) {
                code = avformat_seek_file(raw(), -1, Long.MIN_VALUE, target, target + 10 * MICROS_PER_SECOND, 0);
            }
            if (code < 0 && !moved) {
                return;
            }
            Av.check(code, "avformat_seek_file", source.describe());
            moved = true;
        } finally {
            interrupt.disarm();
        }
    }

    /**
     * Whether the keyframes of an H.264 stream are IDR pictures, so that a copy can be joined at each: looks at one in the
     * middle (the first is an IDR always). Leaves the position undefined: {@link #seek} afterwards.
     */
    public boolean joinsAtIdr(ElementaryStream video) {
        seek(probe.duration().map(d -> d.dividedBy(2)).orElse(Duration.ZERO));
        if (!moved) {
            return false;
        }
        try (Packet packet = new Packet();
                Packet unit = new Packet();
                AccessUnits units = AccessUnits.h264(video)) {
            for (int i = 0; i < PACKETS_TO_A_KEYFRAME; i++) {
                if (read(packet) == Flow.END) {
                    // none in the second half: a seek there goes back to an earlier one, at worst to the first
                    return true;
                }
                if (packet.streamIndex() == video.index()
                        && packet.isKey()
                        && units.convert(packet, unit) == Flow.OUTPUT) {
                    return AccessUnits.isIdr(unit);
                }
            }
            return false;
        }
    }

    /**
     * Reads the next packet of the selected streams into {@code packet}, timestamps in its stream's time base.
     *
     * @return {@link Flow#OUTPUT} or {@link Flow#END}
     * @throws EngineException on a read error or when the read deadline passes
     */
    public Flow read(Packet packet) {
        packet.unref();
        moved = true;
        interrupt.arm(readDeadline);
        int code = av_read_frame(raw(), packet.raw());
        interrupt.disarm();
        if (code == AVERROR_EOF) {
            return Flow.END;
        }
        Av.check(code, "av_read_frame", source.describe());
        return Flow.OUTPUT;
    }

    @Override
    public void close() {
        AVFormatContext owned = context;
        if (owned != null) {
            context = null;
            avformat_close_input(owned);
            LEDGER.released();
        }
    }
}
