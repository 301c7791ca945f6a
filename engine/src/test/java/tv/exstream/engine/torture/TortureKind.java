package tv.exstream.engine.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One way in which files differ.
 *
 * @param name      of the clip, with the extension that picks the container
 * @param arguments of ffmpeg, with {@code {T}} for the length in seconds
 */
record TortureKind(String name, String arguments) {
    private static final Pattern ENCODER = Pattern.compile("-c:[va](?::\\d)? (\\S+)");

    private static final String X264 = " -c:v libx264 -preset ultrafast";
    private static final String YUV = " -pix_fmt yuv420p";
    private static final String AAC = " -c:a aac -ac 2 -ar 48000";

    /** The encoders that a program must have to make such a clip. */
    Set<String> encoders() {
        return ENCODER.matcher(arguments).results().map(m -> m.group(1)).collect(Collectors.toSet());
    }

    private static String picture(String size, String rate) {
        return "-f lavfi -t {T} -i testsrc2=size=" + size + ":rate=" + rate;
    }

    private static String sound(int rate) {
        return " -f lavfi -t {T} -i sine=frequency=440:sample_rate=" + rate;
    }

    private static String both(String size, String rate) {
        return picture(size, rate) + sound(48_000);
    }

    private static final class Kinds {
        private final List<TortureKind> all = new ArrayList<>();

        void add(String name, String arguments) {
            all.add(new TortureKind(name, arguments));
        }
    }

    static List<TortureKind> all() {
        Kinds kinds = new Kinds();
        copied(kinds);
        h264(kinds);
        rates(kinds);
        codecs(kinds);
        shapes(kinds);
        times(kinds);
        sounds(kinds);
        return kinds.all;
    }

    /** What a channel of 25 frames a second copies. */
    private static void copied(Kinds k) {
        String high = X264 + YUV + " -profile:v high";
        k.add("copy-bf0.mp4", both("320x180", "25") + high + " -bf 0 -g 25" + AAC);
        k.add("copy-bf2.mp4", both("320x180", "25") + high + " -bf 2 -g 25" + AAC);
        k.add("copy-bf3.mkv", both("320x180", "25") + high + " -bf 3 -g 20" + AAC);
        k.add("copy-bf2.flv", both("320x180", "25") + high + " -bf 2 -g 25" + AAC);
        k.add("copy-bf2.ts", both("320x180", "25") + high + " -bf 2 -g 12" + AAC);
        k.add("copy-bf2.mov", both("320x180", "25") + high + " -bf 2 -g 25" + AAC);
        k.add(
                "copy-pyramid.mp4",
                both("320x180", "25") + X264 + YUV + " -x264-params b-pyramid=normal:bframes=5:b-adapt=0:scenecut=0"
                        + " -g 25" + AAC);
        k.add("copy-main.mp4", both("256x144", "25") + X264 + YUV + " -profile:v main -bf 1 -g 10" + AAC);
        k.add("copy-intra.mp4", both("320x180", "25") + high + " -g 1" + AAC);
        k.add("copy-1080.mp4", both("1920x1080", "25") + high + " -bf 2 -g 25 -b:v 2M" + AAC);
        k.add("copy-video-ac3.mkv", both("320x180", "25") + high + " -bf 2 -g 25 -c:a ac3 -ac 6");
        k.add(
                "copy-two-tracks.mkv",
                both("320x180", "25") + sound(48_000) + " -map 0:v -map 1:a -map 2:a" + high + " -bf 2 -g 25" + AAC);
        k.add("copy-silent.mp4", picture("320x180", "25") + high + " -bf 2 -g 25");
        k.add(
                "copy-late-sound.mp4",
                picture("320x180", "25") + " -itsoffset 0.6" + sound(48_000) + high + " -bf 2 -g 25" + AAC);
        k.add(
                "copy-fragmented.mp4",
                both("320x180", "25") + high + " -bf 2 -g 25" + AAC + " -movflags frag_keyframe+empty_moov");
    }

    private static void h264(Kinds k) {
        k.add(
                "opengop.mkv",
                both("320x180", "25") + X264 + YUV + " -bf 3 -g 15 -x264-params open-gop=1:scenecut=0" + AAC);
        k.add("high10.mkv", both("320x180", "25") + X264 + " -pix_fmt yuv420p10le" + AAC);
        k.add("high422.mp4", both("320x180", "30") + X264 + " -pix_fmt yuv422p" + AAC);
        k.add(
                "interlaced.mp4",
                both("320x240", "50") + " -vf interlace" + X264 + YUV + " -flags +ildct+ilme -x264-params tff=1" + AAC);
        k.add(
                "mbaff.ts",
                both("320x240", "60000/1001") + " -vf interlace=scan=bff" + X264 + YUV
                        + " -flags +ildct+ilme -x264-params bff=1 -bf 2 -c:a mp2");
        k.add("baseline.avi", both("320x180", "25") + X264 + YUV + " -profile:v baseline -c:a libmp3lame");
        k.add("intra-refresh.mp4", both("320x180", "24") + X264 + YUV + " -x264-params intra-refresh=1 -bf 0" + AAC);
    }

