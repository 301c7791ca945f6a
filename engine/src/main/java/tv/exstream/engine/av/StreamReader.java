package tv.exstream.engine.av;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVChapter;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIndexEntry;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;

import tv.exstream.engine.MediaProbe;
import tv.exstream.engine.MediaSource;
import tv.exstream.engine.time.Timeline;

import static org.bytedeco.ffmpeg.avformat.AVIndexEntry.AVINDEX_KEYFRAME;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_FIELD_PROGRESSIVE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_FIELD_UNKNOWN;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_profile_name;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_FORCED;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_frame_rate;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entries_count;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entry;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_ARIB_STD_B67;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_SMPTE2084;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_SUBTITLE;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_describe;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_iterate;
import static org.bytedeco.ffmpeg.global.avutil.av_display_rotation_get;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt_name;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

/** Turns libav's description of an open container into ours. Used once, at the opening. */
final class StreamReader {
    /** Matroska keeps a stream's length in a tag, as "00:01:23.456000000". */
    private static final Pattern DURATION_TAG = Pattern.compile("(\\d+):(\\d{2}):(\\d{2})(?:\\.(\\d{1,9}))?");

    private final AVFormatContext context;

    StreamReader(AVFormatContext context) {
        this.context = context;
    }

    ElementaryStream read(int index) {
        AVStream stream = context.streams(index);
        AVCodecParameters parameters = stream.codecpar();
        int num = stream.time_base().num();
        int den = stream.time_base().den();
        long start = stream.start_time() == AV_NOPTS_VALUE ? 0 : Timeline.rescale(stream.start_time(), num, den);
        boolean adts = parameters.codec_id() == AV_CODEC_ID_AAC && parameters.extradata_size() == 0;
        return new ElementaryStream(info(index, stream, parameters), parameters, num, den, start, adts);
    }

    private MediaProbe.Stream info(int index, AVStream stream, AVCodecParameters p) {
        MediaProbe.Kind kind = kind(p.codec_type());
        boolean video = kind == MediaProbe.Kind.VIDEO;
        boolean audio = kind == MediaProbe.Kind.AUDIO;
        AVRational rate = video ? av_guess_frame_rate(context, stream, null) : null;
        AVPixFmtDescriptor pixels = video && p.format() >= 0 ? av_pix_fmt_desc_get(p.format()) : null;
        int disposition = stream.disposition();
        return new MediaProbe.Stream(
                index,
                kind,
                NativeText.of(avcodec_get_name(p.codec_id())).orElse("unknown"),
                NativeText.of(avcodec_profile_name(p.codec_id(), p.profile())),
                p.width(),
                p.height(),
                rate == null || rate.num() <= 0 || rate.den() <= 0
                        ? OptionalDouble.empty()
                        : OptionalDouble.of((double) rate.num() / rate.den()),
                pixels == null ? Optional.empty() : NativeText.of(av_get_pix_fmt_name(p.format())),
                pixels == null || pixels.isNull() ? 0 : pixels.comp(0).depth(),
                video ? aspect(stream, p) : Optional.empty(),
                p.field_order() != AV_FIELD_PROGRESSIVE && p.field_order() != AV_FIELD_UNKNOWN && video,
                p.color_trc() == AVCOL_TRC_SMPTE2084 || p.color_trc() == AVCOL_TRC_ARIB_STD_B67,
                video ? rotation(p) : 0,
                video && variable(stream),
                p.sample_rate(),
                audio ? p.ch_layout().nb_channels() : 0,
                audio ? layout(p) : Optional.empty(),
                tag(stream.metadata(), "language"),
                tag(stream.metadata(), "title"),
                p.bit_rate() > 0 ? OptionalLong.of(p.bit_rate()) : OptionalLong.empty(),
                duration(stream),
                video ? keyframeInterval(stream) : Optional.empty(),
                video ? OptionalInt.of(p.video_delay()) : OptionalInt.empty(),
                (disposition & AV_DISPOSITION_DEFAULT) != 0,
                (disposition & AV_DISPOSITION_FORCED) != 0,
                (disposition & AV_DISPOSITION_ATTACHED_PIC) != 0);
    }

