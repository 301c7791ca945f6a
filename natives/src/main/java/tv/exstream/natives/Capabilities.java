package tv.exstream.natives;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avfilter.AVFilter;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avfilter;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** Asks the loaded libraries what they are. */
final class Capabilities {
    private Capabilities() {}

    static FFmpegInfo read() {
        String licence = string(avcodec.avcodec_license());
        return new FFmpegInfo(
                string(avutil.av_version_info()),
                licence,
                string(avcodec.avcodec_configuration()),
                FFmpeg.platform(),
                !licence.startsWith("LGPL"),
                libraries(),
                codecs(c -> avcodec.av_codec_is_encoder(c) != 0),
                codecs(c -> avcodec.av_codec_is_decoder(c) != 0),
                names(avformat::av_demuxer_iterate, AVInputFormat::name),
                names(avformat::av_muxer_iterate, AVOutputFormat::name),
                names(avfilter::av_filter_iterate, AVFilter::name),
                names(state -> avformat.avio_enum_protocols(state, 0), Function.identity()),
                names(state -> avformat.avio_enum_protocols(state, 1), Function.identity()),
                hardwareDevices());
    }

    private static Map<String, String> libraries() {
        Map<String, String> versions = new TreeMap<>();
        versions.put("avutil", version(avutil.avutil_version()));
        versions.put("avcodec", version(avcodec.avcodec_version()));
        versions.put("avformat", version(avformat.avformat_version()));
        versions.put("avfilter", version(avfilter.avfilter_version()));
        versions.put("swscale", version(swscale.swscale_version()));
        versions.put("swresample", version(swresample.swresample_version()));
        return versions;
    }

    private static String version(int packed) {
        return (packed >>> 16) + "." + (packed >>> 8 & 0xff) + "." + (packed & 0xff);
    }

    private static List<String> codecs(Predicate<AVCodec> wanted) {
        return collect(avcodec::av_codec_iterate, AVCodec::name, wanted);
    }

    private static <P extends Pointer> List<String> names(
            Function<PointerPointer<Pointer>, @Nullable P> next, Function<P, BytePointer> name) {
        return collect(next, name, p -> true);
    }

    private static <P extends Pointer> List<String> collect(
            Function<PointerPointer<Pointer>, @Nullable P> next, Function<P, BytePointer> name, Predicate<P> wanted) {
        SortedSet<String> names = new TreeSet<>();
        try (PointerPointer<Pointer> state = new PointerPointer<>(1)) {
            state.put(0, null);
            for (P p = next.apply(state); p != null; p = next.apply(state)) {
                if (wanted.test(p)) {
                    names.add(string(name.apply(p)));
                }
            }
        }
        return List.copyOf(names);
    }

    private static List<String> hardwareDevices() {
        SortedSet<String> names = new TreeSet<>();
        for (int type = avutil.av_hwdevice_iterate_types(avutil.AV_HWDEVICE_TYPE_NONE);
                type != avutil.AV_HWDEVICE_TYPE_NONE;
                type = avutil.av_hwdevice_iterate_types(type)) {
            names.add(string(avutil.av_hwdevice_get_type_name(type)));
        }
        return List.copyOf(names);
    }

    private static String string(@Nullable BytePointer text) {
        return text == null || text.isNull() ? "" : text.getString();
    }
}
