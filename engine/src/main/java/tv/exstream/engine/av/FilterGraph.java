package tv.exstream.engine.av;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avfilter.AVFilterInOut;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

import tv.exstream.engine.observe.NativeLedger;
import tv.exstream.engine.time.Timeline;

import static org.bytedeco.ffmpeg.global.avfilter.AV_BUFFERSRC_FLAG_KEEP_REF;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_frame;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_time_base;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersrc_add_frame_flags;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_get_by_name;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_alloc;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_config;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_create_filter;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_free;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_parse_ptr;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_inout_alloc;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_inout_free;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_describe;
import static org.bytedeco.ffmpeg.global.avutil.av_strdup;

/**
 * Owner of one {@code AVFilterGraph} with one output and one input or none (a synthetic source). Timestamps are 90 kHz
 * at both ends. Confined to one thread at a time.
 */
public final class FilterGraph implements AutoCloseable {
    private static final NativeLedger.Kind LEDGER = NativeLedger.kind("filtergraph");

    private @Nullable AVFilterGraph graph;
    private final @Nullable AVFilterContext source;
    private final AVFilterContext sink;
    private final int sinkNum;
    private final int sinkDen;
    private final String inputKey;

    private FilterGraph(String kind, @Nullable String sourceArguments, String filters, String inputKey) {
        AVFilterGraph allocated = avfilter_graph_alloc();
        LEDGER.acquired();
        graph = allocated;
        this.inputKey = inputKey;
        try {
            allocated.nb_threads(1);
            boolean video = kind.equals("video");
            sink = create(allocated, video ? "buffersink" : "abuffersink", "out", null);
            source = sourceArguments == null
                    ? null
                    : create(allocated, video ? "buffer" : "abuffer", "in", sourceArguments);
            connect(allocated, filters);
            Av.check(avfilter_graph_config(allocated, (Pointer) null), "avfilter_graph_config", filters);
            AVRational base = av_buffersink_get_time_base(sink);
            sinkNum = base.num();
            sinkDen = base.den();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * A graph that takes pictures like {@code first} and gives pictures as {@code filters} describe.
     *
     * @param filters e.g. {@code scale=1280:720,format=yuv420p}
     */
    public static FilterGraph video(Frame first, double frameRate, String filters) {
        AVFrame f = first.raw();
        StringBuilder arguments = new StringBuilder(160);
        arguments.append(String.format(
                Locale.ROOT,
                "video_size=%dx%d:pix_fmt=%d:time_base=1/90000:pixel_aspect=%d/%d",
                f.width(),
                f.height(),
                f.format(),
                f.sample_aspect_ratio().num(),
                Math.max(1, f.sample_aspect_ratio().den())));
        arguments
                .append(":colorspace=")
                .append(f.colorspace())
                .append(":range=")
                .append(f.color_range());
        if (frameRate > 0) {
            arguments.append(String.format(Locale.ROOT, ":frame_rate=%d/1000", Math.round(frameRate * 1000)));
        }
        return new FilterGraph("video", arguments.toString(), filters, videoKey(f));
    }

    /** A graph that takes sound like {@code first}. */
    public static FilterGraph audio(Frame first, String filters) {
        AVFrame f = first.raw();
        String arguments = String.format(
                Locale.ROOT,
                "sample_rate=%d:sample_fmt=%d:time_base=1/90000:channel_layout=%s",
                f.sample_rate(),
                f.format(),
                layout(f));
        return new FilterGraph("audio", arguments, filters, audioKey(f));
    }

    /** A graph that makes its own pictures, without input. */
    public static FilterGraph videoSource(String filters) {
        return new FilterGraph("video", null, filters, "");
    }

    /** A graph that makes its own sound, without input. */
    public static FilterGraph audioSource(String filters) {
        return new FilterGraph("audio", null, filters, "");
    }

    private static AVFilterContext create(AVFilterGraph graph, String filter, String name, @Nullable String arguments) {
        AVFilterContext context = new AVFilterContext(null);
        Av.check(
                avfilter_graph_create_filter(context, avfilter_get_by_name(filter), name, arguments, null, graph),
                "avfilter_graph_create_filter",
                filter + "=" + arguments);
        return context;
    }

    private void connect(AVFilterGraph allocated, String filters) {
        AVFilterInOut inputs = open("out", sink);
        AVFilterContext from = source;
        AVFilterInOut outputs = from == null ? null : open("in", from);
        // The names are seen from the described chain: its open input is our source's output.
        PointerPointer<AVFilterInOut> in = new PointerPointer<AVFilterInOut>(1).put(inputs);
        PointerPointer<AVFilterInOut> out = new PointerPointer<AVFilterInOut>(1).put(outputs);
        BytePointer text = new BytePointer(filters, StandardCharsets.UTF_8);
        int code = avfilter_graph_parse_ptr(allocated, text, in, out, null);
        avfilter_inout_free(in);
        avfilter_inout_free(out);
        in.deallocate();
        out.deallocate();
        text.deallocate();
        Av.check(code, "avfilter_graph_parse_ptr", filters);
    }

    private static AVFilterInOut open(String label, AVFilterContext end) {
        AVFilterInOut pad = avfilter_inout_alloc();
        pad.name(av_strdup(new BytePointer(label)));
        pad.filter_ctx(end);
        pad.pad_idx(0);
        pad.next(null);
        return pad;
    }

    private static String layout(AVFrame frame) {
        byte[] text = new byte[128];
        int length = av_channel_layout_describe(frame.ch_layout(), text, text.length);
        String described = new String(text, 0, Math.max(0, Math.min(length, text.length) - 1), StandardCharsets.UTF_8);
        // An unordered layout is described by its count ("2 channels"), which abuffer takes as "2C".
        return described.endsWith(" channels") ? described.substring(0, described.indexOf(' ')) + "C" : described;
    }

    private static String videoKey(AVFrame f) {
        return f.width() + "x" + f.height() + "/" + f.format() + "/"
                + f.sample_aspect_ratio().num() + ":" + f.sample_aspect_ratio().den();
    }

    private static String audioKey(AVFrame f) {
        return f.sample_rate() + "/" + f.format() + "/" + f.ch_layout().nb_channels();
    }

    /** False when a stream has changed its format in mid-flow and a new graph is needed. */
    public boolean acceptsVideo(Frame frame) {
        return inputKey.equals(videoKey(frame.raw()));
    }

    public boolean acceptsAudio(Frame frame) {
        return inputKey.equals(audioKey(frame.raw()));
    }

    /** Feeds a frame stamped in 90 kHz, or null at the end. The frame stays the caller's. */
    public void push(@Nullable Frame frame) {
        int code = av_buffersrc_add_frame_flags(
                Objects.requireNonNull(source, "a synthetic graph takes no input"),
                frame == null ? null : frame.raw(),
                AV_BUFFERSRC_FLAG_KEEP_REF);
        if (code != AVERROR_EOF) {
            Av.check(code, "av_buffersrc_add_frame", "filter graph");
        }
    }

    /** Takes the next result, stamped in 90 kHz. */
    public Flow pull(Frame frame) {
        frame.unref();
        int code = av_buffersink_get_frame(sink, frame.raw());
        if (code == Av.EAGAIN) {
            return Flow.NEED_INPUT;
        }
        if (code == AVERROR_EOF) {
            return Flow.END;
        }
        Av.check(code, "av_buffersink_get_frame", "filter graph");
        if (frame.pts() != AV_NOPTS_VALUE) {
            frame.pts(Timeline.rescale(frame.pts(), sinkNum, sinkDen));
        }
        if (frame.duration() > 0) {
            frame.duration(Timeline.rescale(frame.duration(), sinkNum, sinkDen));
        }
        return Flow.OUTPUT;
    }

    @Override
    public void close() {
        AVFilterGraph owned = graph;
        if (owned != null) {
            graph = null;
            avfilter_graph_free(owned);
            LEDGER.released();
        }
    }
}
