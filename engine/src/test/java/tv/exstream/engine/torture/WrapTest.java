package tv.exstream.engine.torture;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tv.exstream.engine.ChannelHandle;
import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.ChannelSpec;
import tv.exstream.engine.Clips;
import tv.exstream.engine.Engine;
import tv.exstream.engine.EngineOptions;
import tv.exstream.engine.ScriptedPlayout;
import tv.exstream.engine.TestViewer;
import tv.exstream.engine.TsFigures;
import tv.exstream.engine.TsInspector;
import tv.exstream.engine.channel.LiveEngine;
import tv.exstream.engine.time.Timeline;

import static org.assertj.core.api.Assertions.assertThat;

/** Every 26.5 hours the 33 bits of a timestamp begin anew; a receiver must not notice. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WrapTest {
    @TempDir
    Path folder;

    @Test
    void timestampsGoOnWhenTheirBitsWrapWithinAProgramme() throws InterruptedException {
        Path clip = Clips.copied(6);
        Instant start = ScriptedPlayout.soon(1_000);
        Instant epoch = start.plusSeconds(3).minus(Timeline.duration(1L << 33));
        try (Engine engine = LiveEngine.start(EngineOptions.defaults(folder, epoch))) {
            ChannelHandle channel = engine.register(new ChannelSpec(
                    ChannelNumber.of(1),
                    "Wrap",
                    TortureTest.STEADY,
                    ScriptedPlayout.from(start).file(6, clip).nothing(60),
                    Duration.ZERO));
            byte[] ts = TestViewer.record(channel, Duration.between(Instant.now(), start.plusSeconds(6)));
            TsInspector read = TsInspector.of(ts);
            TsFigures figures = TsFigures.of(read);
            assertThat(read.video().getFirst().pts()).isLessThan(1L << 33);
            assertThat(read.video().getLast().pts()).as("wrapped").isGreaterThan(1L << 33);
            assertThat(figures.pcrJumps()).as("%s", figures).isZero();
            assertThat(figures.dtsBackward()).as("%s", figures).isZero();
            assertThat(figures.ptsBeforeDts()).as("%s", figures).isZero();
            assertThat(channel.status().counters().violations()).isZero();
        }
    }
}