    private static void rates(Kinds k) {
        for (String rate : List.of("7", "10", "12", "15", "24000/1001", "24", "30000/1001", "30", "50", "60000/1001")) {
            k.add("rate-" + rate.replace('/', '-') + ".mp4", both("192x108", rate) + X264 + YUV + " -bf 2 -g 30" + AAC);
        }
        k.add("rate-60.mkv", both("192x108", "60") + X264 + YUV + " -bf 2 -g 60" + AAC);
        k.add("rate-100.mp4", both("192x108", "100") + X264 + YUV + AAC);
        k.add("rate-120.mp4", both("192x108", "120") + X264 + YUV + AAC);
        k.add(
                "vfr.mp4",
                both("192x108", "30") + " -vf select='not(eq(mod(n\\,7)\\,3))' -fps_mode vfr" + X264 + YUV + AAC);
        k.add(
                "vfr-wild.mkv",
                both("192x108", "60") + " -vf select='lt(mod(n\\,41)\\,9)' -fps_mode vfr" + X264 + YUV + AAC);
        k.add(
                "rate-change.mkv",
                both("192x108", "50") + " -vf select='lt(t\\,0.7)+not(mod(n\\,2))' -fps_mode vfr" + X264 + YUV + AAC);
    }

    private static void codecs(Kinds k) {
        k.add(
                "hevc.mp4",
                both("256x144", "25") + " -c:v libx265 -preset ultrafast" + YUV + " -x265-params log-level=0" + AAC);
        k.add(
                "hevc-hdr.mkv",
                both("256x144", "24") + " -c:v libx265 -preset ultrafast -pix_fmt yuv420p10le -x265-params"
                        + " log-level=0:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc -c:a eac3");
        k.add(
                "hevc-hlg.ts",
                both("256x144", "50") + " -c:v libx265 -preset ultrafast -pix_fmt yuv420p10le -x265-params"
                        + " log-level=0:colorprim=bt2020:transfer=arib-std-b67:colormatrix=bt2020nc -c:a ac3");
        k.add("mpeg2.mpg", both("352x288", "25") + " -c:v mpeg2video -bf 2 -g 12 -c:a mp2");
        k.add(
                "mpeg2-interlaced.ts",
                both("352x288", "50")
                        + " -vf interlace -c:v mpeg2video -flags +ildct+ilme -top 1 -aspect 4:3 -c:a mp2");
        k.add("mpeg2.m2ts", both("352x288", "30000/1001") + " -c:v mpeg2video -bf 2 -c:a ac3 -mpegts_m2ts_mode 1");
        k.add("mpeg1.mpg", both("352x240", "30") + " -c:v mpeg1video -c:a mp2");
        k.add("mpeg4.avi", both("320x240", "25") + " -c:v mpeg4 -bf 2 -c:a libmp3lame");
        k.add("mpeg4.mp4", both("320x240", "15") + " -c:v mpeg4" + AAC);
        k.add("h263.mov", both("352x288", "25") + " -c:v h263 -c:a pcm_s16le");
        k.add("vp8.webm", both("256x144", "25") + " -c:v libvpx -deadline realtime -cpu-used 8 -c:a libvorbis");
        k.add("vp9.webm", both("256x144", "30") + " -c:v libvpx-vp9 -deadline realtime -cpu-used 8 -c:a libopus");
        k.add("av1.mkv", both("256x144", "24") + " -c:v libsvtav1 -preset 12 -c:a libopus");
        k.add("av1.mp4", both("192x108", "25") + " -c:v libaom-av1 -cpu-used 8 -usage realtime" + AAC);
        k.add("prores.mov", both("256x144", "25") + " -c:v prores_ks -profile:v 0 -c:a pcm_s24le");
        k.add("mjpeg.avi", both("256x144", "10") + " -c:v mjpeg -c:a pcm_s16le");
        k.add("wmv2.wmv", both("320x240", "25") + " -c:v wmv2 -c:a wmav2");
        k.add("theora.ogg", both("320x240", "24") + " -c:v libtheora -c:a libvorbis");
        k.add("flv1.flv", both("320x240", "12") + " -c:v flv1 -c:a libmp3lame -ar 44100");
        k.add("dnxhd.mov", both("1280x720", "25") + " -c:v dnxhd -profile:v dnxhr_lb -pix_fmt yuv422p -c:a pcm_s16le");
        k.add("ffv1.mkv", both("192x108", "25") + " -c:v ffv1 -c:a flac");
        k.add("xvid.mkv", both("320x240", "24000/1001") + " -c:v libxvid -bf 2 -c:a libmp3lame");
    }

