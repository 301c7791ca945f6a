package tv.exstream.engine.slate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tv.exstream.engine.OutputProfile;

/**
 * Describes a slate's picture as a filter graph. Texts travel in files beside the fonts: no escaping can go wrong there.
 * Confined to one thread; the files go with {@link #close}.
 */
final class SlateArt implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SlateArt.class);
    /** How long a loop with movement is. */
    static final int MOVING_SECONDS = 2;

    private static final String GROUND = "0x14181f";
    private static final String TITLE_COLOUR = "0xf2f4f8";
    private static final String SUBTITLE_COLOUR = "0xaab3c0";
    private static final AtomicBoolean TOLD = new AtomicBoolean();

    private final Path cacheDir;
    private final SlateFonts fonts;
    private final OutputProfile profile;
    private final List<Path> files = new ArrayList<>();

    SlateArt(Path cacheDir, SlateFonts fonts, OutputProfile profile) {
        this.cacheDir = cacheDir;
        this.fonts = fonts;
        this.profile = profile;
    }

    /** Whether every picture of the loop is the same. */
    static boolean still(SlateLook look) {
        return switch (look.visual()) {
            case TEXT, SLATE, IMAGE -> true;
            case STATIC, TEST_PATTERN -> false;
        };
    }

    /** A graph without input; of an image: with the image as its input. */
    String graph(SlateLook look) {
        int w = profile.width();
        int h = profile.height();
        int r = profile.slateFrameRate();
        StringBuilder graph = new StringBuilder(512);
        graph.append(
                switch (look.visual()) {
                    case TEXT -> String.format(Locale.ROOT, "color=c=black:s=%dx%d:r=%d", w, h, r);
                    case SLATE -> String.format(Locale.ROOT, "color=c=%s:s=%dx%d:r=%d", GROUND, w, h, r);
                    case STATIC ->
                        String.format(
                                Locale.ROOT,
                                "color=c=gray:s=%dx%d:r=%d,format=yuv420p,noise=c0s=100:c0f=t,lutyuv=y=clip((val-128)*3+110\\,16\\,235),"
                                        + "scale=%d:%d:flags=neighbor",
                                grains(w, h, true),
                                grains(w, h, false),
                                r,
                                w,
                                h);
                    case TEST_PATTERN ->
                        String.format(
                                Locale.ROOT,
                                "smptehdbars=s=%dx%d:r=%d[bars];color=c=white:s=%dx%d:r=%d[hand];"
                                        + "[bars][hand]overlay=x=mod(t*%d/%d\\,%d):y=%d",
                                w,
                                h,
                                r,
                                Math.max(2, w / 60),
                                Math.max(2, h / 36),
                                r,
                                w,
                                MOVING_SECONDS,
                                w,
                                h - h / 36);
                    case IMAGE ->
                        String.format(
                                Locale.ROOT,
                                "color=c=black:s=%dx%d:r=%d[ground];[in]scale=%d:%d:force_original_aspect_ratio=decrease:"
                                        + "flags=bicubic:out_color_matrix=bt709:out_range=tv,format=yuva420p,setsar=1[image];"
                                        + "[ground][image]overlay=x=(W-w)/2:y=(H-h)/2",
                                w,
                                h,
                                r,
                                w,
                                h);
                });
        boolean overPicture = switch (look.visual()) {
            case TEXT, SLATE -> false;
            case STATIC, TEST_PATTERN, IMAGE -> true;
        };
        List<TextLayout.Line> lines = new TextLayout(fonts, w, h).lay(look.text(), overPicture);
        if (overPicture && !lines.isEmpty()) {
            int top = lines.getFirst().baseline() - lines.getFirst().size() * 5 / 4;
            graph.append(String.format(Locale.ROOT, ",drawbox=x=0:y=%d:w=iw:h=ih-%d:color=black@0.6:t=fill", top, top));
        }
        draw(graph, lines);
        return graph.append(",setsar=1,format=yuv420p").toString();
    }

    /** Snow is coarse: fine noise at a channel's bit rate would only be a blur. */
    private static int grains(int width, int height, boolean across) {
        int rows = Math.min(height, 180);
        int count = across ? (int) Math.round((double) width * rows / height) : rows;
        return Math.max(16, count / 2 * 2);
    }

    private void draw(StringBuilder graph, List<TextLayout.Line> lines) {
        if (!lines.stream().allMatch(TextLayout.Line::simple) && drawShaped(graph, lines)) {
            return;
        }
        lines.forEach(line -> graph.append(',').append(text(line)));
    }

    /** @return false where this Java cannot draw text: better drawn unshaped than not at all */
    private boolean drawShaped(StringBuilder graph, List<TextLayout.Line> lines) {
        int top = Math.max(0, lines.getFirst().baseline() - 2 * lines.getFirst().size());
        int bottom = Math.min(
                profile.height(),
                lines.getLast().baseline() + 2 * lines.getLast().size());
        try {
            Path file = file(".pam");
            new ShapedText().write(lines, profile.width(), top, bottom - top, file);
            graph.append(String.format(
                    Locale.ROOT,
                    "[plain];movie=f=pam_pipe:filename='%s',format=yuva420p[words];[plain][words]overlay=x=0:y=%d",
                    quoted(file),
                    top));
            return true;
        } catch (IOException e) {
            if (TOLD.compareAndSet(false, true)) {
                log.warn("right-to-left and Indic text is drawn letter by letter: {}", e.getMessage());
            }
            return false;
        }
    }

    private String text(TextLayout.Line line) {
        try {
            Path file = file(".txt");
            Files.writeString(file, line.text());
            return String.format(
                    Locale.ROOT,
                    "drawtext=expansion=none:fontfile='%s':textfile='%s':fontsize=%d:fontcolor=%s:x=(w-text_w)/2"
                            + ":y_align=baseline:y=%d",
                    quoted(line.fonts().getFirst().path()),
                    quoted(file),
                    line.size(),
                    line.title() ? TITLE_COLOUR : SUBTITLE_COLOUR,
                    line.baseline());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a slate's text into " + cacheDir, e);
        }
    }

    private Path file(String suffix) throws IOException {
        Path file = Files.createTempFile(cacheDir, "slate", suffix);
        files.add(file);
        return file;
    }

    /** A path inside single quotes of a filter description; the option parser sees backslash and colon once more. */
    private static String quoted(Path path) {
        return path.toAbsolutePath()
                .toString()
                .replace("\\", "/")
                .replace(":", "\\:")
                .replace("'", "'\\\\\\''");
    }

    @Override
    public void close() {
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        files.clear();
    }
}
