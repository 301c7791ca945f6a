package tv.exstream.engine.av;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;

import tv.exstream.engine.EngineException;
import tv.exstream.engine.EngineException.Kind;
import tv.exstream.engine.FaultClass;
import tv.exstream.engine.MediaSource;
import tv.exstream.natives.FFmpegLog;

import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_FLAG_GENPTS;
import static org.bytedeco.ffmpeg.global.avformat.AVFMTCTX_UNSEEKABLE;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_SEEKABLE_NORMAL;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_INVALIDDATA;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

/** From a source to an open container: addresses, options, limits, and what is said when it fails. */
final class InputOpening {
    /** Its demuxers open the media themselves, and know better than the address what can be sought. */
    private static final Set<String> PLAYLISTS = Set.of("hls", "dash", "rtsp", "sdp");

    private static final Pattern HTTP_ERROR = Pattern.compile("HTTP error (\\d{3})[^\\n]*");
    /** The server says that it will not come back; libav has no code for it. */
    private static final String GONE = "410";

    private InputOpening() {}

    /**
     * Connects and recognises the container. Blocks as long as {@code interrupt} is armed for.
     *
     * @throws EngineException naming the source and the reason; nothing stays open
     */
    static AVFormatContext open(MediaSource source, Interrupt interrupt, Duration limit) {
        if (source instanceof MediaSource.File(Path path)) {
            refuseUnreadable(path);
        }
        BytePointer url = url(source, interrupt, limit);
        AVFormatContext context = avformat_alloc_context();
        interrupt.install(context);
        // Damaged packets are discarded by Input, which counts them.
        context.flags(context.flags() | AVFMT_FLAG_GENPTS);
        AVDictionary options = options(source, limit);
        try (FFmpegLog.Hearing hearing = FFmpegLog.hear()) {
            int opened = avformat_open_input(context, url, null, options);
            if (opened < 0) { // libav has freed the context
                throw refusal(opened, source, hearing.said());
            }
            return context;
        } finally {
            av_dict_free(options);
            url.deallocate();
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

    private static EngineException refusal(int code, MediaSource source, String said) {
        String call = "avformat_open_input";
        boolean file = source instanceof MediaSource.File;
        if (code == Av.EINVAL && file) { // what libav says of a demuxer not on the list
            return Av.failure(
                    FaultClass.UNSUPPORTED,
                    code,
                    call,
                    "not a kind of file we play: " + InputPolicy.PLAYLIST_ADVICE,
                    source.describe());
        }
        if (code == AVERROR_INVALIDDATA && file) {
            return Av.failure(
                    FaultClass.MALFORMED,
                    code,
                    call,
                    "not a media file we play (empty, damaged, or a playlist: " + InputPolicy.PLAYLIST_ADVICE + ")",
                    source.describe());
        }
        Matcher http = HTTP_ERROR.matcher(said);
        if (!file && http.find()) {
            FaultClass fault = http.group(1).equals(GONE) ? FaultClass.NOT_FOUND : Av.faultOf(code, call);
            return Av.failure(fault, code, call, http.group().strip(), source.describe());
        }
        return failure(code, call, source);
    }

    /** What a call on an input of {@code source} failed of. */
    static EngineException failure(int code, String call, MediaSource source) {
        FaultClass fault = Av.isVagueIoError(code) && !(source instanceof MediaSource.File)
                ? FaultClass.NETWORK
                : Av.faultOf(code, call);
        return Av.failure(fault, code, call, Av.describe(code), source.describe());
    }

    private static AVDictionary options(MediaSource source, Duration limit) {
        AVDictionary options = new AVDictionary(null);
        boolean file = source instanceof MediaSource.File;
        av_dict_set(
                options, "protocol_whitelist", file ? InputPolicy.FILE_PROTOCOLS : InputPolicy.NETWORK_PROTOCOLS, 0);
        av_dict_set(options, "format_whitelist", file ? InputPolicy.FILE_FORMATS : InputPolicy.NETWORK_FORMATS, 0);
        av_dict_set(options, "probesize", "5000000", 0);
        av_dict_set(options, "analyzeduration", "5000000", 0);
        if (!file) {
            InputPolicy.networkOptions(limit).forEach((name, value) -> av_dict_set(options, name, value, 0));
        }
        return options;
    }

    private static BytePointer url(MediaSource source, Interrupt interrupt, Duration limit) {
        return switch (source) {
            case MediaSource.File(Path path) -> NativeText.fileUrl(path);
            case MediaSource.Url(URI uri) -> new BytePointer(uri.toString(), StandardCharsets.UTF_8);
            case MediaSource.Resolved resolved ->
                new BytePointer(
                        LinkResolution.address(resolved, interrupt, limit).toString(), StandardCharsets.UTF_8);
            case MediaSource.Synthetic synthetic ->
                throw new IllegalArgumentException("rendered, not opened: " + synthetic.describe());
        };
    }

    /** Whether the input can go to another position, and back. */
    static boolean seekable(AVFormatContext context) {
        if ((context.ctx_flags() & AVFMTCTX_UNSEEKABLE) != 0) {
            return false;
        }
        AVIOContext io = context.pb();
        return isPlaylist(context) || io == null || io.isNull() || (io.seekable() & AVIO_SEEKABLE_NORMAL) != 0;
    }

    /** Media come by the segment, with pauses of a segment's length. */
    static boolean isPlaylist(AVFormatContext context) {
        String names = NativeText.of(context.iformat().name()).orElse("");
        for (String name : names.split(",", -1)) {
            if (PLAYLISTS.contains(name)) {
                return true;
            }
        }
        return false;
    }

    /** libav says that a body ended where the connection broke. */
    static int errorBehindEnd(AVFormatContext context) {
        AVIOContext io = context.pb();
        return io == null || io.isNull() ? 0 : Math.min(0, io.error());
    }
}