    private static void shapes(Kinds k) {
        k.add(
                "odd.flv",
                picture("320x240", "25") + sound(48_000) + " -vf scale=323:241 -c:v flv1 -c:a libmp3lame -ar 44100");
        k.add("portrait.mp4", both("180x320", "30") + X264 + YUV + AAC);
        k.add("tiny.mp4", both("64x48", "25") + X264 + YUV + AAC);
        k.add("wide.mkv", both("640x66", "25") + " -c:v mpeg4" + AAC);
        k.add("anamorphic.mkv", both("352x288", "25") + " -vf setsar=64/45" + X264 + YUV + AAC);
        k.add("anamorphic-ntsc.mpg", both("352x240", "30000/1001") + " -c:v mpeg2video -aspect 16:9 -c:a mp2");
    }

    private static void times(Kinds k) {
        k.add(
                "negative.mkv",
                both("320x180", "25") + X264 + YUV + " -bf 2" + AAC
                        + " -avoid_negative_ts disabled -output_ts_offset -0.3");
        k.add(
                "edit-positive.mov",
                picture("320x180", "25") + " -itsoffset -0.25" + sound(48_000) + X264 + YUV + " -bf 2" + AAC);
        k.add(
                "edit-empty.mp4",
                "-itsoffset 0.4 " + picture("320x180", "25") + sound(48_000) + X264 + YUV + " -bf 2 -g 25" + AAC);
        k.add("wrap-near.ts", both("320x180", "25") + X264 + YUV + " -bf 2 -g 25" + AAC + " -output_ts_offset 95443.0");
        k.add(
                "wrap-within.ts",
                both("320x180", "25") + X264 + YUV + " -bf 2 -g 25" + AAC + " -muxdelay 0 -output_ts_offset 95442.9");
        k.add("wrap-mpeg2.ts", both("320x180", "25") + " -c:v mpeg2video -bf 2 -c:a mp2 -output_ts_offset 95442.2");
        k.add("far.ts", both("320x180", "25") + X264 + YUV + " -bf 2 -g 25" + AAC + " -output_ts_offset 40000");
    }

    private static void sounds(Kinds k) {
        String pictures = X264 + YUV + " -bf 2 -g 25";
        for (int rate : List.of(44_100, 22_050, 96_000, 32_000, 8_000)) {
            k.add(
                    String.format(Locale.ROOT, "aac-%d.mp4", rate),
                    picture("192x108", "25") + sound(rate) + pictures + " -c:a aac -ar " + rate + " -ac 2");
        }
        for (String layout : List.of("mono", "3.0", "quad", "5.0", "5.1", "7.1")) {
            k.add(
                    "aac-" + layout + ".mkv",
                    both("192x108", "25") + " -af aformat=channel_layouts=" + layout + pictures + " -c:a aac");
        }
        k.add("dts.mkv", both("192x108", "25") + pictures + " -c:a dca -strict -2 -ac 6 -ar 48000");
        k.add("eac3.mp4", both("192x108", "25") + pictures + " -c:a eac3 -ac 6");
        k.add("pcm-71.mov", both("192x108", "25") + " -af aformat=channel_layouts=7.1" + pictures + " -c:a pcm_s24le");
        k.add("opus-51.mkv", both("192x108", "25") + " -af aformat=channel_layouts=5.1" + pictures + " -c:a libopus");
        k.add("alac.mov", both("192x108", "25") + pictures + " -c:a alac");
        k.add(
                "sound-short.mp4",
                picture("192x108", "25") + " -f lavfi -t 0.4 -i sine=sample_rate=48000" + pictures + AAC);
        k.add("sound-long.mkv", picture("192x108", "25") + " -f lavfi -t 5 -i sine=sample_rate=48000" + pictures + AAC);
        k.add("sound-late.ts", picture("192x108", "25") + " -itsoffset 0.5" + sound(48_000) + pictures + " -c:a mp2");
        k.add(
                "two-tracks.ts",
                both("192x108", "50") + sound(44_100) + " -map 0:v -map 1:a -map 2:a" + pictures
                        + " -c:a:0 ac3 -c:a:1 aac");
        k.add("alone.mp3", sound(44_100).strip() + " -c:a libmp3lame");
        k.add("alone.m4a", sound(48_000).strip() + " -c:a aac");
        k.add("alone.flac", sound(96_000).strip() + " -c:a flac");
        k.add("alone.wav", sound(22_050).strip() + " -c:a pcm_s16le");
        k.add("alone.ogg", sound(48_000).strip() + " -c:a libvorbis");
        k.add("alone.mka", sound(48_000).strip() + " -c:a ac3 -ac 6");
    }
}
