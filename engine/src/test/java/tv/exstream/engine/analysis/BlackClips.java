package tv.exstream.engine.analysis;

import java.nio.file.Path;
import java.util.Locale;

import tv.exstream.engine.TestClips;

/** Clips of 20 s that are black at known places: cut to black from 5 s to 6 s in silence, from 12 s to 12.4 s with sound. */
final class BlackClips {
    static final String X264 = "-c:v libx264 -preset veryfast -pix_fmt yuv420p -g 250 -bf 3";
    private static final String SILENCE = "volume=enable='between(t,5,6)':volume=0";

    private BlackClips() {}

    private static String picture(String size, String rate) {
        return "-f lavfi -i testsrc2=size=" + size + ":rate=" + rate
                + " -f lavfi -i sine=frequency=440:sample_rate=48000";
    }

    /** @param at when it is black, by ffmpeg's own {@code drawbox}, which covers the whole picture then */
    private static String blackAt(String at) {
        return "drawbox=enable='" + at + "':color=black:t=fill";
    }

    private static final String TWICE = blackAt("between(t,4.999,5.98)+between(t,11.999,12.38)");

    static Path cut(String name, String size, String rate, String codec) {
        return filtered(name, size, rate, TWICE, codec);
    }

    /** @param filters of the picture, without blanks */
    static Path filtered(String name, String size, String rate, String filters, String codec) {
        return TestClips.clip(
                "black-" + name,
                picture(size, rate) + " -t 20 -vf " + filters + " -af " + SILENCE + " " + codec + sound(name));
    }

    private static String sound(String name) {
        return switch (name.substring(name.lastIndexOf('.'))) {
            case ".avi", ".mpg" -> " -c:a mp2 -b:a 192k";
            case ".webm" -> " -c:a libopus -b:a 96k";
            default -> " -c:a aac -ac 2 -b:a 96k";
        };
    }

    static String twice() {
        return TWICE;
    }

    /** Fades out from 5 s to 6 s and in from 7 s to 8 s. */
    static Path faded() {
        return filtered(
                "faded.mp4",
                "640x360",
                "25",
                "fade=t=out:st=5:d=1:enable='lt(t,7)',fade=t=in:st=7:d=1:enable='gte(t,7)'",
                X264);
    }

    /** Twenty seconds of grey this dark, out of 255 of a limited range. */
    static Path dark(String name, int luma) {
        return TestClips.clip(
                "black-" + name,
                String.format(
                        Locale.ROOT,
                        "-f lavfi -i color=size=640x360:rate=25:color=black -t 20 -vf lutyuv=y=%d,noise=alls=4:allf=t %s",
                        luma,
                        X264));
    }
}
