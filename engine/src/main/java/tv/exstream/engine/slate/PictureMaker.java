package tv.exstream.engine.slate;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

import tv.exstream.engine.EngineException;
import tv.exstream.engine.EngineException.Kind;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.SlateStyle.Visual;
import tv.exstream.engine.av.FilterGraph;
import tv.exstream.engine.av.Flow;
import tv.exstream.engine.av.Frame;
import tv.exstream.engine.av.Packet;
import tv.exstream.engine.av.PacketBlock;
import tv.exstream.engine.av.StillImage;
import tv.exstream.engine.av.VideoEncoder;

/** Draws and encodes a slate's pictures in a channel's own profile. Any thread; takes tens of milliseconds to seconds. */
final class PictureMaker {
    private static final List<String> IMAGES = List.of(".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp");
    private static final Duration IMAGE_DEADLINE = Duration.ofSeconds(10);

    private final Path cacheDir;
    private final SlateFonts fonts;

    PictureMaker(Path cacheDir, SlateFonts fonts) {
        this.cacheDir = cacheDir;
        this.fonts = fonts;
    }

    /**
     * @param cancelled asked at every picture
     * @throws EngineException       for an image that cannot be shown
     * @throws CancellationException when {@code cancelled}
     */
    PacketBlock make(OutputProfile profile, SlateLook look, BooleanSupplier cancelled) {
        fonts.bundled(); // makes the folder that text files go to
        try (SlateArt art = new SlateArt(cacheDir, fonts, profile)) {
            if (look.visual() == Visual.IMAGE) {
                try (Frame image = image(look.image().orElseThrow());
                        FilterGraph graph = FilterGraph.video(image, profile.slateFrameRate(), art.graph(look))) {
                    graph.push(image);
                    graph.push(null);
                    return encode(profile, look, graph, cancelled);
                }
            }
            try (FilterGraph graph = FilterGraph.videoSource(art.graph(look))) {
                return encode(profile, look, graph, cancelled);
            }
        }
    }

    private static Frame image(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (IMAGES.stream().anyMatch(name::endsWith)) {
            return StillImage.read(file, IMAGE_DEADLINE);
        }
        return StillImage.attachedTo(file, IMAGE_DEADLINE).orElseGet(() -> StillImage.read(file, IMAGE_DEADLINE));
    }

    private static PacketBlock encode(
            OutputProfile profile, SlateLook look, FilterGraph graph, BooleanSupplier cancelled) {
        int rate = profile.slateFrameRate();
        boolean still = SlateArt.still(look);
        int count = still ? rate : rate * SlateArt.MOVING_SECONDS;
        int gop = Math.max(1, (int) Math.round(rate * profile.gopSeconds()));
        try (VideoEncoder encoder = new VideoEncoder(profile, rate);
                Frame frame = new Frame();
                Packet packet = new Packet();
                PacketBlock.Builder block = new PacketBlock.Builder()) {
            for (int i = 0; i < count; i++) {
                if (cancelled.getAsBoolean()) {
                    throw new CancellationException("the slate is not wanted any more");
                }
                if ((i == 0 || !still) && graph.pull(frame) != Flow.OUTPUT) {
                    throw new EngineException(Kind.INTERNAL, "nothing was drawn for a slate: " + look);
                }
                frame.pts(i * 90_000L / rate);
                frame.forceKey(i % gop == 0);
                encoder.send(frame);
                if (encoder.receive(packet) != Flow.OUTPUT) {
                    throw new EngineException(Kind.INTERNAL, "the slate encoder held a picture back");
                }
                block.add(packet);
            }
            return block.build();
        }
    }
}
