package tv.exstream.engine;

import java.nio.file.Path;

/** The material of the engine's tests: one short clip for each way in which files differ. Small pictures, cheap to make. */
public final class Clips {
    private static final String SINE = " -f lavfi -i sine=frequency=440:sample_rate=48000";
    private static final String X264 = " -c:v libx264 -preset ultrafast -pix_fmt yuv420p -profile:v high";

    private Clips() {}

    private static String picture(String size, String rate) {
        return "-f lavfi -i testsrc2=size=" + size + ":rate=" + rate;
    }

    /** 25 fps, B-frames, GOP of one second: copied whole by the default profile. */
    public static Path copied(int seconds) {
        return TestClips.h264Aac("copied" + seconds, seconds, 320, 180, "25");
    }

    public static Path vp9Opus() {
        return TestClips.clip(
                "vp9.webm",
                picture("320x240", "30") + " -f lavfi -i sine=frequency=880:sample_rate=44100 -t 3"
                        + " -c:v libvpx-vp9 -deadline realtime -cpu-used 8 -b:v 500k -c:a libopus");
    }

    public static Path ac3Surround() {
        return TestClips.clip(
                "ac3.mkv", picture("320x180", "24000/1001") + SINE + " -t 3" + X264 + " -bf 2 -g 24 -c:a ac3 -ac 6");
    }

    public static Path interlaced() {
        return TestClips.clip(
                "interlaced.ts",
                picture("720x576", "50") + SINE + " -t 3 -vf interlace -c:v mpeg2video -flags +ildct+ilme -top 1"
                        + " -b:v 3M -aspect 4:3 -c:a mp2 -b:a 192k");
    }

    public static Path soundOnly() {
        return TestClips.clip("sound.mp3", SINE.strip() + " -t 3 -c:a libmp3lame");
    }

    public static Path pictureOnly(int seconds) {
        return TestClips.clip(
                "picture" + seconds + ".mp4", picture("320x180", "25") + " -t " + seconds + X264 + " -bf 2 -g 25");
    }

    /** Sound ends long before the picture. */
    public static Path shortSound(int seconds, int soundSeconds) {
        return TestClips.clip(
                "shortsound" + seconds + "-" + soundSeconds + ".mp4",
                picture("128x72", "25") + " -f lavfi -t " + soundSeconds + " -i sine=sample_rate=48000 -t " + seconds
                        + X264 + " -bf 2 -g 25 -c:a aac -ac 2");
    }

    public static Path openGop() {
        return TestClips.clip(
                "opengop.mkv",
                picture("320x180", "25") + SINE + " -t 4" + X264 + " -bf 3 -g 25 -x264-params open-gop=1:scenecut=0"
                        + " -c:a aac -ac 2");
    }

    public static Path variableRate() {
        return TestClips.clip(
                "vfr.mp4",
                picture("320x180", "30") + SINE + " -t 3 -vf select='not(eq(mod(n\\,7)\\,3))' -fps_mode vfr" + X264
                        + " -c:a aac -ac 2");
    }

    public static Path oddSize() {
        return TestClips.clip(
                "odd.flv", picture("321x241", "12") + SINE + " -t 3 -c:v flv1 -b:v 500k -c:a libmp3lame -ar 44100");
    }

    /** Every picture is an IDR. */
    public static Path allIntra(int seconds) {
        return TestClips.clip(
                "intra" + seconds + ".mp4",
                picture("320x180", "25") + SINE + " -t " + seconds + X264 + " -g 1 -c:a aac" + " -ac 2");
    }

    /** A phone held upright: stored sideways, with a display matrix. */
    public static Path rotated() {
        Path plain = copied(3);
        return TestClips.clip("rotated.mp4", "-display_rotation 90 -i " + plain + " -c copy");
    }

    /** A transport stream as a tuner or a webcam would send it. */
    public static Path transportStream(int seconds) {
        return TestClips.clip(
                "broadcast" + seconds + ".ts",
                picture("320x180", "25") + SINE + " -t " + seconds + X264 + " -bf 0 -g 25 -c:a aac -ac 2");
    }

    /** mp4 whose sample table is at the front, so that its first part alone can be opened. */
    public static Path truncatable() {
        return copied(6);
    }
}