    MediaProbe probe(MediaSource source, List<ElementaryStream> streams) {
        List<MediaProbe.Stream> infos =
                streams.stream().map(ElementaryStream::info).toList();
        Optional<Duration> whole = context.duration() == AV_NOPTS_VALUE || context.duration() <= 0
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(context.duration() * 1000));
        MediaProbe bare = new MediaProbe(
                source.describe(),
                NativeText.of(context.iformat().name()).orElse("unknown"),
                whole,
                context.bit_rate() > 0 ? OptionalLong.of(context.bit_rate()) : OptionalLong.empty(),
                infos,
                chapters(),
                tags(context.metadata()));
        // A programme ends with its picture; sound that goes on alone would be dead air.
        Optional<Duration> main = bare.video()
                .or(bare::audio)
                .flatMap(MediaProbe.Stream::duration)
                .filter(d -> d.isPositive());
        Optional<Duration> rest = bare.video()
                .or(bare::audio)
                .flatMap(s -> whole.map(end -> sinceStart(context.streams(s.index()), end)));
        return new MediaProbe(
                bare.source(),
                bare.container(),
                main.or(() -> rest).or(() -> whole),
                bare.bitRate(),
                infos,
                bare.chapters(),
                bare.tags());
    }

    private static MediaProbe.Kind kind(int type) {
        if (type == AVMEDIA_TYPE_VIDEO) {
            return MediaProbe.Kind.VIDEO;
        }
        if (type == AVMEDIA_TYPE_AUDIO) {
            return MediaProbe.Kind.AUDIO;
        }
        return type == AVMEDIA_TYPE_SUBTITLE ? MediaProbe.Kind.SUBTITLE : MediaProbe.Kind.OTHER;
    }

    private static Optional<String> aspect(AVStream stream, AVCodecParameters p) {
        AVRational sar =
                stream.sample_aspect_ratio().num() > 0 ? stream.sample_aspect_ratio() : p.sample_aspect_ratio();
        return sar.num() > 0 && sar.den() > 0 ? Optional.of(sar.num() + ":" + sar.den()) : Optional.empty();
    }

    private static Optional<String> layout(AVCodecParameters p) {
        byte[] text = new byte[128];
        int length = av_channel_layout_describe(p.ch_layout(), text, text.length);
        return length <= 1
                ? Optional.empty()
                : Optional.of(new String(text, 0, Math.min(length, text.length) - 1, StandardCharsets.UTF_8));
    }

    private static int rotation(AVCodecParameters p) {
        AVPacketSideData side =
                av_packet_side_data_get(p.coded_side_data(), p.nb_coded_side_data(), AV_PKT_DATA_DISPLAYMATRIX);
        if (side == null || side.isNull() || side.size() < 36) {
            return 0;
        }
        double counterClockwise = av_display_rotation_get(new IntPointer(side.data()));
        if (Double.isNaN(counterClockwise)) {
            return 0;
        }
        return Math.floorMod(Math.round(-counterClockwise / 90.0) * 90, 360);
    }

    /** The two rates libav derives agree for evenly spaced frames. */
    private static boolean variable(AVStream stream) {
        AVRational average = stream.avg_frame_rate();
        AVRational base = stream.r_frame_rate();
        if (average.num() <= 0 || average.den() <= 0 || base.num() <= 0 || base.den() <= 0) {
            return true;
        }
        double a = (double) average.num() / average.den();
        double b = (double) base.num() / base.den();
        // An interlaced stream may report fields as its base rate.
        return Math.abs(a - b) / a > 0.02 && Math.abs(2 * a - b) / a > 0.02;
    }

    private static Optional<Duration> duration(AVStream stream) {
        if (stream.duration() != AV_NOPTS_VALUE && stream.duration() > 0) {
            AVRational base = stream.time_base();
            return Optional.of(
                    Duration.ofNanos(Math.round((double) stream.duration() * base.num() * 1e9 / base.den())));
        }
        Matcher m = DURATION_TAG.matcher(tag(stream.metadata(), "DURATION").orElse(""));
        if (!m.matches()) {
            return Optional.empty();
        }
        String fraction = m.group(4) == null ? "0" : (m.group(4) + "000000000").substring(0, 9);
        return Optional.of(sinceStart(
                stream,
                Duration.ofHours(Long.parseLong(m.group(1)))
                        .plusMinutes(Long.parseLong(m.group(2)))
                        .plusSeconds(Long.parseLong(m.group(3)))
                        .plusNanos(Long.parseLong(fraction))));
    }

    /** Where only the time of the end is known: what is left of it from the stream's first timestamp on. */
    private static Duration sinceStart(AVStream stream, Duration end) {
        if (stream.start_time() == AV_NOPTS_VALUE || stream.start_time() <= 0) {
            return end;
        }
        AVRational base = stream.time_base();
        Duration start = Duration.ofNanos(Math.round((double) stream.start_time() * base.num() * 1e9 / base.den()));
        return start.compareTo(end) < 0 ? end.minus(start) : end;
    }

    private static Optional<Duration> keyframeInterval(AVStream stream) {
        int entries = avformat_index_get_entries_count(stream);
        long previous = Long.MIN_VALUE;
        long longest = 0;
        for (int i = 0; i < Math.min(entries, 20_000); i++) {
            AVIndexEntry entry = avformat_index_get_entry(stream, i);
            if ((entry.flags() & AVINDEX_KEYFRAME) != 0) {
                if (previous != Long.MIN_VALUE) {
                    longest = Math.max(longest, entry.timestamp() - previous);
                }
                previous = entry.timestamp();
            }
        }
        AVRational base = stream.time_base();
        return longest == 0
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(Math.round(longest * 1000.0 * base.num() / base.den())));
    }

    private List<MediaProbe.Chapter> chapters() {
        List<MediaProbe.Chapter> chapters = new ArrayList<>();
        for (int i = 0; i < context.nb_chapters(); i++) {
            AVChapter chapter = context.chapters(i);
            AVRational base = chapter.time_base();
            chapters.add(new MediaProbe.Chapter(
                    Duration.ofMillis(Math.round(chapter.start() * 1000.0 * base.num() / base.den())),
                    Duration.ofMillis(Math.round(chapter.end() * 1000.0 * base.num() / base.den())),
                    tag(chapter.metadata(), "title")));
        }
        return chapters;
    }

    private static Optional<String> tag(AVDictionary tags, String key) {
        if (tags == null || tags.isNull()) {
            return Optional.empty();
        }
        AVDictionaryEntry entry = av_dict_get(tags, key, null, 0);
        return entry == null || entry.isNull() ? Optional.empty() : NativeText.of(entry.value());
    }

    private static Map<String, String> tags(AVDictionary dictionary) {
        Map<String, String> tags = new HashMap<>();
        if (dictionary == null || dictionary.isNull()) {
            return tags;
        }
        AVDictionaryEntry entry = av_dict_iterate(dictionary, null);
        while (entry != null && !entry.isNull()) {
            BytePointer value = entry.value();
            String key = NativeText.of(entry.key()).orElse("").toLowerCase(Locale.ROOT);
            NativeText.of(value).ifPresent(text -> tags.put(key, text));
            entry = av_dict_iterate(dictionary, entry);
        }
        return tags;
    }
}
