package tv.exstream.server.channels;

import java.util.ArrayList;
import java.util.List;

import tv.exstream.server.channels.LineupEntry.Programming.FromShows;
import tv.exstream.server.schedule.definition.ScheduleDefinition.RenderedShow;

/** Channels that need no media: pictures and sounds drawn by libavfilter, 1280x720 at 25 frames, 48 kHz stereo. */
public final class DemoLineup {
    private static final String GEOMETRY = "size=1280x720:rate=25";
    private static final String SILENCE = "anullsrc=channel_layout=stereo:sample_rate=48000";
    private static final String TONE_1K = sine(1000);

    private DemoLineup() {}

    public static List<LineupEntry> channels() {
        return List.of(
                channel("bars", "Colour Bars", bars()),
                channel("clock", "Test Cards", testCards()),
                channel("mandelbrot", "Deep Zoom", fractals()),
                channel("life", "Game of Life", life()),
                channel("cells", "Cellular", automata()),
                channel("gradients", "Slow Colours", gradients()));
    }

    private static LineupEntry channel(String key, String name, List<RenderedShow> shows) {
        return new LineupEntry("demo:" + key, NumberRange.DEMO, name, "Demo", new FromShows(shows));
    }

    private static List<RenderedShow> bars() {
        return List.of(
                show("High Definition Bars", "smptehdbars=" + GEOMETRY, TONE_1K),
                show("Standard Bars", "smptebars=" + GEOMETRY, sine(440)),
                show(
                        "Bars and Beeps",
                        "smptehdbars=" + GEOMETRY,
                        "sine=frequency=440:beep_factor=4:sample_rate=48000" + ",aformat=channel_layouts=stereo"),
                show("European Bars", "pal75bars=" + GEOMETRY, TONE_1K),
                show("Full Bars", "pal100bars=" + GEOMETRY, SILENCE));
    }

    private static List<RenderedShow> testCards() {
        return List.of(
                show("Seconds Go By", "testsrc=" + GEOMETRY, sine(330)),
                show("Moving Test Card", "testsrc2=" + GEOMETRY, sine(440)),
                show("Red, Green and Blue", "rgbtestsrc=" + GEOMETRY, sine(550)),
                show("Luma and Chroma", "yuvtestsrc=" + GEOMETRY, sine(660)));
    }

    private static List<RenderedShow> fractals() {
        return List.of(
                show("Into the Seahorse Valley", mandelbrot(-0.743643887, -0.131825904), chord(110, 165, 220)),
                show("The Elephant's Parade", mandelbrot(0.2925755, 0.0149977), chord(98, 147, 196)),
                show("Spirals Without End", mandelbrot(-0.7746806, -0.1374168), chord(131, 196, 262)),
                show("At the Needle's Tip", mandelbrot(-1.7499, 0.0), chord(87, 131, 175)));
    }

    private static List<RenderedShow> life() {
        List<RenderedShow> shows = new ArrayList<>();
        shows.add(show("Gliders at Dawn", life(7, "B3/S23", "green"), chord(220, 277, 330)));
        shows.add(show("High Life", life(11, "B36/S23", "orange"), chord(196, 247, 294)));
        shows.add(show("Day and Night", life(13, "B3678/S34678", "violet"), chord(175, 220, 262)));
        shows.add(show("Garden of Mazes", life(17, "B3/S12345", "cyan"), chord(147, 185, 220)));
        return shows;
    }

    private static List<RenderedShow> automata() {
        List<RenderedShow> shows = new ArrayList<>();
        int[] rules = {30, 90, 110, 126, 150};
        String[] titles = {"Chaos by Rule", "Triangles", "The Computer", "Lace", "Ripples"};
        for (int i = 0; i < rules.length; i++) {
            shows.add(show(
                    titles[i] + " (Rule " + rules[i] + ")",
                    "cellauto=rule=" + rules[i] + ":seed=" + (i + 1) + ":size=640x360:rate=25"
                            + ",scale=1280:720:flags=neighbor,format=yuv420p",
                    sine(220 + 55 * i)));
        }
        return shows;
    }

    private static List<RenderedShow> gradients() {
        return List.of(
                show("Sunrise", gradient("0xff8040", "0x202060", 3), chord(262, 330, 392)),
                show("Northern Lights", gradient("0x10c080", "0x101840", 5), chord(220, 262, 330)),
                show("Deep Sea", gradient("0x0040a0", "0x00c0c0", 9), chord(147, 175, 220)),
                show("Silence in Violet", gradient("0x6020a0", "0xe0a0ff", 12), SILENCE));
    }

    private static RenderedShow show(String title, String video, String audio) {
        return new RenderedShow(title, video, audio);
    }

    private static String mandelbrot(double x, double y) {
        // Half an hour (45,000 frames) of zoom ends well above the limit of double arithmetic; a quarter of the pixels
        // is
        // computed, for every one costs hundreds of steps.
        return "mandelbrot=size=640x360:rate=25:start_x=" + x + ":start_y=" + y
                + ":end_scale=1e-9:end_pts=45000:maxiter=512,scale=1280:720,format=yuv420p";
    }

    private static String life(int seed, String rule, String colour) {
        return "life=size=320x180:rate=25:mold=10:ratio=0.3:random_seed=" + seed + ":rule=" + rule + ":life_color="
                + colour + ":death_color=navy:mold_color=black,scale=1280:720:flags=neighbor,format=yuv420p";
    }

    private static String gradient(String from, String to, int seed) {
        return "gradients=" + GEOMETRY + ":c0=" + from + ":c1=" + to + ":nb_colors=2:speed=0.005:seed=" + seed
                + ",format=yuv420p";
    }

    private static String sine(int hertz) {
        return "sine=frequency=" + hertz + ":sample_rate=48000,volume=0.3,aformat=channel_layouts=stereo";
    }

    private static String chord(int low, int middle, int high) {
        String tones = "sin(2*PI*" + low + "*t)+sin(2*PI*" + middle + "*t)+sin(2*PI*" + high + "*t)";
        // A slow swell, half a turn apart on the two sides.
        return "aevalsrc=0.06*(" + tones + ")*(1+0.5*sin(0.7*t))|0.06*(" + tones
                + ")*(1-0.5*sin(0.7*t)):channel_layout=stereo:sample_rate=48000";
    }
}
