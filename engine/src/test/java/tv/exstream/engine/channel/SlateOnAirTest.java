package tv.exstream.engine.channel;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.engine.ChannelHandle;
import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.ChannelSlates;
import tv.exstream.engine.ChannelSpec;
import tv.exstream.engine.ChannelStatus;
import tv.exstream.engine.Clips;
import tv.exstream.engine.Engine;
import tv.exstream.engine.EngineOptions;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.ScriptedPlayout;
import tv.exstream.engine.SlateStyle;
import tv.exstream.engine.TestViewer;
import tv.exstream.engine.TsFigures;
import tv.exstream.engine.TsInspector;
import tv.exstream.engine.TsOptions;

import static org.assertj.core.api.Assertions.assertThat;

/** A channel whose slates have a style, across the seams to programmes. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SlateOnAirTest {
    private static final OutputProfile SMALL = OutputProfile.DEFAULT.withSize(320, 180);
    private static final Instant EPOCH = Instant.parse("2024-01-01T00:00:00Z");

    @TempDir
    Path folder;

    @Test
    void goesFromProgrammeToSnowAndNoiseAndBack() throws InterruptedException {
        SlateStyle snow = new SlateStyle(
                SlateStyle.Visual.STATIC,
                SlateStyle.Audio.WHITE_NOISE,
                "",
                "",
                Optional.empty(),
                Optional.empty(),
                0.5);
        Instant start = ScriptedPlayout.soon(500);
        ScriptedPlayout playout =
                ScriptedPlayout.from(start).file(3, Clips.copied(3)).nothing(4).file(3, Clips.copied(3));
        try (Engine engine = LiveEngine.start(EngineOptions.defaults(folder, EPOCH))) {
            ChannelHandle channel = engine.register(new ChannelSpec(
                    ChannelNumber.of(1),
                    "Snow",
                    SMALL,
                    playout,
                    Duration.ZERO,
                    new ChannelSlates(SlateStyle.DEFAULT, snow),
                    TsOptions.DEFAULT));
            try (TestViewer viewer = TestViewer.of(channel)) {
                viewer.sleepUntil(start.plusMillis(9_500));
                ChannelStatus status = channel.status();
                TsFigures figures = TsFigures.of(TsInspector.of(viewer.leave()));
                LiveChannelTest.isClean(figures);
                assertThat(status.counters().slateMillis()).isBetween(3_000L, 5_500L);
                // 4 s are 187 frames of sound, nearly all of them noise
                assertThat(status.counters().silentFrames()).isLessThan(60);
            }
        }
    }
}
