package tv.exstream.engine.slate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.av.AudioEncoder;
import tv.exstream.engine.av.FilterGraph;
import tv.exstream.engine.av.Flow;
import tv.exstream.engine.av.Frame;
import tv.exstream.engine.av.Packet;
import tv.exstream.engine.av.VideoEncoder;
import tv.exstream.natives.FFmpeg;

/** Draws and encodes slates in a channel's own profile. */
final class SlateRenderer {
    private static final double LOOP_SECONDS = 1;
    /** The encoder's first frames carry its start-up transient; this one is settled. */
    private static final int SETTLED_FRAME = 4;

    private final Path cacheDir;

    SlateRenderer(Path cacheDir) {
        this.cacheDir = cacheDir;
    }

    SlateLoop render(OutputProfile profile, SlateText text) {
        FFmpeg.load();
        List<Packet> pictures = new ArrayList<>();
        try {
            pictures(profile, text, pictures);
            Packet silence = silence(profile);
            return new SlateLoop(
                    pictures,
                    90_000 / profile.slateFrameRate(),
                    silence,
                    AudioEncoder.FRAME_SAMPLES * 90_000L / profile.sampleRate());
        } catch (RuntimeException e) {
            pictures.forEach(Packet::close);
            throw e;
        }
    }

    private void pictures(OutputProfile profile, SlateText text, List<Packet> pictures) {
        List<Path> files = new ArrayList<>();
        int count = (int) Math.round(LOOP_SECONDS * profile.slateFrameRate());
        try (FilterGraph graph = FilterGraph.videoSource(graph(profile, text, files));
                VideoEncoder encoder = new VideoEncoder(profile, profile.slateFrameRate());
                Frame frame = new Frame()) {
            for (int i = 0; i < count && graph.pull(frame) == Flow.OUTPUT; i++) {
                frame.forceKey(i == 0);
                encoder.send(frame);
                Packet packet = new Packet();
                pictures.add(packet);
                if (encoder.receive(packet) != Flow.OUTPUT) {
                    throw new IllegalStateException("the slate encoder held a frame back");
                }
            }
        } finally {
            files.forEach(SlateRenderer::delete);
        }
    }

    private String graph(OutputProfile profile, SlateText text, List<Path> files) {
        StringBuilder graph = new StringBuilder(String.format(
                Locale.ROOT,
                "color=c=0x14181f:s=%dx%d:r=%d",
                profile.width(),
                profile.height(),
                profile.slateFrameRate()));
        line(graph, text.title(), files, profile.height() / 10, "(h-text_h)/2-h/14", "0xf2f4f8");
        line(graph, text.subtitle(), files, profile.height() / 22, "(h-text_h)/2+h/14", "0x9aa4b2");
        return graph.append(",setsar=1,format=yuv420p").toString();
    }

    /** Text travels in a file: no escaping can go wrong there. */
    private void line(StringBuilder graph, String text, List<Path> files, int size, String y, String colour) {
        if (text.isBlank()) {
            return;
        }
        try {
            Path font = SlateFont.in(cacheDir);
            Path file = Files.createTempFile(cacheDir, "slate", ".txt");
            files.add(file);
            Files.writeString(file, text);
            int fitted = Math.max(10, Math.min(size, (int) (size * 34.0 / Math.max(1, text.length()))));
            graph.append(",drawtext=expansion=none:fontfile='").append(quoted(font));
            graph.append("':textfile='").append(quoted(file));
            graph.append("':fontsize=").append(fitted).append(":fontcolor=").append(colour);
            graph.append(":x=(w-text_w)/2:y=").append(y);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a slate's text into " + cacheDir, e);
        }
    }

    /** A path inside single quotes of a filter description; the option parser sees backslash and colon once more. */
    private static String quoted(Path path) {
        return path.toAbsolutePath()
                .toString()
                .replace("\\", "/")
                .replace(":", "\\:")
                .replace("'", "'\\\\\\''");
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Packet silence(OutputProfile profile) {
        try (AudioEncoder encoder = new AudioEncoder(profile)) {
            Packet packet = new Packet();
            encoder.anchor(0);
            encoder.silenceUntil(90_000);
            for (int i = 0; i <= SETTLED_FRAME; i++) {
                if (encoder.receive(packet, false) != Flow.OUTPUT) {
                    packet.close();
                    throw new IllegalStateException("the audio encoder gave no silence");
                }
            }
            return packet;
        }
    }
}
