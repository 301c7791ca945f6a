package tv.exstream.engine.source;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import tv.exstream.engine.Clips;
import tv.exstream.engine.MediaSource;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.TestClips;
import tv.exstream.engine.av.ElementaryStream;
import tv.exstream.engine.av.Input;
import tv.exstream.engine.av.Interrupt;

import static org.assertj.core.api.Assertions.assertThat;

class PictureFiltersTest {
    private static final OutputProfile PROFILE = OutputProfile.DEFAULT;

    private static String filters(java.nio.file.Path file) {
        try (Interrupt interrupt = new Interrupt();
                Input input = Input.open(
                        new MediaSource.File(file), interrupt, Duration.ofSeconds(5), Duration.ofSeconds(5))) {
            ElementaryStream stream = input.video().orElseThrow();
            return PictureFilters.forStream(stream, stream.info().width(), stream.info().height(), PROFILE);
        }
    }

    @Test
    void aWidePictureFillsTheFrame() {
        assertThat(filters(Clips.copied(3))).startsWith("scale=1280:720:").doesNotContain("bwdif", "fps=", "transpose");
    }

    @Test
    void aNarrowPictureIsPaddedAtTheSides() {
        assertThat(filters(Clips.vp9Opus())).contains("scale=960:720:").contains("pad=1280:720:(ow-iw)/2:(oh-ih)/2");
    }

    @Test
    void anOddSizeBecomesEven() {
        // 321x241: 720 high is 959.0 wide
        assertThat(filters(Clips.oddSize())).containsPattern("scale=95[68]:720:");
    }

    @Test
    void interlacedBroadcastsAreWovenAndShownInTheirShape() {
        // 720x576 shown as 4:3
        assertThat(filters(Clips.interlaced())).startsWith("bwdif=").contains("scale=960:720:");
    }

    @Test
    void aPhoneHeldUprightIsTurned() {
        assertThat(filters(Clips.rotated())).containsPattern("transpose=c?clock,").containsPattern("scale=40[46]:720:");
    }

    @Test
    void anUnevenRateIsMadeEven() {
        assertThat(filters(Clips.variableRate())).contains("fps=");
    }

    @Test
    void anExtremeShapeStaysAPicture() {
        assertThat(filters(TestClips.clip(
                        "ribbon.mp4",
                        "-f lavfi -i testsrc2=size=1024x16:rate=10 -t 1 -c:v libx264 -preset ultrafast -pix_fmt yuv420p")))
                .contains("scale=1280:20:");
    }
}
